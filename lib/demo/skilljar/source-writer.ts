/**
 * Fills Skilljar's tables over one connection: rows wait per table until enough of them are worth a COPY, so the tables
 * grow side by side in bounded memory.
 */
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import type { Pool, PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { random, type Random } from '../random'
import { addKeys, createSourceTables, sourceName, sourceTables, type Row, type TableName } from './source-tables'

const FULL = 512 * 1024

interface Waiting {
  readonly columns: readonly string[]
  readonly sql: string
  text: string
  rows: number
}

function cell(value: unknown): string {
  if (value === null) return '\\N'
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (typeof value === 'number') return `${value}`
  const text = String(value)
  return /[\\\n\r\t]/.test(text)
    ? text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')
    : text
}

export class SourceWriter {
  readonly #client: PoolClient
  readonly #tables = new Map<string, Waiting>()
  readonly #ids = new Map<TableName, { chance: Random; count: number }>()
  readonly #seed: number

  constructor(client: PoolClient, schema: string, seed: number) {
    this.#client = client
    this.#seed = seed
    for (const { name, columns } of sourceTables) {
      const names = columns.map((column) => client.escapeIdentifier(sourceName(column))).join(', ')
      const table = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`
      this.#tables.set(name, {
        columns: columns.map((column) => column.name),
        sql: `copy ${table} (${names}) from stdin`,
        text: '',
        rows: 0,
      })
    }
  }

  /** Up to 32 lowercase letters and digits, as Skilljar's ids are; unique within the table. */
  id(table: TableName): string {
    let ids = this.#ids.get(table)
    if (ids === undefined) {
      ids = { chance: random(this.#seed, 'skilljar', 'id', table), count: 0 }
      this.#ids.set(table, ids)
    }
    // The last four characters count, the others only look like an id.
    return ids.chance.alphanumerics(9) + (ids.count++).toString(36).padStart(4, '0')
  }

  add<Name extends TableName>(table: Name, row: Row<Name>): void {
    const waiting = this.#of(table)
    const values: Readonly<Record<string, unknown>> = row
    let separator = ''
    for (const name of waiting.columns) {
      const value = values[name]
      if (value === undefined) throw new Error(`A demo row of ${table} lacks the column ${name}.`)
      waiting.text += separator + cell(value)
      separator = '\t'
    }
    waiting.text += '\n'
    waiting.rows++
  }

  rows(table: TableName): number {
    return this.#of(table).rows
  }

  /** Call between people: waits for the database before more is generated. */
  async settle(): Promise<void> {
    for (const waiting of this.#tables.values()) if (waiting.text.length >= FULL) await this.#flush(waiting)
  }

  async close(): Promise<void> {
    for (const waiting of this.#tables.values()) if (waiting.text !== '') await this.#flush(waiting)
  }

  async #flush(waiting: Waiting): Promise<void> {
    const text = waiting.text
    waiting.text = ''
    await pipeline(Readable.from([text]), this.#client.query(copyFrom(waiting.sql)))
  }

  #of(table: TableName): Waiting {
    const waiting = this.#tables.get(table)
    if (waiting === undefined) throw new Error(`The catalogue has no Skilljar table ${table}.`)
    return waiting
  }
}

/** Makes all tables and fills them in one transaction: either the whole source is there, or nothing of it. */
export async function writeSource(
  pool: Pool,
  { schema, seed }: { readonly schema: string; readonly seed: number },
  fill: (writer: SourceWriter) => Promise<void>,
): Promise<void> {
  const client = await pool.connect()
  let isBroken = false
  try {
    await client.query('begin')
    await createSourceTables(client, schema)
    const writer = new SourceWriter(client, schema, seed)
    await fill(writer)
    await writer.close()
    await addKeys(client, schema)
    await client.query('commit')
  } catch (error) {
    // A connection whose COPY broke off may not answer any more.
    isBroken = true
    throw error
  } finally {
    client.release(isBroken)
  }
}
