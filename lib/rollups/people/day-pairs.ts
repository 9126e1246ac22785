/** Days with evidence and the one before each, counted over people: all that distinct people of any window are made of. */
import { sql, type RawBuilder } from 'kysely'
import type { Cells } from '@/lib/metrics/compile'
import { scopesOf } from './gap-reader'
import { isAnsweredByTeams, stringsOf } from './team-reader'

/** Rows of day, previous and people for the days of the period; undefined where no rollup knows these people. */
export function dayPairs(cells: Cells): RawBuilder<unknown> | undefined {
  const { from, to } = cells.period
  const scopes = cells.by.length === 0 ? scopesOf(cells) : undefined
  if (scopes !== undefined) {
    return sql`
      select day, previous, people from mart.active_gap
      where scope_id = (select scope_id from mart.active_scope where (kind, value) = (${scopes.kind}, ${scopes.values[0] ?? ''}))
        and day between ${from}::date and ${to}::date`
  }
  if (!isAnsweredByTeams(cells)) return undefined
  return sql`
    select day, previous, count(*) as people
    from (
      select first_day, bit_or(days) as days from (${stringsOf(cells)}) as string group by person_id, first_day
    ) as someone
    cross join lateral (
      select day, case when place = 1 then '-infinity'::date else day - zeros - 1 end as previous
      from (
        select someone.first_day + (sum(length(run) + 1) over (order by place))::int - 1 as day, length(run) as zeros, place
        from string_to_table(someone.days::text, '1') with ordinality as piece (run, place)
      ) as one
      where place <= bit_count(someone.days)
    ) as pair
    where day between ${from}::date and ${to}::date
    group by day, previous`
}
