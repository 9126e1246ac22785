/** Those who learned for the first time within some periods, and in which of them they learned. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Bucket } from '@/lib/filters/buckets'
import { earlier, later } from '@/lib/filters/days'
import type { Filters } from '@/lib/filters/filters'
import { ALL_SLICES } from '@/lib/rollups/people/scopes'

/**
 * Rows of person_id, start and is_first from each person's string of days: one look per person and period, however much
 * somebody learned. Undefined where strings cannot tell: they know nothing of teams, and of everything taken together only.
 */
export function beginners(
  { scope, hasRollups }: ScopedReader,
  { from, to, team, technology, contentType, source, where }: Filters,
  periods: readonly Bucket[],
): RawBuilder<unknown> | undefined {
  const isNarrow = [team, technology, contentType, source, ...Object.values(where)].some(({ length }) => length > 0)
  if (!hasRollups || scope.people !== 'all' || isNarrow) return undefined
  const days = (values: readonly string[]) => sql`${values}::date[]`
  return sql`
    select someone.person_id, period.start, someone.first_evidence >= period.start as is_first
    from mart.person as someone
    join mart.active_days as string on string.person_id = someone.person_id and string.slice_id = ${ALL_SLICES}::int
    join unnest(
      ${days(periods.map(({ start }) => start))}, ${days(periods.map(({ start }) => later(start, from)))},
      ${days(periods.map(({ end }) => earlier(end, to)))}
    ) as period (start, "from", "to") on period."to" >= someone.first_evidence
    where someone.first_evidence between ${from}::date and ${to}::date
      and bit_count(substring(string.days from greatest(period."from" - string.first_day, 0) + 1
        for period."to" - greatest(period."from", string.first_day) + 1)) > 0`
}
