/** For readers of aggregates: cells that together make up a whole, none of which may be found by subtraction. */
import type { AnalysisRow } from '../analysis'
import { withCompanions } from '../with-companions'

/**
 * Empties the values of rows that fewer than `minimum` people stand behind. Where one is hidden alone, or all hidden ones
 * together are too few, the smallest of the others goes too; the column "people" stays behind.
 */
export function hideCells<R extends AnalysisRow & { readonly people: number }>(
  rows: readonly R[],
  values: readonly (keyof R & string)[],
  minimum: number,
): AnalysisRow[] {
  const isFew = ({ people }: R) => people > 0 && people < minimum
  const hidden = withCompanions(rows, isFew, ({ people }) => [people], minimum)
  return rows.map((row) => {
    const kept = Object.entries(row).filter(([name]) => name !== 'people')
    const shown = kept.map(([name, value]) => [name, hidden.has(row) && values.includes(name) ? null : value] as const)
    return { ...Object.fromEntries(shown), suppressed: hidden.has(row) }
  })
}
