/** What of an answer can be drawn: bars over the values of a column, or lines over its days. */
import type { BarRow } from '@/components/charts/bars'
import type { ChartBucket } from '@/components/charts/bucket'
import { formatAxisDay } from '@/lib/format/dates'
import type { ChartChoice } from '@/lib/sql/queries'
import type { SqlResult } from '@/lib/sql/run'

export interface DrawnLine {
  readonly key: string
  readonly label: string
  readonly values: readonly (number | null)[]
}

export type Drawing =
  | { readonly kind: 'bars'; readonly rows: readonly BarRow[]; readonly leftOut: number }
  | { readonly kind: 'lines'; readonly buckets: readonly ChartBucket[]; readonly lines: readonly DrawnLine[] }
  /** Why there is nothing to draw, and what would help. */
  | { readonly kind: 'none'; readonly why: string }

export const MOST_BARS = 50
const MOST_DAYS = 800
const MOST_LINES = 5

const none = (why: string): Drawing => ({ kind: 'none', why })

/** What a chart of this answer most likely is; null: it holds no number to draw. */
export function likelyChoice({ columns }: SqlResult): ChartChoice | null {
  const y = columns.findLast(({ kind }) => kind === 'number')
  const others = columns.filter((column) => column !== y)
  const x = others.find(({ kind }) => kind === 'time') ?? others.find(({ kind }) => kind === 'text') ?? others[0]
  if (!x || !y) return null
  const lines = x.kind === 'time'
  const series = lines ? others.find(({ kind }) => kind === 'text')?.name : undefined
  return { type: lines ? 'lines' : 'bars', x: x.name, y: y.name, series: series ?? null }
}

export function drawingOf(result: SqlResult, { type, x, y, series }: ChartChoice): Drawing {
  const column = (name: string | null) => result.columns.findIndex((candidate) => candidate.name === name)
  const [atX, atY, atSeries] = [column(x), column(y), column(series)]
  if (atX < 0 || atY < 0) return none('The answer no longer has the columns that were chosen. Choose others.')
  const points = result.rows.map((row) => ({
    x: row[atX] ?? null,
    y: numberOf(row[atY] ?? null),
    series: atSeries < 0 ? y : (row[atSeries] ?? 'null'),
  }))
  if (points.some((point) => point.y !== null && !Number.isFinite(point.y)))
    return none(`${y} does not hold numbers only. Choose another column.`)
  if (points.some((point) => point.y !== null && point.y < 0))
    return none(`${y} holds values below zero, and these charts begin at zero.`)
  return type === 'bars' ? bars(points) : lines(points, x)
}

interface Point {
  readonly x: string | null
  readonly y: number | null
  readonly series: string
}

function bars(points: readonly Point[]): Drawing {
  const rows = points
    .slice(0, MOST_BARS)
    .map((point, index): BarRow => ({ key: String(index), label: point.x ?? 'null', values: [point.y] }))
  return { kind: 'bars', rows, leftOut: points.length - rows.length }
}

function lines(points: readonly Point[], x: string): Drawing {
  const dayOf = (text: string | null) => /^(\d{4}-\d\d-\d\d)(?: 00:00:00(?:\+00)?)?$/.exec(text ?? '')?.[1]
  const days = [...new Set(points.map((point) => dayOf(point.x)))].sort()
  if (days.includes(undefined))
    return none(`Lines need days without gaps in ${x}. Write ${x}::date, and leave out nulls.`)
  if (days.length > MOST_DAYS)
    return none(`There are ${days.length} days. Group by week or month: at most ${MOST_DAYS} are drawn.`)
  const names = [...new Set(points.map((point) => point.series))]
  if (names.length > MOST_LINES)
    return none(`There would be ${names.length} lines. Narrow the statement: at most ${MOST_LINES} are drawn.`)
  const values = new Map(points.map((point) => [JSON.stringify([dayOf(point.x), point.series]), point.y]))
  if (values.size < points.length)
    return none(`Some days stand in several rows. Group by ${x}, or choose what parts the lines.`)
  return {
    kind: 'lines',
    buckets: days.map((day = '') => ({ start: day, end: day, label: formatAxisDay(day), unfinished: false })),
    lines: names.map((name) => ({
      key: name,
      label: name,
      values: days.map((day) => values.get(JSON.stringify([day, name])) ?? null),
    })),
  }
}

function numberOf(text: string | null): number | null {
  // An empty text is no zero.
  return text === null ? null : text.trim() === '' ? NaN : Number(text)
}
