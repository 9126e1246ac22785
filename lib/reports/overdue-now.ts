/** Assignments that are overdue, whenever they were given, and the period that shows all of them. */
import type { ScopedReader } from '@/lib/authz/reader'
import { earlier, firstDay, lastDay, later } from '@/lib/filters/days'
import type { Filters, Period } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'

interface OverdueNow {
  /** Null: too few people for this reader. */
  readonly count: number | null
  /** From the year in which the oldest was given to the newest day; by month, for there may be years of them. */
  readonly during: Period & Pick<Filters, 'grain'>
}

export async function readOverdueNow(reader: ScopedReader, filters: Filters): Promise<OverdueNow> {
  const { totals, rows } = await ask(reader, {
    metrics: ['assignments_overdue'],
    by: ['year'],
    filters: { ...filters, from: firstDay, to: lastDay, compare: 'none' },
  })
  const years = rows.filter((row) => row.assignments_overdue !== 0).map(({ year }) => year)
  const oldest = years.reduce(earlier, filters.from)
  const newest = reader.asOf.datacamp?.slice(0, 10) ?? filters.to
  return {
    count: totals.assignments_overdue,
    during: { from: oldest, to: later(newest, filters.to), grain: 'month' },
  }
}
