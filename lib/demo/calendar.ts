/** The demo's time: days as numbers since 1970-01-01 (UTC), and how busy each of them is. */
import { random } from './random'

export type Day = number
/** Seconds since 1970-01-01 00:00:00 UTC. */
export type Instant = number

export const SECONDS_PER_DAY = 86_400

export interface Span {
  readonly months: number
  readonly seed: number
  readonly today: string
}

export interface Calendar {
  readonly first: Day
  /** The day before today: the newest day with activity. */
  readonly last: Day
  readonly today: Day
  /** About 1 on an ordinary weekday. */
  weight(day: Day): number
}

const isoDays = new Map<Day, string>()

export function dayOf(iso: string): Day {
  const milliseconds = Date.parse(`${iso}T00:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso) || Number.isNaN(milliseconds)) {
    throw new Error(`"${iso}" is not a day. Write it as YYYY-MM-DD.`)
  }
  return milliseconds / 1000 / SECONDS_PER_DAY
}

/** 2026-03-31 */
export function isoDay(day: Day): string {
  let iso = isoDays.get(day)
  if (iso === undefined) {
    iso = new Date(day * SECONDS_PER_DAY * 1000).toISOString().slice(0, 10)
    isoDays.set(day, iso)
  }
  return iso
}

/** 20260331, DataCamp's date_id */
export function dateId(day: Day): number {
  return Number(isoDay(day).replaceAll('-', ''))
}

export function dayAt(instant: Instant): Day {
  return Math.floor(instant / SECONDS_PER_DAY)
}

const two = (value: number) => (value < 10 ? `0${value}` : `${value}`)

/** 2026-03-31 09:05:00 */
export function timestamp(instant: Instant): string {
  const whole = Math.floor(instant)
  const second = whole - dayAt(whole) * SECONDS_PER_DAY
  const time = `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`
  return `${isoDay(dayAt(whole))} ${time}`
}

/** 0 is Monday. */
export function weekday(day: Day): number {
  return (((day + 3) % 7) + 7) % 7
}

function monthsBefore(today: string, months: number): Day {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number)
  return Date.UTC(year, month - 1 - months, day) / 1000 / SECONDS_PER_DAY
}

/** Christmas stands nearly still, August is slow, January starts with good intentions. */
function season(iso: string): number {
  const monthDay = iso.slice(5)
  if (monthDay >= '12-22' || monthDay <= '01-02') return 0.15
  if (monthDay <= '01-31') return 1.25
  if (monthDay.startsWith('08')) return 0.55
  return 1
}

const WEEKDAYS = [1.05, 1.15, 1.1, 1, 0.75, 0.18, 0.22]

export function calendar({ months, seed, today }: Span): Calendar {
  if (!Number.isInteger(months) || months < 1)
    throw new Error(`Demo months must be a whole number from 1, not ${months}.`)
  const end = dayOf(today)
  const first = monthsBefore(today, months)
  const last = end - 1
  // A learning campaign in one month, two thirds through the period, where people know it from experience.
  const campaign = first + Math.round((last - first) * 0.66)
  const weights: number[] = []
  for (let day = first; day <= last; day++) {
    const growth = 0.7 + (0.6 * (day - first)) / Math.max(1, last - first)
    const boost = day >= campaign && day < campaign + 30 ? 1.6 : 1
    const noise = random(seed, 'day', day).between(0.85, 1.15)
    weights.push((WEEKDAYS[weekday(day)] ?? 1) * season(isoDay(day)) * growth * boost * noise)
  }
  return { first, last, today: end, weight: (day) => weights[day - first] ?? 0 }
}
