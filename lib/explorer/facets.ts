/** Quick facets: the values of a column with their rows, under the filters of all other columns. */
import { sql, type CompiledQuery } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { ScopedReader } from '@/lib/authz/reader'
import { column, qualifiedName } from '@/lib/catalogue/catalogue'
import type { Column, Kind, Table } from '@/lib/catalogue/types'
import type { ResultCache } from '@/lib/db/result-cache'
import { conditionsOf, type Matching } from './conditions'
import { MOST_FACETS } from './default-facets'
import { bucketsOver, isSpread, type Bucketing } from './facet-buckets'
import { filterGroupText } from './filter-group'
import { InvalidTableQuery } from './invalid-table-query'
import { inTime } from './in-time'
import { namesOfColumn } from './joined-names'
import { referenceOf } from './references'
import { requireEverything } from './refused'
import { allOf, filterText } from './table-filter'
import { cell } from './typed-value'

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
  /** values: the most frequent ones; buckets: of equal width over numbers or times, empty ones between others included. */
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
): Promise<readonly Facet[]> {
  requireEverything(reader)
  const until = performance.now() + ALL_COUNTING_MS
  const facets: Facet[] = []
  for (const of of facetColumns(query.table, columnNames)) {
    const left = Math.min(COUNTING_MS, until - performance.now())
    const others = withoutOwn(query, of)
    const isKey = query.table.key.length === 1 && query.table.key[0] === of.name
    const counted = isKey ? null : await countOnce(reader, others, of, left)
    facets.push({ ...nothing(query.table, of), ...(counted ?? { tooMany: true }) })
  }
  return facets
}

function facetColumns(table: Table, names: readonly string[]): readonly Column[] {
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

/** What a column is filtered by must not hide its other values; groups stay whole where they ask for other columns too. */
function withoutOwn({ table, filters, any, q }: Matching, of: Column): Matching {
  const isOwn = (filter: { column: Column }) => filter.column.name === of.name
  return {
    table,
    filters: filters.filter((filter) => !isOwn(filter)),
    any: any.filter((group) => !group.every(isOwn)),
    q,
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

async function countOnce(
  reader: ScopedReader,
  query: Matching,
  of: Column,
  left: number,
): Promise<Partial<Facet> | null> {
  const { table, filters, any, q } = query
  const asked = [filters.map(filterText), any.map(filterGroupText), q]
  const key = JSON.stringify([reader.dataVersion, qualifiedName(table), of.name, asked])
  // What is remembered is of the process's own database.
  const memory = memoryOf(reader, table)
  if (memory && tookTooLong.has(key)) return null
  const counted = await inTime(reader, left, () => count(reader, query, of))
  if (memory && counted === null && left === COUNTING_MS) tookTooLong.set(key, true)
  return counted
}

async function count(reader: ScopedReader, query: Matching, of: Column): Promise<Partial<Facet>> {
  return isSpread(query.table, of) ? countBuckets(reader, query, of) : countValues(reader, query, of)
}

async function countValues(reader: ScopedReader, query: Matching, of: Column): Promise<Partial<Facet>> {
  const rows = await remembered<{ value: string | null; rows: number }>(
    reader,
    query.table,
    sql<{ value: string | null; rows: number }>`
      select value::text as value, rows from (
        select ${cell(of)} as value, count(*) as rows from ${sql.table(qualifiedName(query.table))}
        where ${allOf(conditionsOf(query))}
        group by 1 order by 2 desc, 1 nulls last limit ${MOST_VALUES + 1}
      ) as most order by rows desc, most.value nulls last`.compile(reader.db),
  )
  const shown = rows.slice(0, MOST_VALUES)
  const ids = shown.flatMap(({ value }) => value ?? [])
  const names = referenceOf(query.table, of) ? await namesOfColumn(reader, query.table, of.name, ids) : new Map()
  return {
    values: shown.map(({ value, rows: count }) => ({
      value,
      text: value === null ? null : (names.get(value)?.text ?? null),
      rows: count,
    })),
    more: rows.length > MOST_VALUES,
  }
}

async function countBuckets(reader: ScopedReader, query: Matching, of: Column): Promise<Partial<Facet>> {
  const where = allOf(conditionsOf(query))
  const from = sql.table(qualifiedName(query.table))
  const [ends] = await remembered<{ least: string | null; most: string | null; nulls: number }>(
    reader,
    query.table,
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
    query.table,
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
