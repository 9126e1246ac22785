/** The values of one column that wait for their group of rows: in place, made once, so that no group leaves garbage behind. */
import type { Column, Value } from './column'

export class HeldColumn {
  private readonly values: Int32Array | BigInt64Array | Float64Array | Value[]
  private readonly isNull: Uint8Array
  private hasNull = false

  constructor(
    readonly column: Column,
    mostRows: number,
  ) {
    this.values = placesFor(column, mostRows)
    this.isNull = new Uint8Array(mostRows)
  }

  set(row: number, cell: string | null): void {
    const value = cell === null ? null : this.column.read(cell)
    this.isNull[row] = value === null ? 1 : 0
    if (value === null) this.hasNull = true
    if (value !== null || Array.isArray(this.values)) (this.values as Value[])[row] = value
  }

  /** The first rows; then it is empty again. */
  taken(rows: number): ArrayLike<Value> & Iterable<Value> {
    const { values, isNull, hasNull } = this
    this.hasNull = false
    if (Array.isArray(values)) return values.slice(0, rows)
    if (!hasNull) return values.subarray(0, rows)
    return Array.from({ length: rows }, (_, row) => (isNull[row] === 1 ? null : values[row]!))
  }
}

function placesFor({ schema }: Column, rows: number): Int32Array | BigInt64Array | Float64Array | Value[] {
  if (schema.type === 'INT32') return new Int32Array(rows)
  if (schema.type === 'INT64') return new BigInt64Array(rows)
  if (schema.type === 'DOUBLE') return new Float64Array(rows)
  return Array.from<Value>({ length: rows }).fill(null)
}
