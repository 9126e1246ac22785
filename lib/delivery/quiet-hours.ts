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

/** When they end; null: it is no quiet hour now. */
export function quietUntil({ from, until, zone }: QuietHours, now: Date): Date | null {
  const [hour, minute] = localText(now, zone).slice(11).split(':').map(Number)
  const at = (hour ?? 0) * 60 + (minute ?? 0)
  const isQuiet = from < until ? at >= from && at < until : at >= from || at < until
  if (!isQuiet) return null
  const [end] = nextTimes({ cron: `${until % 60} ${Math.floor(until / 60)} * * *`, zone }, now, 1)
  return end ?? null
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
