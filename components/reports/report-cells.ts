/** Cells of a report's table from the values of an answer. */
import { cssColour } from '@/components/charts/colours'
import { nameOfSource } from '@/components/shell/source-names'
import type { TableCell } from '@/components/tables/data-table'
import { colourOf, type Assignment } from '@/lib/design/palette'
import { notSet } from '@/lib/filters/filters'
import type { Grain } from '@/lib/filters/buckets'
import { formatBucket, formatDay } from '@/lib/format/dates'
import { numberOf } from '@/lib/format/number-of'
import { formatCount } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import { formatValue } from '@/lib/format/value'
import type { AnswerColumn } from '@/lib/metrics/query'
import { partsOf } from './ratio-parts'

export type Cells = Readonly<Record<string, unknown>>

export function metricCell(column: AnswerColumn, cells: Cells, restsOn?: string): TableCell {
  const { name, format = 'count' } = column
  const value = numberOf(cells[name])
  const parts = partsOf(cells, name)
  if (value === null && isHidden(cells, name)) {
    return { text: 'Hidden', quiet: true, title: 'Fewer than 5 people are behind this number.' }
  }
  const n = parts ? parts.denominator : restsOn === undefined ? null : numberOf(cells[restsOn])
  return {
    text: formatValue(value, format),
    quiet: value === 0 || value === null,
    ...(parts && value !== null && format === 'percent' && { meter: value }),
    ...(parts && value !== null && { title: `${formatCount(parts.numerator)} of ${formatCount(parts.denominator)}` }),
    ...(value !== null && n !== null && isSmallSample(n) && { sample: `n ${formatCount(n)}` }),
  }
}

/** Null says hidden only where something is: a rate of nothing and a median of nothing are undefined. */
function isHidden(cells: Cells, name: string): boolean {
  if (cells['suppressed'] !== true) return false
  const parts = partsOf(cells, name)
  return parts === null || parts.numerator === null || parts.denominator === null
}

export function isSmall(cells: Cells, count: string | undefined): boolean {
  const value = count === undefined ? null : numberOf(cells[count])
  return isSmallSample(value)
}

export function dimensionCell(column: AnswerColumn, cells: Cells, colours: Assignment): TableCell {
  const { name, kind } = column
  const key = cells[name]
  const text = String(cells[`${name}_name`] ?? key ?? notSet)
  if (name === 'technology') return { text, swatch: cssColour(colourOf(text, colours)), quiet: text === notSet }
  if (kind === 'day') return { text: bucketName(text, name as Grain) }
  return { text: name === 'source' ? nameOfSource(text) : text, title: text, quiet: text === notSet }
}

export function noteCell({ name, kind }: AnswerColumn, cells: Cells): TableCell {
  const text = cells[name]
  if (typeof text !== 'string' || text === '') return { text: '–', quiet: true }
  return kind === 'day' ? { text: formatDay(text) } : { text, title: text }
}

/** A row stands alone, so days and weeks carry their year. */
function bucketName(start: string, grain: Grain): string {
  return grain === 'day' || grain === 'week' ? formatDay(start) : formatBucket(start, grain)
}
