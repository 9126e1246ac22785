/** The way from the compiler to the rollups: what they answer exactly, and the statement for it. */
import { isPeopleMetric } from '@/lib/rollups/people/question'
import { rollupReaders } from '@/lib/rollups/readers'
import { sumsReader } from '@/lib/rollups/sums-reader'
import type { Cells, Part } from './compile'
import { isNarrowed } from './narrowed'
import type { FactMetricName } from './names'

/** Each metric at most once; what is not among them is read from the fact. */
export function servedByRollups(cells: Cells, asked: readonly FactMetricName[]): Part[] {
  const parts: Part[] = []
  if (cells.withoutRollups || isNarrowed(cells.filters)) return parts
  for (const reader of rollupReaders) {
    const left = asked.filter((name) => !parts.some(({ names }) => names.includes(name)))
    const names = left.length === 0 ? [] : reader.answers(cells, left)
    if (names.length > 0) parts.push({ names, rows: reader.rows(cells, names) })
  }
  return parts
}

/**
 * Metrics that rollups of sums answer and that together have all groups of the question, where a bucket's values follow from its own
 * days: people learned where there was activity. Undefined: there are no such.
 */
export function countedByRollups(cells: Cells): readonly FactMetricName[] | undefined {
  if (cells.withoutRollups || isNarrowed(cells.filters) || cells.laidOver !== undefined) return undefined
  const served = sumsReader.answers(cells, cells.metrics)
  const sums = served.filter((name) => !isPeopleMetric(name))
  const ofActivity = ['xp', 'learning_hours', 'learning_seconds'].some((name) => sums.some((sum) => sum === name))
  if (cells.metrics.some((name) => !served.includes(name) && !(isPeopleMetric(name) && ofActivity))) return undefined
  return ofActivity ? sums : served
}
