/** Hours in which nobody is disturbed, on the clocks of a place; they may reach over midnight. */
import { localText } from '@/lib/format/zoned'
import { nextTimes } from '@/lib/refresh/schedule-cron'

export interface QuietHours {
  /** Minutes of the day; from inclusive, until exclusive. */
  readonly from: number
  readonly until: number
  /** IANA name. */
  readonly zone: string
}

const DAY = 24 * 60
const MINUTE_MS = 60_000
/** Longer than any change of the clocks. */
const A_CHANGE_MS = 3 * 3_600_000

/** When they end; null: it is no quiet hour now. */
export function quietUntil({ from, until, zone }: QuietHours, now: Date): Date | null {
  const [hour, minute] = localText(now, zone).slice(11).split(':').map(Number)
  const at = (hour ?? 0) * 60 + (minute ?? 0)
  const isQuiet = from < until ? at >= from && at < until : at >= from || at < until
  if (!isQuiet) return null
  const [end] = nextTimes({ cron: `${until % 60} ${Math.floor(until / 60)} * * *`, zone }, now, 1)
  // In an hour that the clocks repeat, a daily time has been already and comes only tomorrow.
  const byTheClock = new Date(now.getTime() + ((until - at + DAY) % DAY) * MINUTE_MS)
  return end === undefined || end.getTime() > byTheClock.getTime() + A_CHANGE_MS ? byTheClock : end
}

/** "22:00" */
export function clockText(minutes: number): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** Null: no time of the day. */
export function minutesOf(clock: string): number | null {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock) ?? []
  return hour === undefined ? null : Number(hour) * 60 + Number(minute)
}
