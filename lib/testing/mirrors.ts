/** Rows straight into the mirrors, past connectors and refresh: for tests of what is computed from them. */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type pg from 'pg'
import { byAlias, findTable, tablesOf } from '@/lib/catalogue/catalogue'
import { coercer } from '@/lib/catalogue/coerce'
import type { ConnectorId, Table } from '@/lib/catalogue/types'
import { sources } from '@/lib/filters/filters'
import { createTouchedFacts, datacampFacts } from '@/lib/marts/datacamp-facts'
import { refreshMarts, type Change } from '@/lib/marts/refresh'

export type MirrorRow = Readonly<Record<string, string | number | boolean | null>>

export async function insertMirrorRows(
  db: pg.Pool | pg.ClientBase,
  name: string,
  rows: readonly MirrorRow[],
): Promise<void> {
  const table = mirror(name)
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].map((column) => `"${column}"`).join(', ')
  if (rows.length === 0) return
  // Tables without a key carry the hash of the row; no test of the marts reads it.
  const [hashColumn, hash] = table.key.length === 0 ? [', row_hash', ', gen_random_uuid()'] : ['', '']
  await db.query(
    `insert into ${name} (${columns}${hashColumn})
     select ${columns}${hash} from jsonb_populate_recordset(null::${name}, $1::jsonb)`,
    [JSON.stringify(rows)],
  )
}

/** A CSV file as a source delivers it, through the catalogue's names and grammar. */
export async function loadMirrorCsv(db: pg.Pool | pg.ClientBase, name: string, file: string): Promise<void> {
  const table = mirror(name)
  const [header = [], ...records]: string[][] = parse(readFileSync(file))
  const columns = header.map((source) => {
    const column = byAlias(table, source)
    if (column === undefined) throw new Error(`${file} has a column "${source}" that ${name} lacks.`)
    return { name: column.name, coerce: coercer(column.kind) }
  })
  const rows = records.map((record) =>
    Object.fromEntries(
      columns.map((column, index) => {
        const cell = column.coerce(record[index] || null)
        if (!cell.ok) throw new Error(`${file}: ${column.name}: ${cell.message}`)
        return [column.name, cell.text]
      }),
    ),
  )
  await insertMirrorRows(db, name, rows)
}

/** Brings the marts up to the mirrors as a publish does. */
export async function publishMarts(pool: pg.Pool, change: Change): Promise<void> {
  await inTransaction(pool, async (tx) => {
    await createTouchedFacts(tx)
    if (change.days !== 'all') await touchDays(tx, change.days)
    await refreshMarts(tx, change)
  })
}

/** All tables and all days of a source, as a first publish brings them. */
export const wholeSource = (connectorId: ConnectorId): Change => ({
  connectorId,
  tables: new Set(tablesOf(connectorId).map(({ name }) => name)),
  days: 'all',
})

export async function publishBoth(pool: pg.Pool): Promise<void> {
  for (const source of sources) await publishMarts(pool, wholeSource(source))
}

/** The lines in the books that pages and the API take the data's day from. */
export async function recordPublications(pool: pg.Pool, day: string): Promise<void> {
  for (const source of sources) {
    await pool.query('insert into app.publication (connector_id, run_id, as_of) values ($1, 1, $2)', [source, day])
  }
}

/** Everything that DataCamp's facts tell, or told, of these days. */
async function touchDays(tx: pg.ClientBase, days: readonly string[]): Promise<void> {
  const dateIds = days.map((day) => Number(day.replaceAll('-', '')))
  for (const { table, contentType, contentId } of datacampFacts) {
    await tx.query(
      `insert into pg_temp.touched_fact
       select $1, user_id, ${contentId}, date_id from datacamp.${table} where date_id = any($2::bigint[])
       union
       select $1, nullif(source_id, '')::bigint, nullif(content_id, '')::bigint, to_char(day, 'YYYYMMDD')::bigint
       from mart.activity join mart.identity using (person_id, source)
       where source = 'datacamp' and content_type = $1 and day = any($3::date[])`,
      [contentType, dateIds, days],
    )
  }
}

export async function inTransaction<T>(pool: pg.Pool, work: (tx: pg.PoolClient) => Promise<T>): Promise<T> {
  const tx = await pool.connect()
  try {
    await tx.query('begin')
    const result = await work(tx)
    await tx.query('commit')
    return result
  } catch (error) {
    await tx.query('rollback')
    throw error
  } finally {
    tx.release()
  }
}

function mirror(name: string): Table {
  const table = findTable(name)
  if (table === undefined) throw new Error(`The catalogue has no table ${name}.`)
  return table
}
