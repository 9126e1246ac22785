/** In which order people and things stand in a matrix, so that the gaps gather in one corner. */
import type { MatrixColumn, MatrixRow, MatrixState } from './matrix'

/** Who has most in the weakest states comes first; then who has least at all; then by name. */
export function weakestFirst(rows: readonly MatrixRow[], states: readonly MatrixState[]): MatrixRow[] {
  const counts = new Map(
    rows.map((row) => [row, states.map(({ key }) => row.cells.filter((cell) => cell?.state === key).length)]),
  )
  const filled = (row: MatrixRow) => row.cells.filter((cell) => cell !== null).length
  return rows.toSorted((one, other) => {
    const [mine = [], theirs = []] = [counts.get(one), counts.get(other)]
    const weaker = mine.map((count, index) => (theirs[index] ?? 0) - count).find((difference) => difference !== 0)
    return weaker ?? (filled(one) - filled(other) || (one.label < other.label ? -1 : 1))
  })
}

/** Columns by how many rows have something there, and the cells of the rows along with them. */
export function mostCovered(columns: readonly MatrixColumn[], rows: readonly MatrixRow[]) {
  const covered = columns.map((_, index) => rows.filter(({ cells }) => (cells[index] ?? null) !== null).length)
  const order = columns
    .map((column, index) => ({ column, index }))
    .toSorted(
      (one, other) =>
        (covered[other.index] ?? 0) - (covered[one.index] ?? 0) || (one.column.label < other.column.label ? -1 : 1),
    )
  return {
    columns: order.map(({ column }) => column),
    rows: rows.map((row): MatrixRow => ({ ...row, cells: order.map(({ index }) => row.cells[index] ?? null) })),
  }
}
