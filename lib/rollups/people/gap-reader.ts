/** Distinct people of the organisation, a source, a content type or a technology, over any period and in any buckets. */
import { sql, type RawBuilder } from 'kysely'
import type { Cells } from '@/lib/metrics/compile'
import type { RollupReader } from '../readers'
import { isKind, isPeopleMetric, kinds, valuesOf, type Kind, type PeopleMetric } from './question'
import { addDays } from '@/lib/filters/days'
import { grainOf, rangesOf, wholeMonths, type Range } from './ranges'

interface Scopes {
  readonly kind: Kind | 'all'
  /** Empty for all of the kind. */
  readonly values: readonly string[]
}

/** Scopes do not combine: people of two technologies are not the sum of both. */
export function scopesOf(cells: Cells): Scopes | undefined {
  const { by, filters, scope, person } = cells
  if (scope.people !== 'all' || filters.team.length > 0 || person !== undefined) return undefined
  const grain = grainOf(cells)
  if (by.some((name) => name !== grain && !isKind(name))) return undefined
  const grouped = by.filter(isKind)
  const narrowed = kinds.filter((kind) => valuesOf(cells, kind).length > 0)
  const [kind] = grouped.length > 0 ? grouped : narrowed
  if (kind === undefined) return { kind: 'all', values: [] }
  const values = valuesOf(cells, kind)
  if (grouped.length > 1 || narrowed.some((other) => other !== kind)) return undefined
  return grouped.length === 0 && values.length > 1 ? undefined : { kind, values }
}

export const gapReader: RollupReader = {
  answers: (cells, asked) =>
    scopesOf(cells) === undefined || rangesOf(cells) === undefined ? [] : asked.filter(isPeopleMetric),
  rows: (cells, names) => rows(cells, names.filter(isPeopleMetric)),
}

function rows(cells: Cells, names: readonly PeopleMetric[]): RawBuilder<unknown> {
  const [scopes, ranges] = [scopesOf(cells), rangesOf(cells)]
  if (scopes === undefined || ranges === undefined) throw new Error('Nobody asked whether this can be answered.')
  const parts = [wholeBuckets(cells, names, ranges), ...cutRanges(names, ranges)].filter((part) => part !== undefined)
  const keys = cells.by.map((name) => sql.id(name))
  const counted = sql.join(columnsOf(cells, names))
  return sql`
    select ${keys.length === 0 ? sql`` : sql`${sql.join(keys)}, `}${counted}
    from (
      select ${sql.join([
        ...cells.by.map((name) => sql`${isKind(name) ? sql`scope.value` : sql`key`} as ${sql.id(name)}`),
        sql`part.*`,
      ])}
      from mart.active_scope as scope
      cross join lateral (${parts.length === 0 ? nothing(names) : sql.join(parts, sql` union all `)}) as part
      where scope.kind = ${scopes.kind} ${scopes.values.length === 0 ? sql`` : sql`and scope.value = any(${scopes.values}::text[])`}
    ) as counted
    ${keys.length === 0 ? sql`` : sql`where people > 0 group by ${sql.join(keys)}`}`
}

const none = sql`0::bigint`

function nothing(names: readonly PeopleMetric[]): RawBuilder<unknown> {
  return sql`select null::date as key, ${none} as people, ${sql.join(names.map((name) => sql`${none} as ${sql.id(name)}`))}`
}

/** For readers with a minimum: behind people and their days stand the people themselves. */
function columnsOf({ scope }: Cells, names: readonly PeopleMetric[]): RawBuilder<unknown>[] {
  return names.flatMap((name) => {
    const value = sql`coalesce(sum(${sql.id(name)}), 0)::float8 as ${sql.id(name)}`
    const behind = name === 'active_days' ? sql.id('people') : sql.id(name)
    return scope.minimumCell > 1
      ? [value, sql`coalesce(sum(${behind}), 0)::bigint as ${sql.id(`people_behind_${name}`)}`]
      : [value]
  })
}

/** Buckets in the middle are counted already. */
function wholeBuckets(
  cells: Cells,
  names: readonly PeopleMetric[],
  ranges: readonly Range[],
): RawBuilder<unknown> | undefined {
  const whole = ranges.filter((range) => range.whole)
  const [first, last, grain] = [whole[0], whole.at(-1), grainOf(cells)]
  if (first === undefined || last === undefined || grain === undefined) return undefined
  const days =
    grain === 'day' ? sql`bucket.people` : daysIn(sql`bucket.start`, sql`(bucket.start + ${lengthOf(grain)})::date - 1`)
  const value = { active_learners: sql`bucket.people`, new_learners: sql`bucket.new_people`, active_days: days }
  return sql`
    select bucket.start as key, bucket.people::bigint, ${sql.join(names.map((name) => sql`${value[name]}::bigint as ${sql.id(name)}`))}
    from mart.active_bucket as bucket
    where bucket.scope_id = scope.scope_id and bucket.grain = ${grain}
      and bucket.start between ${first.key}::date and ${last.key}::date`
}

function lengthOf(grain: string): RawBuilder<unknown> {
  return sql`${grain === 'quarter' ? '3 months' : `1 ${grain}`}::interval`
}

const sumOfDays = (column: string, from: RawBuilder<unknown>, to: RawBuilder<unknown>) => sql`(
  select coalesce(sum(${sql.ref(`day.${column}`)}), 0)::bigint from mart.active_bucket as day
  where day.scope_id = scope.scope_id and day.grain = 'day' and day.start between ${from} and ${to})`

const daysIn = (from: RawBuilder<unknown>, to: RawBuilder<unknown>) => sumOfDays('people', from, to)

/** The first and the last bucket, and whatever lies beside the calendar: counted from the gaps. */
function cutRanges(names: readonly PeopleMetric[], ranges: readonly Range[]): RawBuilder<unknown>[] {
  const cut = ranges.filter((range) => !range.whole)
  const pieces = cut.map(cutAtMonths)
  const [piece] = pieces
  if (piece === undefined) return []
  const columns = Object.keys(piece)
  const value = {
    active_learners: sql`found.people`,
    active_days: daysIn(sql`range.first`, sql`range.last`),
    new_learners: sumOfDays('new_people', sql`range.first`, sql`range.last`),
  }
  return [
    sql`
    select range.key, found.people, ${sql.join(names.map((name) => sql`${value[name]} as ${sql.id(name)}`))}
    from unnest(${sql.join(columns.map((name) => sql`${pieces.map((piece) => piece[name])}::date[]`))})
      as range (${sql.join(columns.map((name) => sql.id(name)))})
    cross join lateral (
      select ${foundIn('active_gap', 'day', 'first', 'days_to')} + ${foundIn('active_gap_month', 'month', 'months_from', 'months_to')}
        + ${foundIn('active_gap', 'day', 'days_from', 'last')} as people
    ) as found`,
  ]
}

/** The days before the whole months of a range, the months, and the days after them; null where there are none. */
function cutAtMonths(range: Range): Readonly<Record<string, string | null>> {
  const { key, from: first, to: last } = range
  const months = wholeMonths(range)
  return {
    key,
    first,
    last,
    days_to: months === undefined ? last : addDays(months.from, -1),
    months_from: months?.from ?? null,
    months_to: months?.last ?? null,
    days_from: months?.after ?? null,
  }
}

const foundIn = (table: string, days: string, from: string, to: string) => sql`(
  select coalesce(sum(gap.people), 0)::bigint from mart.${sql.id(table)} as gap
  where gap.scope_id = scope.scope_id and gap.${sql.id(days)} between range.${sql.id(from)} and range.${sql.id(to)}
    and gap.previous < range.first)`
