/** Money as people read it: with its currency, or hidden where too few people stand behind it. */
import type { TableCell } from '@/components/tables/data-table'
import { notSet, type Filters } from '@/lib/filters/filters'
import { formatCount } from '@/lib/format/numbers'
import { formatValue } from '@/lib/format/value'

/** Currencies whose smallest unit is the whole one. */
const withoutCents = ['JPY', 'KRW']

const inWords = (currency: string) => (currency === notSet ? 'without a currency' : currency)

export function amountText(value: number | null, currency: string): string {
  return value === null ? 'Hidden' : `${formatValue(value, 'money')} ${inWords(currency)}`
}

/** Of columns whose row, or whose header, names the currency. */
export const amountCell = (value: number | null): TableCell =>
  value === null ? { text: 'Hidden', quiet: true } : { text: formatValue(value, 'money'), quiet: value === 0 }

export const countCell = (value: number | null): TableCell =>
  value === null ? { text: 'Hidden', quiet: true } : { text: formatCount(value), quiet: value === 0 }

/** The one currency that the page is in; undefined: several, which are never added. */
export function currencyOf({ where: { currency = [] } }: Filters): string | undefined {
  return currency.length === 1 ? currency[0] : undefined
}

/** "EUR", for axes and headers. */
export function currencyLabel(filters: Filters): string {
  const currency = currencyOf(filters)
  return currency === undefined ? 'List price' : inWords(currency)
}

/** What is doubtful about the amounts of these currencies. */
export function doubtOf(currencies: readonly string[]): string | undefined {
  const doubtful = currencies.filter((currency) => withoutCents.includes(currency))
  if (doubtful.length === 0) return undefined
  return `${doubtful.join(' and ')} ${doubtful.length === 1 ? 'has' : 'have'} no cents: Skilljar’s price_cents is divided by 100 all the same, as it does not say otherwise, so that amounts may be a hundred times as large.`
}
