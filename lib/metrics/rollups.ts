/** The way from the compiler to the rollups: what they answer exactly, and the statement for it. */
import { rollupReaders } from '@/lib/rollups/readers'
import type { Cells, Part } from './compile'
import type { FactMetricName } from './names'

/** Each metric at most once; what is not among them is read from the fact. */
export function servedByRollups(cells: Cells, asked: readonly FactMetricName[]): Part[] {
  const parts: Part[] = []
  if (cells.withoutRollups) return parts
  for (const reader of rollupReaders) {
    const left = asked.filter((name) => !parts.some(({ names }) => names.includes(name)))
    const names = left.length === 0 ? [] : reader.answers(cells, left)
    if (names.length > 0) parts.push({ names, rows: reader.rows(cells, names) })
  }
  return parts
}
