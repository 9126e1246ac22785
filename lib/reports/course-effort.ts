/** Effort by technology: a long statement over every line of the courses completed, so it is read once, and without totals. */
import type { ScopedReader } from '@/lib/authz/reader'
import { uncompared } from '@/lib/filters/filters'
import { askCompiled } from '@/lib/metrics/ask'
import { readRows } from '@/lib/metrics/read-rows'
import type { ReportQuestion } from './question'

export interface EffortRow {
  readonly technology: string
  readonly course_effort_of_needed: number | null
  readonly course_effort_of_needed_q1: number | null
  readonly course_effort_of_needed_q3: number | null
  readonly course_effort_compared: number | null
}

export function readEffort(
  reader: ScopedReader,
  { inside }: Pick<ReportQuestion, 'inside'>,
): Promise<readonly EffortRow[]> {
  const { query } = askCompiled(reader, {
    metrics: [
      'course_effort_of_needed',
      'course_effort_of_needed_q1',
      'course_effort_of_needed_q3',
      'course_effort_compared',
    ],
    by: ['technology'],
    filters: uncompared(inside),
    sort: { by: 'course_effort_compared', descending: true },
  })
  return readRows<EffortRow>(reader, query)
}
