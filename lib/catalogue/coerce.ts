/**
 * The one grammar for cells of both sources (RELIABILITY.md 5.5). Stricter than PostgreSQL's casts, which take `0x10`,
 * `NaN`, `now` and the year 12026: whatever passes here, the cast takes with the same meaning.
 */
import { decimalNumber, wholeNumber } from './coerce-number'
import { day, time } from './coerce-time'
import { NULL, refusal, taken, type Coerced } from './coerced'
import type { Kind } from './types'

export type { Coerced } from './coerced'

const nulByte = refusal('nul_byte', 'Expected text without NUL characters.')
const notText = refusal('not_utf8', 'Expected text in which every character is complete.')
const notBoolean = refusal('not_a_boolean', 'Expected t, f, true, false, 1 or 0.')

const BOOLEANS = new Map([
  ['t', taken('t')],
  ['true', taken('t')],
  ['1', taken('t')],
  ['f', taken('f')],
  ['false', taken('f')],
  ['0', taken('f')],
])

/** The grammar of one kind. `now` bounds years; make a new one per run. */
export function coercer(kind: Kind, now = new Date()): (value: string | null) => Coerced {
  if (kind === 'text') return text
  const accept = grammar(kind, now)
  return (value) => {
    // "NA" is how statistics packages write a missing number; as text it may be somebody's name.
    if (value === null || value === '' || value === 'NA') return NULL
    const result = accept(value)
    return !result.ok && value.includes('\0') ? nulByte : result
  }
}

function grammar(kind: Exclude<Kind, 'text'>, now: Date): (value: string) => Coerced {
  switch (kind) {
    case 'integer':
      return wholeNumber(32)
    case 'bigint':
      return wholeNumber(64)
    case 'numeric':
      return decimalNumber
    case 'boolean':
      return (value) => BOOLEANS.get(value.toLowerCase()) ?? notBoolean
    case 'date':
      return day(now)
    case 'timestamp':
      return time(now)
  }
}

function text(value: string | null): Coerced {
  if (value === null || value === '') return NULL
  if (value.includes('\0')) return nulByte
  // A lone surrogate would silently become U+FFFD on its way into the database.
  return value.isWellFormed() ? taken(value) : notText
}
