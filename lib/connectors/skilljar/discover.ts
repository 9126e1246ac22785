/** Which tables and columns the source has, and which of them are those of the catalogue. */
import type { Table } from '@/lib/catalogue/types'
import { listed, matchColumns, normalise } from '../columns'
import { SourceError, type SourceTable } from '../types'
import type { Session } from './session'

export interface SourceColumn {
  readonly name: string
  /** PostgreSQL's name of the type; of a domain, that of what it is based on. */
  readonly type: string
  readonly readable: boolean
}

interface Found {
  readonly name: string
  readonly rows: number | null
  readonly columns: readonly SourceColumn[]
}

/** A table of the catalogue and where its columns come from, in the order of SourceTable. */
export interface DiscoveredTable {
  readonly source: SourceTable
  readonly schema: string
  readonly name: string
  readonly selected: readonly SourceColumn[]
}

export interface Discovery {
  readonly tables: readonly DiscoveredTable[]
  readonly warnings: readonly string[]
}

// information_schema hides what the user may not read, so a missing right would look like a missing table.
const columnsOfSchema = `
  select class.relname as table, class.reltuples::bigint as rows, attribute.attname as column,
         coalesce(base.typname, type.typname) as type,
         has_column_privilege(class.oid, attribute.attnum, 'select') as readable
  from pg_catalog.pg_class class
  join pg_catalog.pg_namespace namespace on namespace.oid = class.relnamespace
  join pg_catalog.pg_attribute attribute on attribute.attrelid = class.oid and attribute.attnum > 0 and not attribute.attisdropped
  join pg_catalog.pg_type type on type.oid = attribute.atttypid
  left join pg_catalog.pg_type base on base.oid = type.typbasetype
  where namespace.nspname = $1 and class.relkind in ('r', 'p', 'v', 'm', 'f')
  order by class.relname, attribute.attnum`

export async function discover(
  { client, place }: Session,
  schema: string,
  tables: readonly Table[],
): Promise<Discovery> {
  const { rows: rights } = await client.query<{ usable: string }>(
    `select has_schema_privilege(oid, 'usage') as usable from pg_catalog.pg_namespace where nspname = $1`,
    [schema],
  )
  if (!rights[0]) throw new SourceError('schema', `The source has no schema "${schema}". Check the schema name.`)
  if (rights[0].usable !== 't') {
    throw new SourceError(
      'permission',
      `User "${place.user}" may not use the schema "${schema}". Ask for the right to use it.`,
    )
  }
  const { rows } = await client.query<Record<'table' | 'rows' | 'column' | 'type' | 'readable', string>>(
    columnsOfSchema,
    [schema],
  )
  const found = new Map<string, { name: string; rows: number | null; columns: SourceColumn[] }>()
  for (const row of rows) {
    const estimate = Number(row.rows)
    const entry = found.get(row.table) ?? { name: row.table, rows: estimate < 0 ? null : estimate, columns: [] }
    entry.columns.push({ name: row.column, type: row.type, readable: row.readable === 't' })
    found.set(row.table, entry)
  }
  return match([...found.values()], schema, tables, place.user)
}

function match(found: readonly Found[], schema: string, tables: readonly Table[], user: string): Discovery {
  const used = new Set<Found>()
  const missing: Table[] = []
  const refused: string[] = []
  const discovered: DiscoveredTable[] = []
  for (const table of tables) {
    const names = [table.name, ...table.aliases].map(normalise)
    const delivered =
      found.find(({ name }) => name === table.name) ?? found.find(({ name }) => names.includes(normalise(name)))
    if (!delivered) {
      missing.push(table)
      continue
    }
    used.add(delivered)
    if (table.optional && !delivered.columns.some((column) => column.readable)) {
      refused.push(table.name)
      continue
    }
    discovered.push(describe(table, delivered, schema, user))
  }
  const required = missing.filter((table) => !table.optional && !table.derived).map(({ name }) => name)
  if (required.length > 0) {
    const what = required.length === 1 ? 'table' : `${required.length} tables:`
    throw new SourceError(
      'missing_table',
      `The source has no ${what} ${listed(required)}. Check database and schema "${schema}".`,
    )
  }
  const warnings: string[] = []
  const unknown = found.filter((entry) => !used.has(entry)).map(({ name }) => name)
  if (unknown.length > 0) warnings.push(`Not imported, because Skillscope does not know them: ${listed(unknown)}.`)
  if (missing.length > 0) warnings.push(`Not delivered: ${listed(missing.map(({ name }) => name))}.`)
  if (refused.length > 0)
    warnings.push(`User "${user}" may not read ${listed(refused)}, so their rows stay as they are.`)
  return { tables: discovered, warnings }
}

function describe(table: Table, { name, rows, columns }: Found, schema: string, user: string): DiscoveredTable {
  const object = `${schema}.${name}`
  const readable = columns.filter((column) => column.readable)
  if (readable.length === 0) {
    throw new SourceError('permission', `User "${user}" may not read ${object}. Ask for the right to select from it.`)
  }
  const {
    columns: known,
    extra,
    positions,
    warnings,
  } = matchColumns(
    table,
    readable.map((column) => column.name),
    object,
  )
  const hidden = columns.filter((column) => !column.readable).map((column) => column.name)
  const selected = positions.map((position) => readable[position]).filter((column) => column !== undefined)
  const source: SourceTable = {
    table,
    object,
    columns: known,
    extra,
    format: 'copy',
    header: selected.map((column) => column.name),
    etag: null,
    size: null,
    lastModified: null,
    rowsExpected: rows,
    warnings: hidden.length > 0 ? [...warnings, `User "${user}" may not read ${object}: ${listed(hidden)}.`] : warnings,
  }
  return { source, schema, name, selected }
}
