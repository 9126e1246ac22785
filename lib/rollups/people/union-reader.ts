/** Distinct people over several technologies together, who are not the sum of each one's. */
import { sql, type RawBuilder } from 'kysely'
import { bucketStart, type Grain } from '@/lib/filters/buckets'
import { addDays } from '@/lib/filters/days'
import type { Cells } from '@/lib/metrics/compile'
import type { FactMetricName } from '@/lib/metrics/names'
import type { RollupReader } from '../readers'
import { kinds, valuesOf } from './question'
import { grainOf, rangesOf, type Range } from './ranges'

const unionMetrics = ['active_learners', 'active_days'] as const satisfies FactMetricName[]
type UnionMetric = (typeof unionMetrics)[number]

const isUnionMetric = (name: FactMetricName): name is UnionMetric => unionMetrics.some((known) => known === name)

function isAnswered(cells: Cells): boolean {
  const { by, filters, scope, person } = cells
  const narrowed = kinds.filter((kind) => valuesOf(cells, kind).length > 0)
  return (
    scope.people === 'all' &&
    filters.team.length === 0 &&
    person === undefined &&
    by.every((name) => name === grainOf(cells)) &&
    narrowed.join() === 'technology' &&
    rangesOf(cells) !== undefined
  )
}

export const unionReader: RollupReader = {
  answers: (cells, asked) => (isAnswered(cells) ? asked.filter(isUnionMetric) : []),
  rows: (cells, names) => rows(cells, names.filter(isUnionMetric)),
}

interface Piece {
  readonly key: string
  readonly grain: Extract<Grain, 'day' | 'week'>
  readonly first: string
  readonly last: string
}

const daysOf = ({ key, from, to }: Range): Piece => ({ key, grain: 'day', first: from, last: to })

/** Whole weeks, and the days before and after them. */
function weeksOf({ key, from, to }: Range): Piece[] {
  const monday = bucketStart('week', addDays(from, 6))
  const last = addDays(bucketStart('week', addDays(to, 1)), -7)
  if (last < monday) return [daysOf({ key, from, to, whole: false })]
  const pieces: Piece[] = [
    { key, grain: 'day', first: from, last: addDays(monday, -1) },
    { key, grain: 'week', first: monday, last },
    { key, grain: 'day', first: addDays(last, 7), last: to },
  ]
  return pieces.filter((piece) => piece.first <= piece.last)
}

function rows(cells: Cells, names: readonly UnionMetric[]): RawBuilder<unknown> {
  const ranges = rangesOf(cells)
  if (ranges === undefined) throw new Error('Nobody asked whether this can be answered.')
  const grain = grainOf(cells)
  const parts = [
    sql`select key, sum(bit_count(people)) as active_learners, 0 as active_days
      from (select key, chunk, bit_or(people) as people from ${stringsOf(cells, ranges.flatMap(weeksOf))} group by key, chunk) as someone
      group by key`,
    ...(names.includes('active_days')
      ? [
          sql`select key, 0, sum(bit_count(people))
            from (select key, start, chunk, bit_or(people) as people from ${stringsOf(cells, ranges.map(daysOf))} group by key, start, chunk) as learned
            group by key`,
        ]
      : []),
  ]
  const value = (name: UnionMetric) => sql`coalesce(sum(${sql.id(name)}), 0)::float8 as ${sql.id(name)}`
  const behind = (name: UnionMetric) =>
    sql`coalesce(sum(active_learners), 0)::bigint as ${sql.id(`people_behind_${name}`)}`
  const values = names.flatMap((name) => (cells.scope.minimumCell > 1 ? [value(name), behind(name)] : [value(name)]))
  return sql`
    select ${sql.join([...(grain === undefined ? [] : [sql`key as ${sql.id(grain)}`]), ...values])}
    from (${sql.join(parts, sql` union all `)}) as part
    ${grain === undefined ? sql`` : sql`group by key having sum(active_learners) > 0`}`
}

function stringsOf(cells: Cells, pieces: readonly Piece[]): RawBuilder<unknown> {
  const column = (name: keyof Piece) => pieces.map((piece) => piece[name])
  return sql`
    unnest(${column('key')}::date[], ${column('grain')}::text[], ${column('first')}::date[], ${column('last')}::date[])
      as piece (key, grain, first, last)
    cross join (
      select scope_id from mart.active_scope
      where kind = 'technology' and value = any(${valuesOf(cells, 'technology')}::text[])
    ) as scope
    cross join lateral (
      select start, chunk, people from mart.active_bits as string
      where string.scope_id = scope.scope_id and string.grain = piece.grain and string.start between piece.first and piece.last
    ) as string`
}
