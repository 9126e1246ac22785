/** What the ids of a page name: one statement per column that names something. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { column, qualifiedName } from '@/lib/catalogue/catalogue'
import type { Table } from '@/lib/catalogue/types'
import { namingOf } from './naming'
import { referenceOf, type Reference } from './references'
import { requireEverything } from './refused'
import { rowsHref } from './rows-href'
import type { TableRow } from './table-page'
import { typedList } from './typed-value'

export interface JoinedName {
  /** What the thing is called; null where it has no name: show its id. */
  readonly text: string | null
  /** Its own page (/people/7, /datacamp/courses/5), or its row in the Explorer. */
  readonly href: string
}

/** By column, then by the id as text. An id that names no row of the data is absent; so is a column that names nothing. */
export type JoinedNames = ReadonlyMap<string, ReadonlyMap<string, JoinedName>>

const LONGEST = 200

export async function namesOf(reader: ScopedReader, table: Table, rows: readonly TableRow[]): Promise<JoinedNames> {
  const names = new Map<string, ReadonlyMap<string, JoinedName>>()
  for (const of of table.columns) {
    const ids = rows.flatMap((row) => row[of.name] ?? []).map(String)
    if (ids.length === 0) continue
    const found = await namesOfColumn(reader, table, of.name, ids)
    if (found.size > 0) names.set(of.name, found)
  }
  return names
}

/** What these values of one column name. */
export async function namesOfColumn(
  reader: ScopedReader,
  table: Table,
  name: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, JoinedName>> {
  requireEverything(reader)
  const of = column(table, name)
  const target = of && (referenceOf(table, of) ?? itself(table, name))
  // A day's number says its day.
  if (!target || ids.length === 0 || qualifiedName(target.table) === 'datacamp.date_dim') return new Map()
  return namesIn(reader, target, [...new Set(ids)])
}

/** What the row itself is called. */
export async function nameOfRow(reader: ScopedReader, table: Table, row: TableRow): Promise<string | null> {
  const [key = ''] = table.key
  const of = table.key.length === 1 ? column(table, key) : undefined
  if (!of || !namingOf(table)) return null
  const id = String(row[key])
  return (await namesIn(reader, { table, column: of }, [id])).get(id)?.text ?? null
}

/** The id of a thing that has a page of its own leads there from its own table too. */
function itself(table: Table, name: string): Reference | null {
  const key = table.key.length === 1 && table.key[0] === name ? column(table, name) : undefined
  return key && namingOf(table)?.page ? { table, column: key } : null
}

async function namesIn(reader: ScopedReader, { table, column: of }: Reference, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; name: string | null; page: string | null }>`
    select thing.${sql.id(of.name)}::text as id, ${nameIn(table, 'thing')} as name, ${pageIn(table, 'thing')} as page
    from ${sql.table(qualifiedName(table))} as thing
    where thing.${sql.id(of.name)} = any (${typedList(of.kind, ids)})`.execute(reader.db)
  const page = namingOf(table)?.page
  return new Map(
    rows.map((row): [string, JoinedName] => {
      const own = page && row.page !== null ? `${page}${encodeURIComponent(row.page)}` : null
      return [row.id, { text: row.name, href: own ?? rowsHref(table, of.name, row.id) }]
    }),
  )
}

/** Longer texts are cut; markup of quiz questions is left out. */
function nameIn(table: Table, alias: string): RawBuilder<string | null> {
  const naming = namingOf(table)
  if (naming?.through) {
    const of = column(table, naming.through)
    const target = of && referenceOf(table, of)
    if (!target) return sql`null::text`
    const next = `${alias}_`
    return sql`(
      select ${nameIn(target.table, next)} from ${sql.table(qualifiedName(target.table))} as ${sql.id(next)}
      where ${sql.id(next)}.${sql.id(target.column.name)} = ${sql.id(alias)}.${sql.id(naming.through)} limit 1)`
  }
  if (!naming?.columns) return sql`null::text`
  const parts = sql.join(naming.columns.map((name) => sql`${sql.id(alias)}.${sql.id(name)}`))
  const written = sql`regexp_replace(concat_ws(' ', ${parts}), '(<[^>]*>|\\s)+', ' ', 'g')`
  const other = naming.fallback ? sql`${sql.id(alias)}.${sql.id(naming.fallback)}` : sql`null`
  return sql`left(coalesce(nullif(trim(${written}), ''), ${other}), ${LONGEST})`
}

/** What stands in the address of the thing's page. */
function pageIn(table: Table, alias: string): RawBuilder<string | null> {
  const naming = namingOf(table)
  const [key = ''] = table.key
  if (!naming?.page) return sql`null::text`
  const number = sql<string>`${sql.id(alias)}.${sql.id(key)}::text`
  if (!naming.account) return number
  return sql`(select person_id::text from mart.identity where source = ${naming.account} and source_id = ${number})`
}
