/** In which order things stand in a matrix, so that the gaps gather at one side. */
import type { MatrixColumn, MatrixRow } from './matrix'

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
