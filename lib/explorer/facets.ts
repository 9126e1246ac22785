/** Quick facets: the values of columns with their rows, each under the filters of all other columns. */
import { sql, type CompiledQuery, type RawBuilder, type SqlBool } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { ScopedReader } from '@/lib/authz/reader'
import { column, qualifiedName } from '@/lib/catalogue/catalogue'
import type { Column, Kind, Table } from '@/lib/catalogue/types'
import type { ResultCache } from '@/lib/db/result-cache'
import { conditionsOf, matchingParams, type Matching } from './conditions'
import { isCountable } from './default-facets'
import { bucketsOver, isSpread, type Bucketing } from './facet-buckets'
import { foundBy, refuseToFind } from './facet-find'
import { InvalidTableQuery } from './invalid-table-query'
import { inTime } from './in-time'
import { namesOfColumn } from './joined-names'
import { referenceOf } from './references'
import { requireEverything } from './refused'
import { allOf, condition, type TableFilter } from './table-filter'
import { cell } from './typed-value'
import { MOST_FACETS } from './view-limits'

/** One value with the rows that hold it. */
export interface FacetValue {
  /** As a filter writes it (`column:eq:value`); null: rows without a value (`column:is_null`). */
  readonly value: string | null
  /** What the value names, where it is an id that names something; else null. */
  readonly text: string | null
  readonly rows: number
}

/** Values from `from`, included, until `until`, excluded: `column:gte:from` and `column:lt:until`. */
export interface FacetBucket {
  readonly from: string
  readonly until: string
  readonly rows: number
}

export interface Facet {
  readonly column: string
  readonly kind: Kind
  /**
   * values: the most frequent ones, then others that the column is filtered by; buckets: of equal width over numbers or times,
   * empty ones between others included.
   */
  readonly shape: 'values' | 'buckets'
  /** True: counting took too long, or every row has its own value; there are neither values nor buckets. */
  readonly tooMany: boolean
  readonly values: readonly FacetValue[]
  /** True: there are more values than these. */
  readonly more: boolean
  readonly buckets: readonly FacetBucket[]
  /** Rows without a value, for buckets; among values null stands as one of them. */
  readonly nulls: number
}

const MOST_VALUES = 20
const COUNTING_MS = 2_000
/** All columns together. */
const ALL_COUNTING_MS = 6_000

export async function readFacets(
  reader: ScopedReader,
  query: Matching,
  columnNames: readonly string[],
  find: string | null = null,
): Promise<readonly Facet[]> {
  requireEverything(reader)
  const columns = countedColumns(query.table, columnNames)
  if (find !== null) refuseToFind(query.table, columns, find)
  const until = performance.now() + ALL_COUNTING_MS
  const facets: Facet[] = []
  for (const of of columns) {
    const left = Math.min(COUNTING_MS, until - performance.now())
    const counted = isCountable(query.table, of) ? await countOnce(reader, askedOf(query, of, find), left) : null
    facets.push({ ...nothing(query.table, of), ...(counted ?? { tooMany: true }) })
  }
  return facets
}

function countedColumns(table: Table, names: readonly string[]): readonly Column[] {
  if (names.length > MOST_FACETS) {
    throw new InvalidTableQuery('columns', `At most ${MOST_FACETS} columns can be counted at once.`)
  }
  return [...new Set(names)].map((name) => {
    const found = column(table, name)
    if (found) return found
    const valid = table.columns.map((candidate) => candidate.name)
    throw new InvalidTableQuery('columns', `${table.schema}.${table.name} has no column "${name}" to count.`, valid)
  })
}

/** One column to count: under which filters, and which of its values. */
interface Asked extends Matching {
  readonly of: Column
  /** Shown however rare they are. */
  readonly chosen: readonly string[]
  /** Only values that hold it, or that name what it finds. */
  readonly find: string | null
}

/** What a column is filtered by must not hide its other values; groups stay whole where they ask for other columns too. */
function askedOf({ table, filters, any, q }: Matching, of: Column, find: string | null): Asked {
  const isOwn = (filter: { column: Column }) => filter.column.name === of.name
  const isChosen = ({ operator }: TableFilter) => operator === 'eq' || operator === 'in'
  return {
    ...{ table, of, q, find },
    filters: filters.filter((filter) => !isOwn(filter)),
    any: any.filter((group) => !group.every(isOwn)),
    chosen: filters.filter((filter) => isOwn(filter) && isChosen(filter)).flatMap(({ values }) => values),
  }
}

const nothing = (table: Table, of: Column): Facet => ({
  column: of.name,
  kind: of.kind,
  shape: isSpread(table, of) ? 'buckets' : 'values',
  tooMany: false,
  values: [],
  more: false,
  buckets: [],
  nulls: 0,
})

/** What took too long is not tried again with every look at the page. */
const tookTooLong = new LRUCache<string, true>({ max: 5_000, ttl: 10 * 60_000 })

async function countOnce(reader: ScopedReader, asked: Asked, left: number): Promise<Partial<Facet> | null> {
  const { table, of } = asked
  const question = [of.name, String(matchingParams(asked)), asked.chosen, asked.find]
  const key = JSON.stringify([reader.dataVersion, qualifiedName(table), question])
  // What is remembered is of the process's own database.
  const memory = memoryOf(reader, table)
  if (memory && tookTooLong.has(key)) return null
  const counted = await inTime(reader, left, () => count(reader, asked))
  if (memory && counted === null && left === COUNTING_MS) tookTooLong.set(key, true)
  return counted
}

async function count(reader: ScopedReader, asked: Asked): Promise<Partial<Facet>> {
  return isSpread(asked.table, asked.of) ? countBuckets(reader, asked) : countValues(reader, asked)
}

async function countValues(reader: ScopedReader, asked: Asked): Promise<Partial<Facet>> {
  const { table, of, find } = asked
  const most = await valuesOf(reader, asked, find === null ? [] : [foundBy(table, of, find)])
  const shown = most.slice(0, MOST_VALUES)
  const others = find === null ? await countChosen(reader, asked, shown) : []
  const values = [...shown, ...others]
  const ids = values.flatMap(({ value }) => value ?? [])
  const names = referenceOf(table, of) ? await namesOfColumn(reader, table, of.name, ids) : new Map()
  return {
    values: values.map(({ value, rows }) => ({
      value,
      text: value === null ? null : (names.get(value)?.text ?? null),
      rows,
    })),
    more: most.length > MOST_VALUES,
  }
}

type ValueRows = Pick<FacetValue, 'value' | 'rows'>

/** The chosen values that are too rare for the others: by themselves, so that a tick counts nothing again. */
async function countChosen(
  reader: ScopedReader,
  asked: Asked,
  shown: readonly ValueRows[],
): Promise<readonly ValueRows[]> {
  const isShown = (text: string | null) => shown.some(({ value }) => value === text)
  const values = asked.chosen.filter((value) => !isShown(value))
  if (values.length === 0) return []
  const found = await valuesOf(reader, asked, [condition({ column: asked.of, operator: 'in', values })])
  // Written in another way, such as 007, it is among the shown ones after all.
  return found.filter(({ value }) => !isShown(value))
}

async function valuesOf(reader: ScopedReader, asked: Asked, also: readonly RawBuilder<SqlBool>[]) {
  const { table, of } = asked
  return remembered<ValueRows>(
    reader,
    table,
    sql<ValueRows>`
      select value::text as value, rows from (
        select ${cell(of)} as value, count(*) as rows from ${sql.table(qualifiedName(table))}
        where ${allOf([...conditionsOf(asked), ...also])}
        group by 1 order by 2 desc, 1 nulls last limit ${MOST_VALUES + 1}
      ) as most order by rows desc, most.value nulls last`.compile(reader.db),
  )
}

async function countBuckets(reader: ScopedReader, asked: Asked): Promise<Partial<Facet>> {
  const { table, of } = asked
  const where = allOf(conditionsOf(asked))
  const from = sql.table(qualifiedName(table))
  const [ends] = await remembered<{ least: string | null; most: string | null; nulls: number }>(
    reader,
    table,
    sql<{ least: string | null; most: string | null; nulls: number }>`
      select min(value)::text as least, max(value)::text as most, count(*) filter (where value is null) as nulls
      from (select ${sql.id(of.name)} as value from ${from} where ${where}) as some_rows
      where value is null or ${isFinite(of, 'value')}`.compile(reader.db),
  )
  const nulls = ends?.nulls ?? 0
  if (!ends || ends.least === null || ends.most === null) return { nulls }
  const over: Bucketing | null = bucketsOver(of, ends.least, ends.most)
  if (!over) return { tooMany: true }
  const buckets = await remembered<FacetBucket>(
    reader,
    table,
    sql<FacetBucket>`
      with counted as (
        select ${over.bucketOf(sql.id('value'))} as bucket, count(*) as rows
        from (select ${sql.id(of.name)} as value from ${from} where ${where}) as some_rows
        where ${isFinite(of, 'value')} group by 1
      )
      select ${over.edgeOf(sql.ref('bucket'))} as "from", ${over.edgeOf(sql`(bucket + 1)`)} as until, coalesce(rows, 0) as rows
      from generate_series(${over.first}, ${over.last}) as bucket left join counted using (bucket)
      order by bucket`.compile(reader.db),
  )
  return { nulls, buckets }
}

function isFinite({ kind }: Column, name: string) {
  if (kind === 'numeric') return sql<boolean>`${sql.id(name)} not in ('NaN', 'Infinity', '-Infinity')`
  return kind === 'date' || kind === 'timestamp' ? sql<boolean>`isfinite(${sql.id(name)})` : sql<boolean>`true`
}

/** Counting the same again under the same data costs nothing. */
async function remembered<Row extends object>(
  reader: ScopedReader,
  table: Table,
  statement: CompiledQuery<Row>,
): Promise<readonly Row[]> {
  const read = async () => (await reader.db.executeQuery(statement)).rows as Record<string, unknown>[]
  const memory = memoryOf(reader, table)
  const rows = memory ? await memory.rows(reader, statement, read) : await read()
  return rows as readonly Row[]
}

/** Rollups that a publish left for later are built within its version, so nothing of the marts is kept until then. */
function memoryOf({ results, hasRollups }: ScopedReader, { schema }: Table): ResultCache | undefined {
  return schema === 'mart' && !hasRollups ? undefined : results
}
