/** Two columns of counts beside each other, each of which adds up to a whole: what hides small ones among them. */
import type { AnalysisRow } from '../analysis'
import { hideSmall } from '../hide-small'
import { withCompanions } from '../with-companions'

export interface FirstAndLatest extends AnalysisRow {
  readonly first: number
  readonly latest: number
  readonly people_first: number
  readonly people_latest: number
}

/** The numbers of people stay behind. */
export function hideFirstAndLatest(rows: readonly FirstAndLatest[], minimum: number): AnalysisRow[] {
  const hiddenIn = (people: 'people_first' | 'people_latest') =>
    withCompanions(
      rows,
      (row) => row[people] > 0 && row[people] < minimum,
      (row) => [row[people]],
      minimum,
    )
  const [first, latest] = [hiddenIn('people_first'), hiddenIn('people_latest')]
  return rows.map((row) => {
    const { people_first: _first, people_latest: _latest, ...shown } = row
    return hideSmall(shown, [
      ...(first.has(row) ? (['first'] as const) : []),
      ...(latest.has(row) ? (['latest'] as const) : []),
    ])
  })
}
