/** Numbers as people read them, the same on every machine: no locale, no time zone of the computer. */

/** What stands where a number has no meaning: no rows to divide by, or nothing to compare with. */
export const undefinedNumber = '–'

/** Narrow and without a break: a number and its unit stay on one line. */
export const narrowSpace = '\u202f'

export type ValueFormat = 'count' | 'hours' | 'seconds' | 'days' | 'percent' | 'score' | 'decimal' | 'money'

export type MaybeNumber = number | null | undefined

/** 1126 → "1,126", with as many decimals as asked for; the minus is the typographic one. */
export function formatDecimal(value: MaybeNumber, decimals: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return undefinedNumber
  const [whole = '0', fraction] = Math.abs(value).toFixed(decimals).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const digits = fraction === undefined ? grouped : `${grouped}.${fraction}`
  return value < 0 && /[1-9]/.test(digits) ? `\u2212${digits}` : digits
}

export function formatCount(value: MaybeNumber): string {
  return formatDecimal(value, 0)
}

/** Hours with one decimal and no unit, for axes and table cells whose header names the unit. */
export function formatHours(value: MaybeNumber): string {
  return formatDecimal(value, 1)
}

/** A share between 0 and 1 → "61.4 %". */
export function formatPercent(share: MaybeNumber): string {
  const digits = formatDecimal(typeof share === 'number' ? share * 100 : share, 1)
  return digits === undefinedNumber ? digits : `${digits}${narrowSpace}%`
}

/** The singular of a count of one: "1 person", "2 people". */
export function formatCounted(value: number, one: string, many: string): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`
}
