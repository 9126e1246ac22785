/** Coerces the rows of a delivery and writes them in COPY's text format; a row that fails goes to the quarantine whole. */
import { hash } from 'node:crypto'
import { coercer, type Coerced } from '@/lib/catalogue/coerce'
import { column as columnOf } from '@/lib/catalogue/catalogue'
import type { Batch, RawRow, SourceTable } from '@/lib/connectors/types'
import { isMultiset } from './mirror'
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

export class CopyText {
  readonly #source: SourceTable
  readonly #cells: readonly Cell[]
  readonly #isText: readonly boolean[]
  readonly #hashed: boolean
  /** Where each column of the mirror stands in a row; null: the rows have the mirror's own order, which is the rule. */
  readonly #order: readonly number[] | null

  constructor(source: SourceTable) {
    const kinds = source.columns.map((name) => columnOf(source.table, name)?.kind ?? 'text')
    this.#source = source
    this.#cells = kinds.map((kind) => coercer(kind))
    this.#isText = kinds.map((kind) => kind === 'text')
    this.#hashed = isMultiset(source.table)
    const order = source.table.columns.map(({ name }) => source.columns.indexOf(name))
    const inOrder = source.columns.every((_, position) => order[position] === position)
    this.#order = inOrder ? null : order
  }

  /** What each line holds, in this order. */
  get columns(): readonly string[] {
    return [...this.#source.columns, 'extra', 'line', ...(this.#hashed ? ['row_hash'] : [])]
  }

  encode(batch: Batch): EncodedBatch {
    const rejected: RejectedRow[] = batch.broken.map((record) => ({ ...record, column: null }))
    const cells = this.#cells
    const isText = this.#isText
    let text = ''
    let rows = 0
    for (let index = 0; index < batch.rows.length; index++) {
      const row = batch.rows[index] as RawRow
      let written = ''
      let position = 0
      for (; position < cells.length; position++) {
        const result = (cells[position] as Cell)(row[position] ?? null)
        if (!result.ok) {
          rejected.push(this.#reject(batch, index, position, result))
          break
        }
        if (result.text === null) written += NULL_CELL
        else written += (isText[position] ? escape(result.text) : result.text) + '\t'
      }
      if (position < cells.length) continue
      const extra = this.#extra(row)
      if (typeof extra !== 'string') {
        rejected.push(this.#reject(batch, index, extra.position, extra.problem))
        continue
      }
      text += `${written}${extra}\t${batch.lines[index]}${this.#hashed ? `\t${this.#hash(written, extra)}` : ''}\n`
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
    }
  }
}
