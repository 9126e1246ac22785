/** Answers over time for charts: every bucket has a point, empty ones are 0, the unfinished one is marked. */
import { buckets, type Bucket, type Grain } from '@/lib/filters/buckets'
import { dayOf } from '@/lib/filters/days'
import { newestDay, type Period } from '@/lib/filters/filters'
import type { ScopedReader } from '@/lib/authz/reader'
import { ask, askRows, type Rows } from './ask'
import type { DimensionName } from './dimensions'
import { definitionOf } from './compile'
import { denominatorOf, numeratorOf } from './finished-cells'
import { factMetricsOf, ratioOf, type MetricName } from './names'
import type { Answer, Query, Totals } from './query'

export type Point<M extends MetricName> = Totals<M>

export interface Line<M extends MetricName> {
  /** Value of the dimension; null for "No team", and for the only line of an undivided series. */
  readonly key: string | number | null
  readonly label: string
  /** One per bucket. */
  readonly points: readonly Point<M>[]
  /** The comparison period laid over the buckets. */
  readonly comparison: readonly Point<M>[] | null
}

export interface Series<M extends MetricName> {
  readonly grain: Grain
  readonly buckets: readonly Bucket[]
  readonly lines: readonly Line<M>[]
  readonly totals: Totals<M>
  readonly comparison: (Period & { readonly totals: Totals<M> }) | null
  readonly overlaps: boolean
  readonly sql: string
  readonly asOf: Answer['asOf']
  readonly dataVersion: number
}

export type SeriesLines<M extends MetricName> = Omit<Series<M>, 'totals' | 'comparison' | 'sql'>

export type SeriesQuery<M extends MetricName> = Omit<Query<M>, 'by' | 'sort' | 'limit' | 'offset'> & {
  /** One line per value; absent: one line. */
  readonly by?: Exclude<DimensionName, Grain>
  /** The day on which the series is read, for what is unfinished. */
  readonly now?: Date
}

export async function series<const M extends MetricName>(
  reader: ScopedReader,
  query: SeriesQuery<M>,
): Promise<Series<M>> {
  const answer = await ask<MetricName, DimensionName>(reader, questionOf(query))
  return {
    ...drawn(reader, query, answer),
    totals: answer.totals,
    comparison: answer.comparison && {
      from: answer.comparison.from,
      to: answer.comparison.to,
      totals: answer.comparison.totals,
    },
    sql: answer.sql,
  }
}

/** The lines alone: for charts that show no totals, half the statements. */
export async function seriesLines<const M extends MetricName>(
  reader: ScopedReader,
  query: SeriesQuery<M>,
): Promise<SeriesLines<M>> {
  return drawn(reader, query, await askRows<MetricName, DimensionName>(reader, questionOf(query)))
}

function questionOf<M extends MetricName>({ by, now: _, ...question }: SeriesQuery<M>) {
  const { grain } = question.filters
  return { ...question, by: by === undefined ? [grain] : [grain, by] }
}

function drawn<M extends MetricName>(
  reader: ScopedReader,
  { by, now = new Date(), metrics, filters }: SeriesQuery<M>,
  answer: Rows<MetricName, DimensionName>,
): SeriesLines<M> {
  const { grain } = filters
  const all = buckets(filters, grain, newestDay(dayOf(now), reader.asOf))
  const empty = emptyPoint(metrics)
  const keys = new Map(answer.rows.map((row) => [keyOf(row, by), labelOf(row, by)]))
  for (const row of answer.comparison?.rows ?? [])
    if (!keys.has(keyOf(row, by))) keys.set(keyOf(row, by), labelOf(row, by))
  if (by === undefined) keys.set(null, 'All')
  const pointsOf = (rows: Answer['rows'], key: Line<M>['key']) => {
    const found = new Map(rows.filter((row) => keyOf(row, by) === key).map((row) => [String(row[grain]), row]))
    return all.map((bucket) => pointOf(metrics, found.get(bucket.start)) ?? empty)
  }
  return {
    grain,
    buckets: all,
    lines: [...keys].map(([key, label]) => ({
      key,
      label,
      points: pointsOf(answer.rows, key),
      comparison: answer.comparison && pointsOf(answer.comparison.rows, key),
    })),
    overlaps: answer.overlaps,
    asOf: answer.asOf,
    dataVersion: answer.dataVersion,
  }
}

type AnyRow = Readonly<Record<string, unknown>>

function keyOf(row: AnyRow, by: string | undefined): string | number | null {
  const key = by === undefined ? null : row[by]
  return typeof key === 'string' || typeof key === 'number' ? key : null
}

function labelOf(row: AnyRow, by: string | undefined): string {
  return by === undefined ? 'All' : String(row[`${by}_name`] ?? row[by])
}

function pointOf<M extends MetricName>(
  names: readonly M[],
  row: Answer['rows'][number] | undefined,
): Point<M> | undefined {
  if (row === undefined) return undefined
  // Safe: ask answered with a value for each of these names.
  const cells = row as Readonly<Record<string, unknown>>
  const values = names.flatMap((name) => [name, ...partsOf(name)]).map((name) => [name, cells[name]])
  return { ...Object.fromEntries(values), suppressed: row.suppressed } as Point<M>
}

/** Where nothing happened, counts are 0; rates and medians are of nothing. */
function emptyPoint<M extends MetricName>(names: readonly M[]): Point<M> {
  const values = names.flatMap((name) => [
    [name, isOfNothing(name) ? null : 0],
    ...partsOf(name).map((part) => [part, 0]),
  ])
  return { ...Object.fromEntries(values), suppressed: false } as Point<M>
}

function partsOf(name: MetricName): string[] {
  return ratioOf(name) === undefined ? [] : [numeratorOf(name), denominatorOf(name)]
}

function isOfNothing(name: MetricName): boolean {
  if (ratioOf(name) !== undefined) return true
  return factMetricsOf([name]).some((part) => definitionOf(part).ofRows !== undefined && !definitionOf(part).isSum)
}
