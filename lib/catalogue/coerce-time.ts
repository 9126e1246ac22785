/** Days and times as sources write them, read as UTC where they name no offset. Only calendar days that exist. */
import { refusal, taken, type Coerced } from './coerced'

const FIRST_YEAR = 2000
const YEARS_AHEAD = 10
/** "2026-01-31" */
const DATE_LENGTH = 10
/** "2026-01-31 09:30:00" */
const TIME_LENGTH = 19

/** A day; a time of day behind it is dropped, because some deliveries append 00:00:00 to their dates. */
export function day(now: Date): (value: string) => Coerced {
  const notDay = refusal('not_a_date', 'Expected a date such as 2026-01-31.')
  const tooFar = outOfRange(now)
  const lastYear = now.getUTCFullYear() + YEARS_AHEAD

  return (value) => {
    if (!isDay(value) || (value.length > DATE_LENGTH && clockEnd(value) !== value.length)) return notDay
    const year = number(value, 0, 4)
    return year < FIRST_YEAR || year > lastYear ? tooFar : taken(value.slice(0, DATE_LENGTH))
  }
}

/** A time, turned into UTC where it names an offset; a bare date is its midnight. */
export function time(now: Date): (value: string) => Coerced {
  const notTime = refusal('not_a_timestamp', 'Expected a time such as 2026-01-31 09:30:00, in UTC or with an offset.')
  const tooFar = outOfRange(now)
  const lastYear = now.getUTCFullYear() + YEARS_AHEAD

  return (value) => {
    if (!isDay(value)) return notTime
    let text = value
    if (value.length > DATE_LENGTH) {
      const end = clockEnd(value)
      const offset = end < 0 ? null : offsetMinutes(value, end)
      if (offset === null) return notTime
      text = value.slice(0, end)
      if (offset !== 0) text = shifted(text, -offset)
      else if (text[DATE_LENGTH] === 'T') text = `${text.slice(0, DATE_LENGTH)} ${text.slice(DATE_LENGTH + 1)}`
    }
    const year = number(text, 0, 4)
    return year < FIRST_YEAR || year > lastYear ? tooFar : taken(text)
  }
}

function outOfRange(now: Date): Coerced {
  const lastYear = now.getUTCFullYear() + YEARS_AHEAD
  return refusal('out_of_range', `Expected a year from ${FIRST_YEAR} to ${lastYear}.`)
}

function isDay(value: string): boolean {
  const year = number(value, 0, 4)
  const month = number(value, 5, 2)
  const date = number(value, 8, 2)
  if (year < 0 || value[4] !== '-' || month < 1 || month > 12 || value[7] !== '-' || date < 1) return false
  return date <= 28 || date <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Where " 09:30:00.123456" behind the day ends; -1 where it is malformed. */
function clockEnd(value: string): number {
  const separated = (value[10] === ' ' || value[10] === 'T') && value[13] === ':' && value[16] === ':'
  if (!separated || !within(value, 11, 23) || !within(value, 14, 59) || !within(value, 17, 59)) return -1
  if (value[TIME_LENGTH] !== '.') return TIME_LENGTH

  let end = TIME_LENGTH + 1
  while (number(value, end, 1) >= 0) end += 1
  const digits = end - TIME_LENGTH - 1
  return digits >= 1 && digits <= 6 ? end : -1
}

/** Z, +02, +0200 or +02:00 at `at`, in minutes; 0 at the end of the value; null where it is malformed. */
function offsetMinutes(value: string, at: number): number | null {
  if (at === value.length || (value[at] === 'Z' && at + 1 === value.length)) return 0
  const sign = value[at] === '+' ? 1 : value[at] === '-' ? -1 : 0
  if (sign === 0 || !within(value, at + 1, 14)) return null

  const hours = number(value, at + 1, 2) * 60
  const rest = value[at + 3] === ':' ? at + 4 : at + 3
  if (at + 3 === value.length) return sign * hours
  return rest + 2 === value.length && within(value, rest, 59) ? sign * (hours + number(value, rest, 2)) : null
}

/** Moves a time by whole minutes and keeps its fraction as written: JavaScript's dates would cut microseconds. */
function shifted(text: string, minutes: number): string {
  const at = Date.parse(`${text.slice(0, DATE_LENGTH)}T${text.slice(DATE_LENGTH + 1, TIME_LENGTH)}Z`) + minutes * 60_000
  const moved = new Date(at).toISOString()
  return `${moved.slice(0, DATE_LENGTH)} ${moved.slice(DATE_LENGTH + 1, TIME_LENGTH)}${text.slice(TIME_LENGTH)}`
}

function within(value: string, at: number, greatest: number): boolean {
  const found = number(value, at, 2)
  return found >= 0 && found <= greatest
}

/** The number that `count` digits at `at` write; -1 where they are no digits. */
function number(value: string, at: number, count: number): number {
  let result = 0
  for (let index = at; index < at + count; index += 1) {
    const digit = value.charCodeAt(index) - 48
    if (!(digit >= 0 && digit <= 9)) return -1
    result = result * 10 + digit
  }
  return result
}
