/** Cells as they are answered: small ones hidden where a reader has a minimum, names beside keys, found, sorted and cut. */
import { sql, type RawBuilder } from 'kysely'
import { noTeam } from '@/lib/filters/filters'
import { cellsOf, definitionOf, dimensionOf, needsPeople, type Cells } from './compile'
import type { DimensionName } from './dimensions'
import { profileColumns, withEverybody } from './directory'
import type { Db } from './fact'
import { cellsHeldAgainst, isAmong } from './given-away'
import { hideSmall } from './hide-small'
import { factOf, ratioOf, type FactMetricName, type MetricName } from './names'
import { singleFilters } from './single-filters'

const id = (name: string) => sql.id(name)
const list = (parts: readonly RawBuilder<unknown>[]) => sql.join(parts)

/** What an answer shows. */
export interface Asked {
  /** As asked: ratios have a column for each of their parts. */
  readonly metrics: readonly MetricName[]
}

export interface Order {
  readonly sort?: { readonly by: string; readonly descending: boolean } | undefined
  /** Part of the name by which rows are found. */
  readonly search?: string | undefined
  readonly limit?: number | undefined
  readonly offset?: number | undefined
  /** Adds the number of rows without the limit. */
  readonly count?: boolean
}

/** The finished cells: small ones hidden where this reader has a minimum, names beside keys, in order. */
export function compileCells(db: Db, cells: Cells, { metrics }: Asked, order: Order = {}): RawBuilder<unknown> {
  const named = cells.by.flatMap((name) => dimensionOf(name).name ?? [])
  const shown = cells.by.flatMap((name) => {
    const text = dimensionOf(name).name?.text
    return text === undefined ? [sql`cells.${id(name)}`] : [sql`cells.${id(name)}`, sql`${text} as ${id(nameOf(name))}`]
  })
  const profile = cells.directory ? profileColumns.map(({ name, text }) => sql`${text(cells)} as ${id(name)}`) : []
  const values = [...metrics.flatMap(shownValues), ...(needsPeople(cells) ? [sql`cells.suppressed`] : [])]
  return sql`
    select *${order.count ? sql`, count(*) over () as row_count` : sql``}
    from (
      select ${list([...shown, ...profile, ...values])}
      from (${needsPeople(cells) ? withoutSmall(db, cells) : listed(db, cells)}) as cells
      ${sql.join(
        named.map(({ from }) => sql`left join ${from}`),
        sql` `,
      )}
    ) as answer
    ${found(cells, order.search)}
    ${orderBy(cells, order.sort)}
    ${order.limit === undefined ? sql`` : sql`limit ${order.limit}::bigint`}
    ${order.offset === undefined ? sql`` : sql`offset ${order.offset}::bigint`}`
}

/**
 * What is grouped by a filter's own dimension is hidden as without the filter, and then found: so the two answers show the same.
 * Other filters' answers are held against those without them.
 */
function withoutSmall(db: Db, cells: Cells): RawBuilder<unknown> {
  const own = singleFilters(cells.filters).filter(({ dimension }) => isFoundAfterwards(cells, dimension))
  const wide = { ...cells, filters: own.reduce((filters, { dropped }) => dropped(filters), cells.filters) }
  const heldAgainstOthers = singleFilters(wide.filters).length > 0
  const rows = heldAgainstOthers ? cellsHeldAgainst(db, wide) : cellsOf(db, wide)
  const shown = hideSmall(rows, { ...wide, wholes: wholesAmong(cells.metrics), heldAgainstOthers })
  return own.length === 0
    ? shown
    : sql`select * from (${shown}) as wide where ${sql.join(own.map(isAmong), sql` and `)}`
}

/** Where each row of the facts is in one group: what has two tags would be in the rows of both under a filter for one. */
function isFoundAfterwards({ by, metrics }: Cells, dimension: DimensionName): boolean {
  if (!by.includes(dimension)) return false
  if (dimension === 'team') return true
  return dimensionOf(dimension).beside === undefined && metrics.every((name) => !factOf(name).ofPeople)
}

/** Sums that are asked for together with numbers that they are the sum of. */
function wholesAmong(names: readonly FactMetricName[]): Readonly<Record<string, readonly string[]>> {
  const asked: readonly string[] = names
  return Object.fromEntries(
    names.flatMap((name) => {
      const parts = definitionOf(name).sumOf?.filter((part) => asked.includes(part)) ?? []
      return parts.length === 0 ? [] : [[name, parts] as const]
    }),
  )
}

/** How many groups each value of one dimension has, in reading order. */
export function compileGroups(db: Db, cells: Cells, per: DimensionName): RawBuilder<unknown> {
  return inReadingOrder(
    sql`select ${id(per)}, count(*)::int as groups from (${cellsOf(db, cells)}) as groups group by ${id(per)}`,
    per,
  )
}

/** Teams that may have rows in an answer, in reading order. */
export function compileTeams({ filters, scope }: Cells): RawBuilder<unknown> {
  const own = [filters.team, scope.people === 'all' ? [] : scope.people.teams].filter((teams) => teams.length > 0)
  const conditions = [sql`true`, ...own.map((teams) => sql`team_id = any(${teams}::bigint[])`)]
  return inReadingOrder(
    sql`select nullif(team_id, ${noTeam}) as team, count(*)::int as groups from mart.signature_team where ${sql.join(conditions, sql` and `)} group by team_id`,
    'team',
  )
}

function inReadingOrder(rows: RawBuilder<unknown>, by: DimensionName): RawBuilder<unknown> {
  const { name } = dimensionOf(by)
  return sql`
    select answer.${id(by)} as key, answer.groups
    from (
      select cells.*${name === undefined ? sql`` : sql`, ${name.text} as ${id(nameOf(by))}`}
      from (${rows}) as cells
      ${name === undefined ? sql`` : sql`left join ${name.from}`}
    ) as answer
    ${orderBy({ by: [by] })}`
}

function listed(db: Db, cells: Cells): RawBuilder<unknown> {
  return cells.directory === 'everybody' ? withEverybody(cells, cells.metrics, cellsOf(db, cells)) : cellsOf(db, cells)
}

/** The column by whose text rows are found: the first name, else the first text. */
export function searchedColumn(by: readonly DimensionName[]): string | undefined {
  const named = by.find((name) => dimensionOf(name).name)
  return named === undefined ? by.find((name) => dimensionOf(name).kind === 'text') : nameOf(named)
}

/** Of the finished cells, so that what is hidden from a reader does not depend on the words; wildcards are letters. */
function found({ by, directory }: Cells, search: string | undefined): RawBuilder<unknown> {
  const name = searchedColumn(by)
  if (search === undefined || search === '' || name === undefined) return sql``
  const pattern = sql`${`%${search.replace(/[\\%_]/g, '\\$&')}%`}::text`
  const orByAddress = directory ? sql`or answer.person_email ilike ${pattern}` : sql``
  return sql`where (answer.${id(name)} ilike ${pattern} ${orByAddress})`
}

/** A part of a ratio that is hidden hides the ratio. */
function shownValues(name: MetricName): RawBuilder<unknown>[] {
  const ratio = ratioOf(name)
  if (ratio === undefined) return [sql`cells.${id(name)}`]
  const [upper, lower] = [sql`cells.${id(ratio.of)}`, sql`cells.${id(ratio.to)}`]
  return [
    sql`round(${upper}::numeric / nullif(${lower}, 0)::numeric, 6)::float8 as ${id(name)}`,
    sql`${upper} as ${id(numeratorOf(name))}`,
    sql`${lower} as ${id(denominatorOf(name))}`,
  ]
}

export const numeratorOf = (name: string) => `${name}_numerator`
export const denominatorOf = (name: string) => `${name}_denominator`

const nameOf = (dimension: DimensionName) => `${dimension}_name`

/** As asked, then in reading order, then by key, so that pages never overlap; what has no value comes last. */
function orderBy(cells: Pick<Cells, 'by'>, sort?: Order['sort']): RawBuilder<unknown> {
  const reading = (name: string) => {
    const dimension = cells.by.find((candidate) => candidate === name)
    return dimension !== undefined && dimensionOf(dimension).name ? sql`lower(${id(nameOf(dimension))})` : id(name)
  }
  const asked =
    sort === undefined ? [] : [sql`${reading(sort.by)} ${sort.descending ? sql`desc` : sql`asc`} nulls last`]
  const then = cells.by.flatMap((name) =>
    dimensionOf(name).name ? [sql`${id(name)} is null`, reading(name), id(name)] : [id(name)],
  )
  const all = [...asked, ...then]
  return all.length === 0 ? sql`` : sql`order by ${list(all)}`
}
