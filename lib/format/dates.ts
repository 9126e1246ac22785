/** UTC days and times as people read them; input is ISO text (2026-11-21, 2026-11-21T03:12:00Z or with a blank), never a Date. */
import { undefinedNumber } from './numbers'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

type MaybeText = string | null | undefined

/** "21 Nov 2026". */
export function formatDay(iso: MaybeText): string {
  const parts = partsOf(iso)
  return parts ? `${parts.day} ${parts.month} ${parts.year}` : undefinedNumber
}

/** "24 Aug": for axes, where the period above names the year. */
export function formatAxisDay(iso: MaybeText): string {
  const parts = partsOf(iso)
  return parts ? `${parts.day} ${parts.month}` : undefinedNumber
}

/** Names a bucket by its first day: "24 Aug" for days and weeks, "Aug 2026", "Q3 2026", "2026". */
export function formatBucket(start: MaybeText, grain: 'day' | 'week' | 'month' | 'quarter' | 'year'): string {
  const parts = partsOf(start)
  if (!parts) return undefinedNumber
  switch (grain) {
    case 'month':
      return `${parts.month} ${parts.year}`
    case 'quarter':
      return `Q${Math.floor(months.indexOf(parts.month) / 3) + 1} ${parts.year}`
    case 'year':
      return parts.year
    default:
      return formatAxisDay(start)
  }
}

/** "24 Aug – 21 Nov 2026"; what both ends share is said once. */
export function formatPeriod(from: MaybeText, to: MaybeText): string {
  const [first, last] = [partsOf(from), partsOf(to)]
  if (!first || !last) return undefinedNumber
  const end = `${last.day} ${last.month} ${last.year}`
  if (first.year !== last.year) return `${first.day} ${first.month} ${first.year} – ${end}`
  if (first.month !== last.month) return `${first.day} ${first.month} – ${end}`
  return first.day === last.day ? end : `${first.day} – ${end}`
}

/** "03:12 UTC"; a time without zone is UTC already. */
export function formatTime(iso: MaybeText): string {
  const text = utcOf(iso)
  return text ? `${text.slice(11, 16)} UTC` : undefinedNumber
}

/** "03:12:07": where the day and UTC are said beside it. */
export function formatClock(iso: MaybeText): string {
  return utcOf(iso)?.slice(11, 19) ?? undefinedNumber
}

/** "21 Nov 2026, 03:12 UTC". */
export function formatMoment(iso: MaybeText): string {
  const text = utcOf(iso)
  return text ? `${formatDay(text)}, ${formatTime(text)}` : undefinedNumber
}

function partsOf(iso: MaybeText): { day: number; month: string; year: string } | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? '')
  const month = months[Number(found?.[2]) - 1]
  return found?.[1] && month ? { day: Number(found[3]), month, year: found[1] } : null
}

/** A time with an offset is moved to UTC; PostgreSQL's short offset "+00" is understood too. */
function utcOf(iso: MaybeText): string | null {
  const found = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/.exec(
    iso ?? '',
  )
  if (!found) return null
  const [, day = '', minutes = '', seconds = '00', zone = 'Z'] = found
  const offset = zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`
  const time = Date.parse(`${day}T${minutes}:${seconds}${offset}`)
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
