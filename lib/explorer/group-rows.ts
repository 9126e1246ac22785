/** Rows of a table put into groups: one page of them with the totals of all, and the query behind their export. */
import { sql, type CompiledQuery, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import { conditionsOf } from './conditions'
import { cursorText } from './cursor'
import { dimensionSql, measureSql } from './group-parts'
import { groupOrder, type GroupQuery } from './group-query'
import { stretches, type Scan } from './keyset'
import { requireEverything } from './refused'
import { allOf } from './table-filter'
import type { Cell, TableRow } from './table-page'
import { orderBy } from './table-sort'
import { cell } from './typed-value'

export interface GroupPage {
  /** By the keys of dimensions and measures; null is a group like any other. */
  readonly rows: readonly TableRow[]
  /** Computed over all rows that the filters let through, not over the groups. */
  readonly totals: TableRow
  /** How many groups there are, also beyond what is shown. */
  readonly groups: number
  readonly next: string | null
  readonly previous: string | null
}

/** Pages end here; the export has all groups. */
export const MOST_GROUPS = 10_000

/**
 * The groups, their places in the order and the totals come from one reading of the table: the totals are the grouping
 * set without columns. A page is what lies beyond the cursor's position, so it holds its place when data changes.
 */
export async function readGroups(reader: ScopedReader, query: GroupQuery): Promise<GroupPage> {
  requireEverything(reader)
  const keys = groupOrder(query)
  const scan = query.cursor?.scan ?? 'forward'
  const beyond = stretches(keys, query.cursor?.position ?? null, scan).map(({ where }) => sql`(${allOf(where)})`)
  const names = [...query.dimensions, ...query.measures].map(({ key }) => key)
  const place = (name: string) => `place ${name}`
  const way = scan === 'forward' ? sql`asc` : sql`desc`

  const { rows } = await sql<Record<string, Cell>>`
    with grouped as materialized (
      select ${sql.join(results(query))}, grouping(${sql.id(by(query.dimensions[0]))}) as "is total"
      from (${source(query)}) as source
      group by grouping sets ((${sql.join(query.dimensions.map((dimension) => sql.id(by(dimension))))}), ())
    ), placed as (
      select *, row_number() over (order by ${orderBy(keys)}) as "place" from grouped where "is total" = 0
    ), page as (
      select * from placed
      where "place" <= ${MOST_GROUPS} and (${beyond.length > 0 ? sql.join(beyond, sql` or `) : sql`false`})
      order by "place" ${way} limit ${query.limit + 1}
    )
    select ${sql.join(names.map((name) => sql.id(name)))},
      ${sql.join(keys.map(({ name }) => sql`${sql.id(name)}::text as ${sql.id(place(name))}`))},
      "is total", "place", (select count(*) from placed) as "groups"
    from (
      select ${sql.join(names.map((name) => sql.id(name)))}, "is total", "place" from page
      union all
      select ${sql.join(names.map((name) => sql.id(name)))}, "is total", null from grouped where "is total" = 1
    ) as both_kinds
    order by "is total" desc, "place" ${way}`.execute(reader.db)

  const [total, ...found] = rows
  const more = found.length > query.limit
  const page = found.slice(0, query.limit)
  if (scan === 'backward') page.reverse()
  const cursorAt = (row: TableRow | undefined, towards: Scan) => {
    const position = keys.map(({ name }) => (row?.[place(name)] as string | null | undefined) ?? null)
    return row ? cursorText(query.table, keys, { scan: towards, position }) : null
  }
  const result = (row: TableRow | undefined) => Object.fromEntries(names.map((name) => [name, row?.[name] ?? null]))
  return {
    rows: page.map(result),
    totals: Object.fromEntries(query.measures.map(({ key }) => [key, total?.[key] ?? null])),
    groups: Number(total?.['groups'] ?? 0),
    // A page that was come to through a cursor has the page it came from on its other side.
    next: scan === 'backward' || more ? cursorAt(page.at(-1), 'forward') : null,
    previous: (scan === 'backward' ? more : query.cursor !== null) ? cursorAt(page[0], 'backward') : null,
  }
}

/** All groups in the page's order. */
export function groupExport(reader: ScopedReader, query: GroupQuery): CompiledQuery<TableRow> {
  requireEverything(reader)
  return sql<TableRow>`
    select * from (
      select ${sql.join(results(query))}
      from (${source(query)}) as source
      group by ${sql.join(query.dimensions.map((dimension) => sql.id(by(dimension))))}
    ) as grouped
    order by ${orderBy(groupOrder(query))}`.compile(reader.db)
}

/** A blank hides no column: no column of the catalogue has one in its name. */
function by(dimension: { readonly key: string } | undefined): string {
  return `by ${dimension?.key ?? ''}`
}

function source(query: GroupQuery): RawBuilder<unknown> {
  const measured = new Map(query.measures.flatMap(({ column }) => (column ? [[column.name, column]] : [])))
  return sql`
    select ${sql.join([
      ...query.dimensions.map((dimension) => sql`${dimensionSql(dimension)} as ${sql.id(by(dimension))}`),
      ...[...measured.values()].map((of) => sql`${cell(of)} as ${sql.id(of.name)}`),
    ])}
    from ${sql.table(qualifiedName(query.table))}
    where ${allOf(conditionsOf(query))}`
}

function results(query: GroupQuery): RawBuilder<unknown>[] {
  return [
    ...query.dimensions.map((dimension) => sql`${sql.id(by(dimension))} as ${sql.id(dimension.key)}`),
    ...query.measures.map((measure) => sql`${measureSql(measure)} as ${sql.id(measure.key)}`),
  ]
}
