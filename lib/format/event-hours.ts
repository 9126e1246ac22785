/** From when until when an event lasts, in UTC and by the clocks of the zone in which it was announced. */
import { formatAxisDay } from './dates'
import { localText } from './zoned'

type MaybeText = string | null | undefined

/** Null for a zone that nobody knows, as sources write them. */
function clockIn(iso: MaybeText, zone: MaybeText): { readonly day: string; readonly clock: string } | null {
  const time = Date.parse(iso ?? '')
  if (!zone || Number.isNaN(time)) return null
  try {
    const local = localText(new Date(time), zone)
    return { day: local.slice(0, 10), clock: local.slice(11) }
  } catch {
    return null
  }
}

/** "10:00–13:00 Europe/Berlin"; the day is said where it is another one than in UTC. */
export function formatHoursIn(from: MaybeText, to: MaybeText, zone: MaybeText): string | null {
  const start = clockIn(from, zone)
  if (start === null) return null
  const end = clockIn(to, zone)
  const day = start.day === from?.slice(0, 10) ? '' : `${formatAxisDay(start.day)}, `
  return `${day}${start.clock}${end === null ? '' : `–${end.clock}`} ${zone}`
}

/** "09:00–12:00"; both are UTC. */
export function formatClocks(from: MaybeText, to: MaybeText): string {
  const clock = (iso: MaybeText) => iso?.slice(11, 16) ?? ''
  return to ? `${clock(from)}–${clock(to)}` : clock(from)
}
