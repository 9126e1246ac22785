/** Lengths of time: "5 min 07 s". */
import { formatCount, undefinedNumber, type MaybeNumber } from './numbers'

/** At most two units, the smaller one with two digits so that columns of durations stay flush. */
export function formatDuration(seconds: MaybeNumber): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return undefinedNumber
  const whole = Math.round(Math.abs(seconds))
  const sign = seconds < 0 && whole > 0 ? '\u2212' : ''
  if (whole < 60) return `${sign}${whole} s`
  if (whole < 3_600) return `${sign}${Math.floor(whole / 60)} min ${twoDigits(whole % 60)} s`
  const minutes = Math.round(whole / 60)
  if (minutes < 1_440) return `${sign}${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`
  const hours = Math.round(whole / 3_600)
  return `${sign}${formatCount(Math.floor(hours / 24))} d ${twoDigits(hours % 24)} h`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
