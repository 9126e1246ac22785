/** Curves of courses completed since their start. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Filters, Source } from '@/lib/filters/filters'

type Rows = Awaited<ReturnType<typeof analyses.course_time_to_complete_curve.rows>>

export interface CourseLine {
  readonly label: string
  readonly starts: number
  /** Empty: nothing was started, or by too few people for this reader. */
  readonly rows: Rows
}

export async function courseLine(
  reader: ScopedReader,
  label: string,
  filters: Filters,
  platform: Source = 'datacamp',
): Promise<CourseLine> {
  const rows = await analyses.course_time_to_complete_curve.rows(reader, { filters, parameters: { platform } })
  return { label, starts: rows[0]?.at_risk ?? 0, rows }
}
