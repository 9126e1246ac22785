/** What is drawn of groups: the largest ones as bars, or what they come to over time as lines. */
import type { ScopedReader } from '@/lib/authz/reader'
import type { Table } from '@/lib/catalogue/types'
import { buckets } from '@/lib/filters/buckets'
import type { Dimension, Measure, Unit } from './group-parts'
import type { GroupQuery } from './group-query'
import { readGroups, type GroupPage } from './group-rows'
import { parseFilter, type TableFilter } from './table-filter'
import type { TableRow } from './table-page'
import { isFilter } from './understood'

export interface GroupLine {
  /** The value of the dimension; null: all together. */
  readonly value: string | null
  readonly numbers: readonly (number | null)[]
}

export type GroupChart =
  | { readonly shape: 'bars'; readonly measure: Measure; readonly rows: readonly TableRow[]; readonly more: boolean }
  | {
      readonly shape: 'lines'
      readonly measure: Measure
      readonly unit: Unit
      readonly starts: readonly { readonly start: string; readonly end: string }[]
      readonly lines: readonly GroupLine[]
      /** What tells the lines apart. */
      readonly by: Dimension | null
      /** Earlier steps are left out, as there are too many. */
      readonly cut: boolean
    }

const MOST_BARS = 12
const MOST_LINES = 5
const MOST_STEPS = 400

/** null: no measure is a number. `page`: the page beside the chart, which may already hold its bars. */
export async function readGroupChart(
  reader: ScopedReader,
  query: GroupQuery,
  page: GroupPage,
): Promise<GroupChart | null> {
  const measure = query.measures.find(({ kind }) => kind === 'bigint' || kind === 'integer' || kind === 'numeric')
  if (!measure) return null
  const time = query.dimensions.find(({ unit }) => unit !== null)
  if (time?.unit) return readLines(reader, query, { measure, time, unit: time.unit })
  const largest = isLargestFirst(query, measure)
    ? page
    : await read(reader, query, query.dimensions, measure, MOST_BARS)
  return { shape: 'bars', measure, rows: largest.rows.slice(0, MOST_BARS), more: largest.groups > MOST_BARS }
}

function isLargestFirst({ sort, cursor, limit, measures }: GroupQuery, { key }: Measure): boolean {
  const [first] = sort
  const ordered = first ? first.name === key && first.direction === 'desc' : measures[0]?.key === key
  return ordered && cursor === null && limit >= MOST_BARS
}

interface InTime {
  readonly measure: Measure
  readonly time: Dimension
  readonly unit: Unit
}

async function readLines(
  reader: ScopedReader,
  query: GroupQuery,
  { measure, time, unit }: InTime,
): Promise<GroupChart> {
  const by = query.dimensions.find((dimension) => dimension.unit === null) ?? null
  const newest = { name: time.key, kind: time.kind, direction: 'desc', required: time.required } as const
  const values = by ? await largestValues(reader, query, by, measure) : [null]
  const numbers = new Map(values.map((value) => [plainly(by, value), new Map<string, number | null>()]))
  const apart = by !== null && values[0] !== null ? by : null
  const limit = MOST_STEPS * values.length
  const { rows, groups } = await readGroups(reader, {
    ...query,
    filters: apart ? [...query.filters, oneOf(query.table, apart, values)] : query.filters,
    dimensions: apart ? [time, apart] : [time],
    measures: [measure],
    sort: [newest],
    limit,
    cursor: null,
  })
  for (const row of rows) {
    const start = row[time.key]
    const line = numbers.get(apart && plainly(apart, String(row[apart.key])))
    if (typeof start === 'string' && isDrawn(start)) line?.set(start, numberOf(row[measure.key]))
  }
  const starts = [...new Set([...numbers.values()].flatMap((line) => [...line.keys()]))].toSorted()
  const steps = stepsBetween(starts, unit)
  const drawn = steps.slice(-MOST_STEPS)
  const nothing = measure.calculation === 'count' || measure.calculation === 'distinct' ? 0 : null
  return {
    shape: 'lines',
    ...{ measure, unit, by },
    starts: drawn,
    lines: values.map((value) => ({
      value,
      numbers: drawn.map(({ start }) => numbers.get(plainly(by, value))?.get(start) ?? nothing),
    })),
    cut: steps.length > drawn.length || groups > limit,
  }
}

/** Empty steps are drawn as well, else a year without anything would look like a day. */
function stepsBetween(starts: readonly string[], unit: Unit): { start: string; end: string }[] {
  const from = starts[0]
  const to = starts.at(-1)
  if (from === undefined || to === undefined) return []
  const longest = { day: 3_000, week: 20_000, month: 90_000, quarter: 270_000, year: 1_000_000 }[unit]
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  const first = days > longest ? new Date(Date.parse(to) - longest * 86_400_000).toISOString().slice(0, 10) : from
  return buckets({ from: first, to }, unit).map(({ start, end }) => ({ start, end }))
}

/** Years before 1000 and infinity are values like any other in the table, but no places on an axis. */
function isDrawn(start: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(start) && start >= '1000'
}

async function largestValues(reader: ScopedReader, query: GroupQuery, by: Dimension, measure: Measure) {
  const { rows } = await read(reader, query, [by], measure, MOST_LINES)
  const values = rows.flatMap((row) => row[by.key] ?? []).map(String)
  const sayable = values.filter((value) => isFilter(query.table, `${by.column.name}:eq:${value}`))
  return sayable.length > 0 ? sayable : [null]
}

/** 1.5 and 1.50 are one group, which goes by either. */
function plainly(by: Dimension | null, value: string | null): string | null {
  return by?.kind === 'numeric' && value?.includes('.') ? value.replace(/\.?0+$/, '') : value
}

function oneOf(table: Table, { column: of }: Dimension, values: readonly (string | null)[]): TableFilter {
  const written = values.flatMap((value) => parseFilter(table, `${of.name}:eq:${value ?? ''}`).values)
  return { column: of, operator: 'in', values: written }
}

function read(
  reader: ScopedReader,
  query: GroupQuery,
  dimensions: readonly Dimension[],
  measure: Measure,
  limit: number,
): Promise<GroupPage> {
  const { key, kind, required } = measure
  const sort = [{ name: key, kind, direction: 'desc', required } as const]
  return readGroups(reader, { ...query, dimensions, measures: [measure], sort, limit, cursor: null })
}

export function numberOf(value: unknown): number | null {
  const number = typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : Number.NaN
  return Number.isFinite(number) ? number : null
}
