/** The stretches of days that a question's groups stand for. */
import { bucketStart, grains, nextBucket, type Grain } from '@/lib/filters/buckets'
import { addDays, daysBetween, earlier, later } from '@/lib/filters/days'
import type { Cells } from '@/lib/metrics/compile'

/** Above it, the facts' own statement is as good. */
const MOST_RANGES = 4_000

export interface Range {
  /** The group's key: first day of its bucket. */
  readonly key: string
  readonly from: string
  readonly to: string
  /** It is all of the bucket, and lies where its key says. */
  readonly whole: boolean
}

export function grainOf({ by }: Cells): Grain | undefined {
  return grains.find((grain) => by.includes(grain))
}

/** One range per bucket, and without a grain the period itself; undefined where there would be too many. */
export function rangesOf(cells: Cells): readonly Range[] | undefined {
  const { period, laidOver = period } = cells
  const grain = grainOf(cells)
  if (grain === undefined) return [{ key: period.from, ...period, whole: false }]
  const moved = daysBetween(period.from, laidOver.from)
  const ranges: Range[] = []
  for (let key = bucketStart(grain, laidOver.from); key <= laidOver.to; key = nextBucket(grain, key)) {
    if (ranges.length === MOST_RANGES) return undefined
    const end = addDays(nextBucket(grain, key), -1)
    const from = addDays(later(key, laidOver.from), -moved)
    // Days of a comparison period that have no counterpart join the last bucket.
    const to = end >= laidOver.to ? period.to : earlier(addDays(end, -moved), period.to)
    if (from <= to) ranges.push({ key, from, to, whole: moved === 0 && from === key && to === end })
  }
  return ranges
}

/** The calendar months that lie in the range as a whole: the first and the last of them, and the day after. */
export function wholeMonths({ from, to }: Range): { from: string; last: string; after: string } | undefined {
  const start = bucketStart('month', from)
  const first = start === from ? from : nextBucket('month', start)
  const after = bucketStart('month', addDays(to, 1))
  return after <= first ? undefined : { from: first, last: bucketStart('month', addDays(after, -1)), after }
}
