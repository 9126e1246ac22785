/** Whole and decimal numbers as sources write them. Scans characters instead of using patterns: this runs per cell. */
import { refusal, taken, type Coerced } from './coerced'

const ZERO = 48
const POINT = 46
const MINUS = 45
const PLUS = 43

/** Enough for every measure of both sources, and a bound on what one cell may cost the database. */
const MAX_DECIMAL_LENGTH = 100
const MAX_EXPONENT = 99

const notDecimal = refusal('not_a_number', 'Expected a number such as 12.5.')
const decimalTooBig = refusal(
  'out_of_range',
  `Expected a number of at most ${MAX_DECIMAL_LENGTH} characters with an exponent of at most ${MAX_EXPONENT}.`,
)

/** Digits, maybe with a sign and a fraction of zeros: exports write 50 as 50.0 once a column holds nulls. */
export function wholeNumber(bits: 32 | 64): (value: string) => Coerced {
  const greatest = ((1n << BigInt(bits - 1)) - 1n).toString()
  const least = (1n << BigInt(bits - 1)).toString()
  const notWhole = refusal('not_an_integer', 'Expected a whole number such as 50 or 50.0.')
  const outOfRange = refusal('out_of_range', `Expected a whole number from -${least} to ${greatest}.`)

  return (value) => {
    const first = value.charCodeAt(0) === MINUS ? 1 : 0
    const end = digitsEnd(value, first)
    if (end === first || !isZeroFraction(value, end)) return notWhole

    if (end - first >= greatest.length) {
      const digits = value.slice(first, end).replace(/^0+(?=\d)/, '')
      const bound = first === 1 ? least : greatest
      // Equally long digit strings compare like the numbers they write.
      if (digits.length > bound.length || (digits.length === bound.length && digits > bound)) return outOfRange
    }
    return taken(end === value.length ? value : value.slice(0, end))
  }
}

/** The grammar of METRICS.md, rule 9: sign, digits, fraction, exponent. */
export function decimalNumber(value: string): Coerced {
  const first = isSign(value.charCodeAt(0)) ? 1 : 0
  let at = digitsEnd(value, first)
  let digits = at - first
  if (value.charCodeAt(at) === POINT) {
    const end = digitsEnd(value, at + 1)
    digits += end - at - 1
    at = end
  }
  if (digits === 0) return notDecimal

  let exponent = 0
  if (value[at] === 'e' || value[at] === 'E') {
    const start = isSign(value.charCodeAt(at + 1)) ? at + 2 : at + 1
    at = digitsEnd(value, start)
    if (at === start) return notDecimal
    exponent = Number(value.slice(start, at))
  }
  if (at !== value.length) return notDecimal
  return value.length > MAX_DECIMAL_LENGTH || exponent > MAX_EXPONENT ? decimalTooBig : taken(value)
}

function isZeroFraction(value: string, at: number): boolean {
  if (at === value.length) return true
  if (value.charCodeAt(at) !== POINT || at + 1 === value.length) return false
  for (let index = at + 1; index < value.length; index += 1) if (value.charCodeAt(index) !== ZERO) return false
  return true
}

function digitsEnd(value: string, from: number): number {
  let at = from
  while (isDigit(value.charCodeAt(at))) at += 1
  return at
}

const isDigit = (code: number) => code >= ZERO && code <= ZERO + 9
const isSign = (code: number) => code === MINUS || code === PLUS
