/** Writes one table as DataCamp delivers it: header, commas, quotes where needed, empty for null, t/f for booleans. */
import { open, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { findTable } from '@/lib/catalogue/catalogue'

export type Cell = string | number | boolean | null
export type Row = Readonly<Record<string, Cell>>

const FULL = 256 * 1024

function cell(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return `${value}`
  if (typeof value === 'boolean') return value ? 't' : 'f'
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

export class CsvWriter {
  rows = 0
  readonly table: string
  readonly #columns: readonly string[]
  readonly #file: FileHandle
  #waiting: string

  private constructor(table: string, columns: readonly string[], file: FileHandle) {
    this.table = table
    this.#columns = columns
    this.#file = file
    this.#waiting = `${columns.join(',')}\n`
  }

  /** The columns are the catalogue's, in its order. */
  static async create(folder: string, table: string): Promise<CsvWriter> {
    const known = findTable(`datacamp.${table}`)
    if (known === undefined) throw new Error(`The catalogue has no DataCamp table ${table}.`)
    const names = known.columns.map(({ name }) => name)
    return new CsvWriter(table, names, await open(path.join(folder, `${table}.csv`), 'w'))
  }

  add(row: Row): void {
    let line = ''
    for (const name of this.#columns) {
      const value = row[name]
      if (value === undefined) throw new Error(`A demo row of ${this.table} lacks the column ${name}.`)
      line += line === '' && name === this.#columns[0] ? cell(value) : `,${cell(value)}`
    }
    this.#waiting += `${line}\n`
    this.rows++
  }

  /** Call between people: waits for the disk before more is generated, so memory stays bounded. */
  async settle(): Promise<void> {
    if (this.#waiting.length >= FULL) await this.#flush()
  }

  async close(): Promise<void> {
    try {
      await this.#flush()
    } finally {
      await this.#file.close()
    }
  }

  async #flush(): Promise<void> {
    const text = this.#waiting
    this.#waiting = ''
    await this.#file.writeFile(text)
  }
}
