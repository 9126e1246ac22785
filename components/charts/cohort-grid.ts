/** Rows of the retention analysis as a grid: a row per cohort, a column per later period; the first is the cohort's size. */
import type { Grain } from '@/lib/filters/buckets'
import { formatBucket } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import type { HeatCell, HeatColumn, HeatRow } from './heatmap'

export interface CohortCell {
  /** ISO day of the period in which the cohort began, and of the period that is looked at. */
  readonly cohort: string
  readonly start: string
  /** Periods between the two. */
  readonly number: number
  readonly members: number | null
  readonly retention: number | null
  readonly is_unfinished: boolean
  readonly suppressed?: boolean
  readonly href?: string
}

/** Period 0 has no column: there it is always everybody. */
export function cohortGrid(cells: readonly CohortCell[], grain: Grain) {
  const cohorts = [...new Set(cells.map(({ cohort }) => cohort))].toSorted()
  const last = Math.max(0, ...cells.map(({ number }) => number))
  const columns = Array.from({ length: last }, (_, index): HeatColumn => {
    const number = index + 1
    return { key: String(number), label: String(number), title: `${number} ${grain}${number === 1 ? '' : 's'} later` }
  })
  const byPlace = new Map(cells.map((cell) => [`${cell.cohort} ${cell.number}`, cell]))
  const rows = cohorts.map((cohort, index): HeatRow => {
    const size = byPlace.get(`${cohort} 0`)
    const label = formatBucket(cohort, grain)
    const own = columns.map((_, column) => byPlace.get(`${cohort} ${column + 1}`))
    return {
      key: cohort,
      label: yearSaid(cohorts, index) ? label : label.replace(/ \d{4}$/, ''),
      lead: size?.suppressed ? 'Hidden' : formatCount(size?.members),
      cells: own.map((cell) => (cell ? cellOf(cell, label, grain) : null)),
    }
  })
  return { columns, rows }
}

function cellOf(
  { start, members, retention, is_unfinished, suppressed, href }: CohortCell,
  cohort: string,
  grain: Grain,
): HeatCell {
  return {
    value: retention,
    hidden: suppressed && retention === null,
    unfinished: is_unfinished,
    small: isSmallSample(members),
    title: `${cohort}, in ${formatBucket(start, grain)}`,
    href,
  }
}

/** "Dec 2025", "Jan 2026", "Feb": the year where it changes. */
function yearSaid(cohorts: readonly string[], index: number): boolean {
  return cohorts[index - 1]?.slice(0, 4) !== cohorts[index]?.slice(0, 4)
}
