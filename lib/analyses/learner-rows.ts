/** Analyses that name single learners: who may see them, and how many rows they give at most. */
import type { ScopedReader } from '@/lib/authz/reader'
import { NotForThisReader } from '@/lib/metrics/query'
import type { AnalysisQuery } from './analysis'
import { wholeNumber } from './whole-number'

export function refuseAggregates(reader: ScopedReader): void {
  if (!reader.scope.learnerRows) throw new NotForThisReader('analysis', 'Single learners are not shown to your role.')
}

export const mostParameter = {
  most: { description: 'How many people to list, up to 10,000; the longest quiet first.', absent: '1000' },
} as const

/** Null: all. */
export function mostOf(query: AnalysisQuery): number | null {
  const most = wholeNumber(query, 'most', { absent: 1000, least: 1, most: 10_000 })
  return query.whole ? null : most
}
