/** How fast a first load is, everything included, against raw COPY of the same files into tables with the same indexes. */
import { createReadStream, readdirSync, statSync } from 'node:fs'
import { createInterface } from 'node:readline'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { byAlias, tablesOf } from '@/lib/catalogue/catalogue'
import type { Table } from '@/lib/catalogue/types'
import type { TestDatabase } from '@/lib/testing/database'
import { inTurns, perSecond, seconds, type Ratio } from './measure'
import { refresh, withDatabase, type Sources } from './sources'

const ROUNDS = 3

export async function benchRefresh(sources: Sources): Promise<Ratio> {
  const files = await deliveredFiles(sources.folder)
  const rows = files.reduce((sum, file) => sum + file.rows, 0)
  const bytes = files.reduce((sum, file) => sum + statSync(file.path).size, 0)
  const { ours, against } = await inTurns(
    ROUNDS,
    () => withDatabase((database) => seconds(() => refresh(database, sources, 'datacamp'))),
    () => withDatabase((database) => rawCopy(database.pool, files)),
  )
  return {
    name: 'first load of DataCamp, rows/s against raw COPY',
    value: against / ours,
    reads:
      '1.00 = as fast as COPY into untyped tables with the same indexes; ours validates, accounts, publishes and builds the marts',
    ours: `${perSecond(rows, ours)} (${rows} rows, ${Math.round(bytes / 1e6)} MB, ${ours.toFixed(1)} s)`,
    against: perSecond(rows, against),
  }
}

/** Nothing changed at the source: what a scheduled run costs on most days. */
export async function benchUnchanged(database: TestDatabase, sources: Sources): Promise<Ratio> {
  const first = await seconds(() => refresh(database, sources, 'datacamp'))
  const again = await seconds(() => refresh(database, sources, 'datacamp'))
  return {
    name: 'the same delivery again, against its first load',
    value: first / again,
    reads: 'times faster than the first load',
    ours: `${again.toFixed(2)} s`,
    against: `${first.toFixed(2)} s`,
  }
}

interface Delivered {
  readonly path: string
  readonly table: Table
  readonly columns: readonly string[]
  readonly rows: number
}

async function deliveredFiles(folder: string): Promise<Delivered[]> {
  const tables = tablesOf('datacamp')
  const found: Delivered[] = []
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.csv'))) {
    const name = file.replace(/^learning_/, '').replace(/\.csv$/, '')
    const table = tables.find((candidate) => candidate.name === name)
    if (!table) continue
    let lines = 0
    let header = ''
    for await (const line of createInterface({ input: createReadStream(path.join(folder, file)) })) {
      if (lines++ === 0) header = line
    }
    const columns = header.split(',').map((column) => byAlias(table, column)?.name ?? column)
    found.push({ path: path.join(folder, file), table, columns, rows: lines - 1 })
  }
  return found
}

/** Text columns: the files hold `NA` and `50.0` where the mirrors have numbers, so COPY alone could not load those. */
async function rawCopy(pool: pg.Pool, files: readonly Delivered[]): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query('create schema raw')
    for (const { table, columns } of files) await createUntyped(client, table, columns)
    return await seconds(async () => {
      for (const { path: file, table } of files) {
        const copy = client.query(copyFrom(`copy raw."${table.name}" from stdin (format csv, header)`))
        await pipeline(createReadStream(file), copy)
      }
    })
  } finally {
    client.release()
  }
}

async function createUntyped(
  client: pg.PoolClient,
  { schema, name }: Table,
  columns: readonly string[],
): Promise<void> {
  await client.query(`create table raw."${name}" (${columns.map((column) => `"${column}" text`).join(', ')})`)
  const { rows } = await client.query<{ columns: string[]; method: string }>(
    `select array(select attname::text from pg_attribute where attrelid = indrelid and attnum = any(indkey) and attname = any($2)) as columns,
       (select amname from pg_class join pg_am on pg_am.oid = relam where pg_class.oid = indexrelid) as method
     from pg_index where indrelid = $1::regclass`,
    [`${schema}.${name}`, columns],
  )
  for (const index of rows.filter((found) => found.columns.length > 0)) {
    const list = index.columns.map((column) => `"${column}"`).join(', ')
    await client.query(`create index on raw."${name}" using ${index.method} (${list})`)
  }
}
