/** A period as four-week blocks, whole weeks and single days, so that the fewest rows of rollups add up to it. */
import { addDays, daysBetween, earlier } from '@/lib/filters/days'
import type { Period } from '@/lib/filters/filters'

export type Span = 'day' | 'week' | 'month'

export interface Segment extends Period {
  readonly span: Span
  /** Only spans that begin on these days; and all but those. */
  readonly only?: readonly string[]
  readonly without?: readonly string[]
}

/** A Monday; weeks and four-week blocks are counted from it. */
const ORIGIN = '1900-01-01'
const lengthOf = { day: 1, week: 7, month: 28 } as const

/**
 * Spans must lie in the period as a whole and end by `last`, and are used from the longest in `spans` down; days come
 * last and take what is left.
 */
export function segmentsOf(period: Period, spans: readonly Span[], last: string = period.to): Segment[] {
  const [span, ...shorter] = spans
  if (period.from > period.to) return []
  if (span === undefined || span === 'day') return [{ ...period, span: 'day' }]
  const length = lengthOf[span]
  const into = (day: string) => ((daysBetween(ORIGIN, day) % length) + length) % length
  const from = addDays(period.from, (length - into(period.from)) % length)
  const after = addDays(earlier(period.to, last), 1)
  const to = addDays(after, -into(after) - 1)
  if (to < from) return segmentsOf(period, shorter, last)
  return [
    ...segmentsOf({ from: period.from, to: addDays(from, -1) }, shorter, last),
    { from, to, span },
    ...segmentsOf({ from: addDays(to, 1), to: period.to }, shorter, last),
  ]
}

/** Weeks that lie in two buckets come apart into days; `bucketOf` names the bucket of a day. */
export function splitWeeks(segment: Segment, bucketOf: (day: string) => string): Segment[] {
  if (segment.span !== 'week') return [segment]
  const cut: string[] = []
  for (let monday = segment.from; monday < segment.to; monday = addDays(monday, 7)) {
    if (bucketOf(monday) !== bucketOf(addDays(monday, 6))) cut.push(monday)
  }
  if (cut.length === 0) return [segment]
  const days = cut.flatMap((monday) => Array.from({ length: 7 }, (_, index) => addDays(monday, index)))
  return [
    { ...segment, without: cut },
    { ...segment, span: 'day', only: days },
  ]
}

/** At most one segment of each span, so that there is little to plan. */
export function together(segments: readonly Segment[]): Segment[] {
  const spans: readonly Span[] = ['month', 'week', 'day']
  return spans.flatMap((span) => {
    const own = segments.filter((segment) => segment.span === span)
    const [first] = own
    if (first === undefined || own.length === 1) return own
    const starts = own.flatMap(startsOf).sort()
    return [{ span, from: starts[0] ?? first.from, to: starts.at(-1) ?? first.to, only: starts }]
  })
}

function startsOf({ span, from, to, only, without = [] }: Segment): readonly string[] {
  if (only) return only
  const starts: string[] = []
  for (let day = from; day <= to; day = addDays(day, lengthOf[span])) starts.push(day)
  return starts.filter((day) => !without.includes(day))
}
