/** Arithmetic with UTC days written as ISO text (2026-01-31): no clock, no zone, no Date outside this file. */

export const firstDay = '1970-01-01'
export const lastDay = '2199-12-31'

const millisecondsPerDay = 86_400_000

function milliseconds(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}

function fromMilliseconds(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

/** True for a day that the calendar has: 2026-02-30 is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = milliseconds(text)
  return !Number.isNaN(time) && fromMilliseconds(time) === text && text >= firstDay && text <= lastDay
}

export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10)
}

export function addDays(day: string, count: number): string {
  return fromMilliseconds(milliseconds(day) + count * millisecondsPerDay)
}

/** Days from one day to another; 0 for the same day. */
export function daysBetween(from: string, to: string): number {
  return Math.round((milliseconds(to) - milliseconds(from)) / millisecondsPerDay)
}

/** The same day some months later; the 31st becomes the last day of a shorter month. */
export function addMonths(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year, month + count, 0)).getUTCDate()
  return fromMilliseconds(Date.UTC(year, month - 1 + count, Math.min(date, lastOfMonth)))
}

export function earlier(one: string, other: string): string {
  return one < other ? one : other
}

export function later(one: string, other: string): string {
  return one > other ? one : other
}
