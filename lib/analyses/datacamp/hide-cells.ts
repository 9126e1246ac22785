/** For readers of aggregates: cells that together make up a whole, none of which may be found by subtraction. */
import type { AnalysisRow } from '../analysis'

/**
 * Empties the values of rows that fewer than `minimum` people stand behind. Where one is hidden alone, or all hidden ones
 * together are too few, the smallest of the others goes too; the column "people" stays behind.
 */
export function hideCells<R extends AnalysisRow & { readonly people: number }>(
  rows: readonly R[],
  values: readonly (keyof R & string)[],
  minimum: number,
): AnalysisRow[] {
  const hidden = new Set(rows.filter(({ people }) => people > 0 && people < minimum))
  const behind = [...hidden].reduce((sum, { people }) => sum + people, 0)
  if (hidden.size > 0 && (hidden.size === 1 || behind < minimum)) {
    const [smallest] = rows
      .filter((row) => row.people > 0 && !hidden.has(row))
      .sort((one, other) => one.people - other.people)
    if (smallest) hidden.add(smallest)
  }
  return rows.map((row) => {
    const kept = Object.entries(row).filter(([name]) => name !== 'people')
    const shown = kept.map(([name, value]) => [name, hidden.has(row) && values.includes(name) ? null : value] as const)
    return { ...Object.fromEntries(shown), suppressed: hidden.has(row) }
  })
}
