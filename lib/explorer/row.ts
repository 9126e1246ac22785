/** One row with what its ids name, the rows that name it, and the refresh that its source's rows come from. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import type { Kind, Table } from '@/lib/catalogue/types'
import { inTime } from './in-time'
import { namesOf, nameOfRow, type JoinedName } from './joined-names'
import { referencesTo } from './references'
import { requireEverything } from './refused'
import { keyColumns, parseRowKey } from './row-key'
import { rowsHref } from './rows-href'
import { allOf } from './table-filter'
import { COUNT_CAP, type Cell, type TableCount, type TableRow } from './table-page'
import { cell, typed } from './typed-value'

export interface RowCell {
  readonly column: string
  readonly kind: Kind
  readonly description: string
  readonly value: Cell
  /** What the value names; null where it names nothing. */
  readonly name: JoinedName | null
}

/** Rows of a table that name this one; where they could be counted, there is at least one. */
export interface LinkedRows {
  /** "datacamp.course_fact" */
  readonly table: string
  readonly column: string
  /** null: counting them takes too long. */
  readonly count: TableCount | null
  /** The Explorer's list of them. */
  readonly href: string
}

export interface ReadRow {
  readonly key: string
  /** What the row itself is called; null where nothing of it is a name. */
  readonly name: string | null
  readonly cells: readonly RowCell[]
  readonly linked: readonly LinkedRows[]
  /** The newest refresh of the row's source; null for marts and where nothing was refreshed. */
  readonly provenance: Provenance | null
}

export interface Provenance {
  readonly connector: string
  readonly run: number
  readonly asOf: string | null
}

/** Each count, so that a slow one leaves time for the others; and all of them together. */
const COUNTING_MS = 500
const ALL_COUNTING_MS = 2_000

/** null: no row has this key. */
export async function readRow(reader: ScopedReader, table: Table, key: string): Promise<ReadRow | null> {
  requireEverything(reader)
  const values = parseRowKey(table, key)
  if (!values) return null
  const isIt = keyColumns(table).map((of, index) => sql<boolean>`${cell(of)} = ${typed(of.kind, values[index] ?? '')}`)
  const { rows } = await sql<TableRow>`
    select ${sql.join(table.columns.map(({ name }) => sql.id(name)))}
    from ${sql.table(qualifiedName(table))} where ${allOf(isIt)}`.execute(reader.db)
  const [row] = rows
  if (!row) return null

  const names = await namesOf(reader, table, [row])
  return {
    key,
    name: await nameOfRow(reader, table, row),
    cells: table.columns.map(({ name, kind, description }) => {
      const value = row[name] ?? null
      return { column: name, kind, description, value, name: names.get(name)?.get(String(value)) ?? null }
    }),
    linked: await linkedRows(reader, table, row),
    provenance: await provenanceOf(reader, table),
  }
}

async function linkedRows(reader: ScopedReader, table: Table, row: TableRow): Promise<readonly LinkedRows[]> {
  const until = performance.now() + ALL_COUNTING_MS
  const linked: LinkedRows[] = []
  for (const { table: other, column: of, holds } of referencesTo(table)) {
    const value = row[holds.name] ?? null
    if (value === null) continue
    const left = Math.min(COUNTING_MS, until - performance.now())
    const count = await inTime(reader, left, async () => {
      const { rows } = await sql<{ rows: number }>`
        select count(*) as rows from (
          select from ${sql.table(qualifiedName(other))}
          where ${cell(of)} = ${typed(of.kind, String(value))} limit ${COUNT_CAP + 1}
        ) as some_rows`.execute(reader.db)
      const found = rows[0]?.rows ?? 0
      return found > COUNT_CAP ? { rows: COUNT_CAP, capped: true } : { rows: found, capped: false }
    })
    if (count?.rows === 0) continue
    linked.push({ table: qualifiedName(other), column: of.name, count, href: rowsHref(other, of.name, String(value)) })
  }
  return linked
}

async function provenanceOf({ db }: ScopedReader, { schema }: Table): Promise<Provenance | null> {
  if (schema === 'mart') return null
  const newest = await db
    .selectFrom('app.publication')
    .select(['run_id', 'as_of'])
    .where('connector_id', '=', schema)
    .orderBy('version', 'desc')
    .executeTakeFirst()
  if (!newest) return null
  const asOf = newest.as_of === null ? null : new Date(newest.as_of).toISOString()
  return { connector: schema, run: Number(newest.run_id), asOf }
}
