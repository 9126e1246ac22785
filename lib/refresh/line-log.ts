/**
 * A compact copy of a mirror's line hashes (app.line_log): what came and what went, in order, eight bytes a row. The publish
 * writes it with the rows themselves; whoever reads it compares it with the table before believing it.
 */
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Table } from '@/lib/catalogue/types'
import type { Run } from './stage'
import { mirrorName } from './mirror'

/** Smaller tables are compared as quickly as their lines are looked up. */
export const FEWEST_LOGGED = 10_000
/** When so many lines have gone, relative to the table, the log is written anew. */
const MOST_GONE = 0.2
/** From the number of rows it may differ by rows that no file brought. */
const MOST_MISSING = 0.1
const ROWS_PER_ENTRY = 100_000
export const HASH_BYTES = 8
/** In COPY's binary format: a signature of 19 bytes, the number of columns in two, the length of the value in four. */
const VALUE_AT = 25
/** It ends with a row of -1 columns. */
const END_BYTES = 2

export interface LogSize {
  readonly added: number
  readonly gone: number
}

type Owner = Pick<Run, 'connectorId'>

/** Null: there is no log. */
export async function logSize(db: pg.Pool | pg.PoolClient, run: Owner, table: Table): Promise<LogSize | null> {
  const { rows } = await db.query<{ added: string | null; gone: string | null }>(
    `select sum(octet_length(added))::text as added, sum(octet_length(gone))::text as gone
     from app.line_log where connector_id = $1 and table_name = $2`,
    [run.connectorId, table.name],
  )
  const hashes = (bytes: string | null | undefined) => Number(bytes ?? 0) / HASH_BYTES
  const size = { added: hashes(rows[0]?.added), gone: hashes(rows[0]?.gone) }
  return size.added === 0 ? null : size
}

export async function forgetLog(db: pg.Pool | pg.PoolClient, run: Owner, table: Table): Promise<void> {
  await db.query('delete from app.line_log where connector_id = $1 and table_name = $2', [run.connectorId, table.name])
}

/** Takes note of rows with a `line_hash` that came or went; `$1` is the connector and `$2` the table. */
export function logOf(rows: string, change: keyof LogSize): string {
  return `insert into app.line_log (connector_id, table_name, ${change})
    select $1, $2, string_agg(int8send(line_hash), ''::bytea) from ${rows} where line_hash is not null having count(*) > 0`
}

/** After the last change of a publish: writes the log anew where there is none yet, or where too much of it is past. */
export async function tidyLog(tx: pg.PoolClient, run: Owner, table: Table, rows: number): Promise<void> {
  const size = await logSize(tx, run, table)
  if (rows < FEWEST_LOGGED) {
    if (size) await forgetLog(tx, run, table)
    return
  }
  const isGood = size && size.gone <= rows * MOST_GONE && Math.abs(size.added - size.gone - rows) <= rows * MOST_MISSING
  if (isGood) return
  await forgetLog(tx, run, table)
  await tx.query(
    `insert into app.line_log (connector_id, table_name, added)
     select $1, $2, string_agg(int8send(line_hash), ''::bytea) from ${mirrorName(table)}
     where line_hash is not null group by row_id / ${ROWS_PER_ENTRY}`,
    [run.connectorId, table.name],
  )
}

/** What was added, or what went, entry by entry. */
export async function* readLog(
  pool: pg.Pool,
  run: Owner,
  table: Table,
  change: keyof LogSize,
): AsyncGenerator<Buffer, void> {
  const { rows } = await pool.query<{ id: number }>(
    `select id from app.line_log where connector_id = $1 and table_name = $2 and ${change} is not null`,
    [run.connectorId, table.name],
  )
  for (const { id } of rows) yield await copyBytes(pool, `select ${change} from app.line_log where id = ${id}`)
}

/** One value of type bytea, by COPY: an ordinary answer is text, in which every byte takes two characters. */
async function copyBytes(pool: pg.Pool, select: string): Promise<Buffer> {
  const client = await pool.connect()
  let isBroken = true
  try {
    const chunks: Buffer[] = []
    const stream = client.query(copyTo(`copy (${select}) to stdout (format binary)`))
    for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
    isBroken = false
    const file = Buffer.concat(chunks)
    // Without a row there are no bytes, and so no length.
    return file.length > VALUE_AT + END_BYTES ? file.subarray(VALUE_AT, -END_BYTES) : Buffer.alloc(0)
  } finally {
    client.release(isBroken)
  }
}
