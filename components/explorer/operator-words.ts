/** Filters in words, for chips, menus and the place under a column's name. */
import type { Kind } from '@/lib/catalogue/types'
import { splitEscaped } from '@/lib/explorer/escaped-list'
import type { Operator } from '@/lib/explorer/filter-value'
import { formatDay } from '@/lib/format/dates'
import type { WrittenFilter } from './table-address'

const words: Readonly<Record<Operator, string>> = {
  eq: 'is',
  ne: 'is not',
  lt: 'less than',
  lte: 'at most',
  gt: 'greater than',
  gte: 'at least',
  in: 'is one of',
  contains: 'contains',
  starts: 'starts with',
  is_null: 'is null',
  not_null: 'is not null',
}

const inTime: Partial<Record<Operator, string>> = { lt: 'before', lte: 'until', gt: 'after', gte: 'from' }

const signs: Partial<Record<Operator, string>> = { eq: '=', ne: '≠', lt: '<', lte: '≤', gt: '>', gte: '≥', in: '=' }

export function operatorWords(operator: Operator, kind: Kind): string {
  return ((kind === 'date' || kind === 'timestamp') && inTime[operator]) || words[operator]
}

/** "is one of Go, R, SQL and 2 more" */
export function conditionWords(operator: Operator, kind: Kind, values: readonly string[]): string {
  const said = values.slice(0, 3).map((value) => valueWords(kind, value))
  const more = values.length - said.length
  return `${operatorWords(operator, kind)} ${said.join(', ')}${more > 0 ? ` and ${more} more` : ''}`.trim()
}

export function writtenWords({ operator, value }: WrittenFilter, kind: Kind): string {
  return conditionWords(operator, kind, valuesIn(operator, value))
}

/** "≥ 600" for the narrow place under a column's name. */
export function conditionSign({ operator, value }: WrittenFilter, kind: Kind): string {
  const values = valuesIn(operator, value).map((one) => valueWords(kind, one))
  return `${signs[operator] ?? words[operator]} ${values.join(', ')}`.trim()
}

function valuesIn(operator: Operator, value: string | null): readonly string[] {
  if (value === null) return []
  return operator === 'in' ? splitEscaped(value, ',') : [value]
}

function valueWords(kind: Kind, value: string): string {
  if (value === '') return 'empty text'
  if (kind === 'boolean') return value === 't' ? 'true' : value === 'f' ? 'false' : value
  const isDay = (kind === 'date' || kind === 'timestamp') && /^\d{4}-\d{2}-\d{2}( 00:00:00)?$/.test(value)
  return isDay ? formatDay(value) : value
}

export const valueHints: Partial<Record<Kind, string>> = { date: '2026-01-31', timestamp: '2026-01-31 09:00:00' }
