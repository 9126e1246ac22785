/** What holds until something newer replaces it is asked of all time up to the end of the period. */
import type { ScopedReader } from '@/lib/authz/reader'
import { firstDay } from '@/lib/filters/days'
import type { Selection } from '@/lib/metrics/scope-rows'
import { selectionOf, type AnalysisQuery } from '../analysis'

export function upToTheEnd(reader: ScopedReader, query: AnalysisQuery): Selection {
  const asked = selectionOf(reader, query)
  return { ...asked, period: { from: firstDay, to: asked.filters.to } }
}
