/** One page of any table of the catalogue, its count, and the query behind its export. */
import { sql, type CompiledQuery } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import type { Table } from '@/lib/catalogue/types'
import { conditionsOf } from './conditions'
import { cursorText } from './cursor'
import { stretches, type Scan, type Stretch } from './keyset'
import { requireEverything } from './refused'
import { rowKeyText } from './row-key'
import { allOf } from './table-filter'
import type { TableQuery } from './table-query'
import { orderBy, totalOrder } from './table-sort'

export type Cell = string | number | boolean | null
export type TableRow = Readonly<Record<string, Cell>>

export interface TablePage {
  readonly rows: readonly TableRow[]
  /** The key of each row, as addresses write it. */
  readonly keys: readonly string[]
  /** Cursors of the neighbouring pages; null where there is none. */
  readonly next: string | null
  readonly previous: string | null
}

export interface TableCount {
  readonly rows: number
  /** True: there are at least this many; shown as "10,000+". */
  readonly capped: boolean
}

/** Counting stops here unless somebody asks for the exact number. */
export const COUNT_CAP = 10_000

export async function readTablePage(reader: ScopedReader, query: TableQuery): Promise<TablePage> {
  requireEverything(reader)
  const keys = totalOrder(query.table, query.sort)
  const scan = query.cursor?.scan ?? 'forward'

  const found: FoundRow[] = []
  for (const stretch of stretches(keys, query.cursor?.position ?? null, scan)) {
    found.push(...(await readStretch(reader, query, stretch, query.limit + 1 - found.length)))
    if (found.length > query.limit) break
  }
  const more = found.length > query.limit
  const page = found.slice(0, query.limit)
  if (scan === 'backward') page.reverse()

  const cursorAt = (row: FoundRow | undefined, towards: Scan) =>
    row ? cursorText(query.table, keys, { scan: towards, position: row.position }) : null
  return {
    rows: page.map(({ row }) => row),
    keys: page.map(({ position }) => rowKeyText(query.table, keys, position)),
    // A page that was come to through a cursor has the page it came from on its other side.
    next: scan === 'backward' || more ? cursorAt(page.at(-1), 'forward') : null,
    previous: (scan === 'backward' ? more : query.cursor !== null) ? cursorAt(page[0], 'backward') : null,
  }
}

interface FoundRow {
  readonly row: TableRow
  readonly position: readonly (string | null)[]
}

async function readStretch(
  reader: ScopedReader,
  query: TableQuery,
  stretch: Stretch,
  limit: number,
): Promise<FoundRow[]> {
  const names = query.columns.map(({ name }) => name)
  // No column of the catalogue has a blank in its name, so these never hide one.
  const places = totalOrder(query.table, query.sort).map(({ name }) => ({ name, alias: `place ${name}` }))
  const { rows } = await sql<Record<string, Cell>>`
    select ${sql.join([
      ...names.map((name) => sql.id(name)),
      ...places.map(({ name, alias }) => sql`${sql.id(name)}::text as ${sql.id(alias)}`),
    ])}
    from ${mirror(query.table)}
    where ${allOf([...conditionsOf(query), ...stretch.where])}
    ${stretch.order}
    limit ${limit}`.execute(reader.db)
  return rows.map((row) => ({
    row: Object.fromEntries(names.map((name) => [name, row[name] ?? null])),
    position: places.map(({ alias }) => row[alias] as string | null),
  }))
}

export async function countTableRows(reader: ScopedReader, query: TableQuery): Promise<TableCount> {
  requireEverything(reader)
  const where = allOf(conditionsOf(query))
  const matching =
    query.count === 'exact'
      ? sql`select count(*) as rows from ${mirror(query.table)} where ${where}`
      : sql`select count(*) as rows from (select from ${mirror(query.table)} where ${where} limit ${COUNT_CAP + 1}) as some_rows`
  const { rows } = await sql<{ rows: number }>`${matching}`.execute(reader.db)
  const count = rows[0]?.rows ?? 0
  return query.count === 'capped' && count > COUNT_CAP
    ? { rows: COUNT_CAP, capped: true }
    : { rows: count, capped: false }
}

/** Every row that the filters let through, in the page's order and columns: what Export CSV streams. */
export function tableExport(reader: ScopedReader, query: TableQuery): CompiledQuery<TableRow> {
  requireEverything(reader)
  return sql<TableRow>`
    select ${sql.join(query.columns.map(({ name }) => sql.id(name)))}
    from ${mirror(query.table)}
    where ${allOf(conditionsOf(query))}
    order by ${orderBy(totalOrder(query.table, query.sort))}`.compile(reader.db)
}

function mirror(table: Table) {
  return sql.table(qualifiedName(table))
}
