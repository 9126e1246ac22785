/** The one compiler: metrics × dimensions × filters × scope become one statement over the marts. */
import { sql, type RawBuilder } from 'kysely'
import { daysBetween } from '@/lib/filters/days'
import { dimensions, type Dimension, type DimensionName } from './dimensions'
import { factColumn, type Db, type Fact, type MetricDefinition } from './fact'
import { facts, type MetricName } from './names'
import { membershipJoin, rowConditions, type Selection } from './scope-rows'

export interface Cells extends Selection {
  readonly metrics: readonly MetricName[]
  readonly by: readonly DimensionName[]
  /** Lay the period's days over the one that starts here, so that both have the same buckets. */
  readonly laidOver?: { readonly from: string; readonly to: string } | undefined
}

const id = (name: string) => sql.id(name)
const list = (parts: readonly RawBuilder<unknown>[]) => sql.join(parts)
const and = (parts: readonly RawBuilder<unknown>[]) => sql.join(parts, sql` and `)

/** The column that counts the people behind a metric; only there for readers with a minimum. */
const peopleBehind = (name: string) => `people_behind_${name}`

/** One row per group: the keys, the values, and for some readers the people behind each value. */
export function cellsOf(db: Db, cells: Cells): RawBuilder<unknown> {
  const parts = facts
    .map((fact) => ({ fact, asked: cells.metrics.filter((name) => Object.hasOwn(fact.metrics, name)) }))
    .filter(({ asked }) => asked.length > 0)
  const [only] = parts
  if (parts.length === 1 && only) return cellsOfFact(db, cells, only.fact, cells.metrics)

  const values = cells.metrics.flatMap((name) => (needsPeople(cells) ? [name, peopleBehind(name)] : [name]))
  // Every group comes at most once per fact, and a fact knows nothing of the others' metrics: max picks the one value.
  return sql`
    select ${list([...cells.by.map(id), ...values.map((name) => sql`coalesce(max(${id(name)}), 0) as ${id(name)}`)])}
    from (${sql.join(
      parts.map(({ fact }) => cellsOfFact(db, cells, fact, cells.metrics)),
      sql` union all `,
    )}) as part
    ${groupBy(cells.by.map(id))}`
}

/**
 * First what each person did in each group, then over people: so people are counted without sorting them.
 * Where nobody asks about people, the first step is already the whole group.
 */
function cellsOfFact(db: Db, cells: Cells, fact: Fact, columns: readonly MetricName[]): RawBuilder<unknown> {
  const byTeam = cells.by.includes('team')
  const asked = columns.flatMap((name) => {
    const metric = fact.metrics[name]
    return metric === undefined ? [] : [{ name, metric }]
  })
  const perPerson = needsPeople(cells) || asked.some(({ metric }) => !metric.additive)
  return sql`
    select ${list([
      ...cells.by.map((name) => sql`${keyOf(name)} as ${id(name)}`),
      ...columns.flatMap((name) => valuesOf(cells, fact.metrics[name], name)),
    ])}
    from (
      select ${list([
        ...cells.by.map((name) => sql`${dimensionOf(name).key(dayOf(cells))} as ${keyOf(name)}`),
        ...asked.flatMap(({ name, metric }) => ofPerson(name, metric)),
      ])}
      from (${fact.rows(db, cells.period)}) as fact
      ${byTeam ? membershipJoin(cells) : sql``}
      where ${and(rowConditions(cells, byTeam))}
      ${groupBy([...cells.by.map(keyOf), ...(perPerson ? [factColumn('person_id')] : [])])}
    ) as someone
    ${groupBy(cells.by.map(keyOf))}`
}

/** A name that no column of a fact has, so that grouping by it means the key and not a column. */
const keyOf = (name: DimensionName) => id(`${name}_key`)
const took = (name: string) => id(`${name}_counts`)

function ofPerson(name: string, metric: MetricDefinition<unknown>): RawBuilder<unknown>[] {
  const counts = metric.counts(factColumn)
  const hasRows = sql`coalesce(bool_or(${counts}), false) as ${took(name)}`
  return metric.ofPerson === undefined
    ? [hasRows]
    : [hasRows, sql`${metric.ofPerson(factColumn)} filter (where ${counts}) as ${id(name)}`]
}

function valuesOf(cells: Cells, metric: MetricDefinition<unknown> | undefined, name: string): RawBuilder<unknown>[] {
  const value = metric === undefined ? sql`null::float8` : valueOf(name, metric)
  if (!needsPeople(cells)) return [sql`${value} as ${id(name)}`]
  const people = metric === undefined ? sql`null::bigint` : sql`count(*) filter (where ${took(name)})`
  return [sql`${value} as ${id(name)}`, sql`${people} as ${id(peopleBehind(name))}`]
}

/** Integers are summed first and divided once, as numeric; hours keep six decimals. */
function valueOf(name: string, metric: MetricDefinition<unknown>): RawBuilder<unknown> {
  if (metric.ofPerson === undefined) return sql`(count(*) filter (where ${took(name)}))::float8`
  const sum = sql`sum(${id(name)})`
  return sql`coalesce(${metric.dividedBy === undefined ? sum : sql`round(${sum} / ${metric.dividedBy}::numeric, 6)`}, 0)::float8`
}

/** Days of a comparison period move onto the current one; a day that has no counterpart joins the last one. */
function dayOf({ laidOver, period }: Cells): RawBuilder<unknown> {
  if (laidOver === undefined) return factColumn('day')
  const days = daysBetween(period.from, laidOver.from)
  return sql`least(${factColumn('day')} + ${days}::int, ${laidOver.to}::date)`
}

export interface Order {
  readonly sort?: { readonly by: string; readonly descending: boolean } | undefined
  readonly limit?: number | undefined
  readonly offset?: number | undefined
  /** Adds the number of rows without the limit. */
  readonly count?: boolean
}

/** The finished cells: small ones hidden where this reader has a minimum, names beside keys, in order. */
export function compileCells(db: Db, cells: Cells, order: Order = {}): RawBuilder<unknown> {
  const named = cells.by.flatMap((name) => dimensionOf(name).name ?? [])
  const shown = cells.by.flatMap((name) => {
    const text = dimensionOf(name).name?.text
    return text === undefined ? [sql`cells.${id(name)}`] : [sql`cells.${id(name)}`, sql`${text} as ${id(nameOf(name))}`]
  })
  const values = [...cells.metrics, ...(needsPeople(cells) ? ['suppressed'] : [])].map((name) => sql`cells.${id(name)}`)
  return sql`
    select *${order.count ? sql`, count(*) over () as row_count` : sql``}
    from (
      select ${list([...shown, ...values])}
      from (${needsPeople(cells) ? hideSmall(cellsOf(db, cells), cells) : cellsOf(db, cells)}) as cells
      ${sql.join(
        named.map(({ from }) => sql`left join ${from}`),
        sql` `,
      )}
    ) as answer
    ${orderBy(cells, order.sort)}
    ${order.limit === undefined ? sql`` : sql`limit ${order.limit}::bigint`}
    ${order.offset === undefined ? sql`` : sql`offset ${order.offset}::bigint`}`
}

const nameOf = (dimension: DimensionName) => `${dimension}_name`

function needsPeople({ scope }: Selection): boolean {
  return scope.minimumCell > 1
}

/**
 * A value with fewer people behind it than the minimum is null. Where the others and the total would give it away
 * (it stands alone, or all hidden ones together are still too few), the smallest visible value goes too.
 */
function hideSmall(rows: RawBuilder<unknown>, { metrics, by, scope }: Cells): RawBuilder<unknown> {
  const minimum = sql`${scope.minimumCell}::int`
  const people = (name: string) => id(peopleBehind(name))
  const isSmall = (name: string) => id(`${name}_is_small`)
  const hidden = (name: string) => id(`${name}_is_hidden`)

  const small = metrics.map(
    (name) => sql`(${people(name)} < ${minimum} and (${people(name)} > 0 or ${id(name)} <> 0)) as ${isSmall(name)}`,
  )
  const hide = metrics.map((name) => {
    const canBeSeen = sql`(not ${isSmall(name)} and ${people(name)} > 0)`
    const smallestSeen = sql`row_number() over (order by ${list([sql`${canBeSeen} desc`, people(name), id(name), ...by.map(id)])}) = 1`
    const givesAway = sql`(count(*) filter (where ${isSmall(name)}) over () = 1
        or sum(${people(name)}) filter (where ${isSmall(name)}) over () < ${minimum})`
    return sql`coalesce(${isSmall(name)} or (${canBeSeen} and ${smallestSeen} and ${givesAway}), false) as ${hidden(name)}`
  })
  const values = metrics.map((name) => sql`case when not ${hidden(name)} then ${id(name)} end as ${id(name)}`)
  const suppressed = sql`${sql.join(metrics.map(hidden), sql` or `)} as suppressed`
  return sql`
    select ${list([...by.map(id), ...values, suppressed])}
    from (
      select *, ${list(hide)}
      from (select *, ${list(small)} from (${rows}) as groups) as judged
    ) as decided`
}

/** As asked, then in reading order, then by key, so that pages never overlap; what has no value comes last. */
function orderBy(cells: Cells, sort: Order['sort']): RawBuilder<unknown> {
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

function groupBy(keys: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return keys.length === 0 ? sql`` : sql`group by ${list(keys)}`
}

function dimensionOf(name: DimensionName): Dimension {
  return dimensions[name]
}
