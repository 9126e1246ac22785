/** A period cut into the buckets of a grain; weeks start on Monday. */
import { addDays, addMonths, daysBetween, earlier, later } from './days'
import { InvalidFilter } from './invalid-filter'

export const grains = ['day', 'week', 'month', 'quarter', 'year'] as const
export type Grain = (typeof grains)[number]

export interface Bucket {
  /** First and last day of the bucket in the calendar; `start` is its name everywhere. */
  readonly start: string
  readonly end: string
  /** The part of it that lies in the period. */
  readonly from: string
  readonly to: string
  /** Days of it are still to come, or lie after the period: drawn dashed. */
  readonly unfinished: boolean
  /** Its first days lie before the period. */
  readonly cut: boolean
}

/** More points than any chart can show, and few enough to answer at once. */
export const mostBuckets = 4_000

export function bucketStart(grain: Grain, day: string): string {
  const year = day.slice(0, 4)
  const month = Number(day.slice(5, 7))
  switch (grain) {
    case 'day':
      return day
    case 'week':
      // 1970-01-05 was a Monday; the double remainder keeps days before it positive.
      return addDays(day, -(((daysBetween('1970-01-05', day) % 7) + 7) % 7))
    case 'month':
      return `${day.slice(0, 7)}-01`
    case 'quarter':
      return `${year}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
    case 'year':
      return `${year}-01-01`
  }
}

export function nextBucket(grain: Grain, start: string): string {
  switch (grain) {
    case 'day':
      return addDays(start, 1)
    case 'week':
      return addDays(start, 7)
    case 'month':
      return addMonths(start, 1)
    case 'quarter':
      return addMonths(start, 3)
    case 'year':
      return addMonths(start, 12)
  }
}

/** `newest` is the newest day that the data covers: a bucket that ends later is unfinished. */
export function buckets(period: { from: string; to: string }, grain: Grain, newest: string = period.to): Bucket[] {
  const complete = earlier(period.to, newest)
  const result: Bucket[] = []
  for (let start = bucketStart(grain, period.from); start <= period.to;) {
    if (result.length === mostBuckets) {
      throw new InvalidFilter(
        'grain',
        `grain: "${grain}" cuts ${period.from} to ${period.to} into more than ${mostBuckets.toLocaleString('en')} points; choose a coarser grain or a shorter period.`,
      )
    }
    const next = nextBucket(grain, start)
    const end = addDays(next, -1)
    result.push({
      start,
      end,
      from: later(start, period.from),
      to: earlier(end, period.to),
      unfinished: end > complete,
      cut: start < period.from,
    })
    start = next
  }
  return result
}
