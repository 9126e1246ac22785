/** Coerces the rows of a delivery and writes them in COPY's text format; a row that fails goes to the quarantine whole. */
import { hash } from 'node:crypto'
import { coercer, type Coerced } from '@/lib/catalogue/coerce'
import { column as columnOf } from '@/lib/catalogue/catalogue'
import type { Batch, RawRow, SourceTable } from '@/lib/connectors/types'
import { isMultiset } from './mirror'
import { keyText } from './key-guess'
import type { RejectedRow } from './quarantine'

const NULL = '\\N'
const NULL_CELL = `${NULL}\t`
const special = /[\\\t\n\r]/
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function escape(text: string): string {
  return special.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? character) : text
}

export interface EncodedBatch {
  readonly bytes: Buffer
  readonly rows: number
  readonly rejected: readonly RejectedRow[]
}

type Cell = (value: string | null) => Coerced
type Refusal = Extract<Coerced, { ok: false }>

const anyText = coercer('text')

const nullKey: Refusal = {
  ok: false,
  reason: 'null_key',
  message: 'Expected a value, because this column identifies the row.',
}

export class CopyText {
  readonly #source: SourceTable
  readonly #cells: readonly Cell[]
  readonly #isText: readonly boolean[]
  readonly #isKey: readonly boolean[]
  readonly #hashed: boolean
  /** Where each column of the mirror stands in a row; null: the rows have the mirror's own order, which is the rule. */
  readonly #order: readonly number[] | null

  constructor(source: SourceTable) {
    const kinds = source.columns.map((name) => columnOf(source.table, name)?.kind ?? 'text')
    this.#source = source
    this.#cells = kinds.map((kind) => coercer(kind))
    this.#isText = kinds.map((kind) => kind === 'text')
    this.#isKey = source.columns.map((name) => source.table.key.includes(name))
    this.#hashed = isMultiset(source.table)
    const order = source.table.columns.map(({ name }) => source.columns.indexOf(name))
    const inOrder = source.columns.every((_, position) => order[position] === position)
    this.#order = inOrder ? null : order
  }

  /** What each line holds, in this order. */
  get columns(): readonly string[] {
    return [...this.#source.columns, 'extra', 'line', ...(this.#hashed ? ['row_hash', 'line_hash'] : [])]
  }

  encode(batch: Batch): EncodedBatch {
    const rejected: RejectedRow[] = batch.broken.map((record) => ({ ...record, column: null }))
    const cells = this.#cells
    const isText = this.#isText
    const isKey = this.#isKey
    // Rows next to each other are alike: what a cell held in the row before need not be looked at again.
    const before: (string | null)[] = []
    const writtenBefore: string[] = []
    let text = ''
    let rows = 0
    for (let index = 0; index < batch.rows.length; index++) {
      const row = batch.rows[index] as RawRow
      let written = ''
      let position = 0
      for (; position < cells.length; position++) {
        const value = row[position] ?? null
        if (value === before[position]) {
          written += writtenBefore[position]
          continue
        }
        const result = (cells[position] as Cell)(value)
        if (!result.ok) {
          rejected.push(this.#reject(batch, index, position, result))
          break
        }
        let cell = NULL_CELL
        if (result.text !== null) cell = (isText[position] ? escape(result.text) : result.text) + '\t'
        else if (isKey[position]) {
          rejected.push(this.#reject(batch, index, position, nullKey))
          break
        }
        before[position] = value
        writtenBefore[position] = cell
        written += cell
      }
      if (position < cells.length) continue
      const extra = this.#extra(row)
      if (typeof extra !== 'string') {
        rejected.push(this.#reject(batch, index, extra.position, extra.problem))
        continue
      }
      text += `${written}${extra}\t${batch.lines[index]}${this.#hashed ? `\t${this.#hash(written, extra)}\t${batch.hashes?.[index] ?? NULL}` : ''}\n`
      rows++
    }
    return { bytes: Buffer.from(text), rows, rejected }
  }

  /**
   * By this, equal rows of a multiset know each other: md5 of the coerced values in the mirror's order. Nulls at the end do
   * not count, so a column that the mirror gains there leaves the hashes of older rows as they are.
   */
  #hash(written: string, extra: string): string {
    let values = written
    if (this.#order) {
      const cells = written.split('\t')
      values = this.#order.map((position) => `${position < 0 ? NULL : cells[position]}\t`).join('')
    }
    while (values.endsWith(NULL_CELL)) values = values.slice(0, -NULL_CELL.length)
    return hash('md5', extra === NULL ? values : `${extra}\n${values}`)
  }

  /** The columns that the catalogue does not know, as JSON; text without NUL and half characters is all jsonb takes. */
  #extra(row: RawRow): string | { position: number; problem: Refusal } {
    const { columns, extra } = this.#source
    if (extra.length === 0) return NULL
    const values = Object.create(null) as Record<string, string>
    let filled = false
    for (let index = 0; index < extra.length; index++) {
      const position = columns.length + index
      const result = anyText(row[position] ?? null)
      if (!result.ok) return { position, problem: result }
      if (result.text === null) continue
      values[extra[index] as string] = result.text
      filled = true
    }
    return filled ? escape(JSON.stringify(values)) : NULL
  }

  #reject(batch: Batch, index: number, position: number, problem: Refusal): RejectedRow {
    const { columns, extra } = this.#source
    return {
      line: batch.lines[index] ?? null,
      offset: null,
      raw: batch.raw(index),
      reason: problem.reason,
      column: columns[position] ?? extra[position - columns.length] ?? null,
      message: problem.message,
      keyGuess: this.#keyOf(batch.rows[index] as RawRow),
    }
  }

  /** The key, where the row tells it in spite of what is wrong with it. */
  #keyOf(row: RawRow): string | null {
    const { table, columns } = this.#source
    const values: string[] = []
    for (const name of table.key) {
      const position = columns.indexOf(name)
      const result = this.#cells[position]?.(row[position] ?? null)
      if (!result?.ok || result.text === null) return null
      values.push(result.text)
    }
    return values.length === 0 ? null : keyText(table, values)
  }
}
