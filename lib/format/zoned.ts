/** Moments on the clocks of a place. */
import { formatDay, formatTime } from './dates'

/** "23 Nov 2026, 03:00 Europe/Berlin (02:00 UTC)"; the day of UTC is named where it is another one. */
export function formatZoned(iso: string, zone: string): string {
  const date = new Date(iso)
  const utc = date.toISOString()
  const local = localText(date, zone)
  const text = `${formatDay(local)}, ${local.slice(11)} ${zone}`
  if (zone === 'UTC') return text
  const day = local.slice(0, 10) === utc.slice(0, 10) ? '' : `${formatDay(utc)}, `
  return `${text} (${day}${formatTime(utc)})`
}

/** 2026-11-23T03:00; throws where nobody knows the zone. */
export function localText(date: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(date)
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.find(({ type }) => type === name)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`
}
