import type { Kind } from '@/lib/catalogue/types'
import type { Operator } from '@/lib/explorer/table-filter'

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

/** "≥ 600" for the narrow place under a column's name. */
export function operatorSign(operator: Operator): string {
  return signs[operator] ?? words[operator]
}

export const valueHints: Partial<Record<Kind, string>> = { date: '2026-01-31', timestamp: '2026-01-31 09:00:00' }
