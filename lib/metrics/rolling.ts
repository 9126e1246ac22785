/** Active learners of the last so many days, for each day of a period: distinct people of one window after the other. */
import { sql, type RawBuilder } from 'kysely'
import { addDays } from '@/lib/filters/days'
import type { ScopedReader } from '@/lib/authz/reader'
import { dayPairs } from '@/lib/rollups/people/day-pairs'
import { contextOf, type Cells } from './compile'
import { activity } from './facts/activity'
import { factColumn } from './fact'
import { isNarrowed } from './narrowed'
import { readRows } from './read-rows'
import { rowConditions, type Selection } from './scope-rows'

export interface RollingDay {
  readonly day: string
  /** One number per window, in their order. */
  readonly people: readonly number[]
}

/** Days of the period without a row have nobody in any window; days come in order, each one once. */
export async function rollingActive(
  reader: ScopedReader,
  selection: Selection,
  windows: readonly number[],
  options: { readonly withoutRollups?: boolean } = {},
): Promise<readonly RollingDay[]> {
  const statement = rollingStatement(reader, selection, windows, options).compile(reader.db)
  const rows = await readRows(reader, statement)
  return rows.map(({ day, ...counts }) => ({
    day: String(day),
    people: windows.map((_, index) => Number(counts[`window_${index}`])),
  }))
}

function rollingStatement(
  reader: ScopedReader,
  selection: Selection,
  windows: readonly number[],
  { withoutRollups = false }: { readonly withoutRollups?: boolean },
): RawBuilder<unknown> {
  const { from, to } = selection.period
  const longest = Math.max(...windows)
  const cells: Cells = { ...selection, metrics: [], by: [], period: { from: addDays(from, 1 - longest), to } }
  const pairs =
    (withoutRollups || !reader.hasRollups || isNarrowed(selection.filters) ? undefined : dayPairs(cells)) ??
    pairsOfFacts(reader, cells)
  const change = (index: number) => sql.id(`change_${index}`)
  const join = (parts: readonly RawBuilder<unknown>[], separator = sql`, `) => sql.join(parts, separator)
  // Whoever learned before all of the windows comes into them new, whenever that was: that leaves few pairs.
  return sql`
    with pair as materialized (
      select day, greatest(previous, day - ${longest}::int) as previous, sum(people) as people from (${pairs}) as every
      group by 1, 2
    ), change as (
      ${join(
        windows.map((window, index) => windowChanges(window, index, windows, from, to)),
        sql` union all `,
      )}
    ), daily as (
      select day, ${join(windows.map((_, index) => sql`sum(${change(index)}) as ${change(index)}`))} from change group by day
    )
    select day, ${join(windows.map((_, index) => sql`coalesce(sum(${change(index)}) over (order by day), 0)::int as ${sql.id(`window_${index}`)}`))}
    from (select day::date as day from generate_series(${from}::timestamp, ${to}::timestamp, '1 day') as day) as calendar
    left join daily using (day)
    order by day`
}

/**
 * Somebody's day counts from itself to the end of its window, but not for as long as the day before still does: so every
 * person comes into the window once and leaves it once.
 */
function windowChanges(
  window: number,
  index: number,
  windows: readonly number[],
  from: string,
  to: string,
): RawBuilder<unknown> {
  const counts = (people: RawBuilder<unknown>) =>
    sql.join(
      windows
        .map((_, other) => (other === index ? people : sql`null::bigint`))
        .map((value, other) => sql`${value} as ${sql.id(`change_${other}`)}`),
    )
  const enters = sql`greatest(day, previous + ${window}::int, ${from}::date)`
  return sql`
    select ${enters} as day, ${counts(sql`people::bigint`)} from pair
    where day > ${from}::date - ${window}::int and ${enters} <= ${to}::date
    union all
    select day + ${window}::int, ${counts(sql`-people::bigint`)} from pair
    where day > ${from}::date - ${window}::int and day + ${window}::int <= ${to}::date`
}

/** The same from the facts' own rows, under any filters. */
function pairsOfFacts(reader: ScopedReader, cells: Cells): RawBuilder<unknown> {
  const person = factColumn('person_id')
  return sql`
    select day, coalesce(previous, '-infinity') as previous, count(*) as people
    from (
      select day, lag(day) over (partition by person_id order by day) as previous
      from (
        select distinct ${person} as person_id, ${factColumn('day')} as day
        from (${activity.rows(reader.db, contextOf(cells))}) as fact
        where ${factColumn('is_evidence')} and ${sql.join(rowConditions(activity, cells, false), sql` and `)}
      ) as learned
    ) as pair
    group by day, previous`
}
