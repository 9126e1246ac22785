/** What a filter can ask of a column, and which values it takes: one grammar for addresses and for the fields that write them. */
import { coercer } from '@/lib/catalogue/coerce'
import type { Column, Kind, Table } from '@/lib/catalogue/types'
import { splitEscaped } from './escaped-list'

export type Comparison = 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte'
export type Operator = Comparison | 'in' | 'contains' | 'starts' | 'is_null' | 'not_null'

export interface FilterColumn {
  readonly name: string
  readonly kind: Kind
  /** A delivery's empty cell is null; the marts have empty texts of their own. */
  readonly mayBeEmpty: boolean
}

export type FilterValues =
  { readonly ok: true; readonly values: readonly string[] } | { readonly ok: false; readonly message: string }

const MOST_VALUES = 1_000

/** Deliveries end some years ahead, and a stretch of time ends after them. */
const FAR_AHEAD = new Date('9989-01-01')

/** A stretch of whole numbers may end beyond those of 32 bits; an index of them serves both. */
export const comparedAs = (kind: Kind): Kind => (kind === 'integer' ? 'bigint' : kind)

export function filterColumn({ schema }: Table, { name, kind }: Column): FilterColumn {
  return { name, kind, mayBeEmpty: schema === 'mart' && kind === 'text' }
}

export function operatorsOf(kind: Kind): readonly Operator[] {
  const always: Operator[] = ['eq', 'ne', 'in', 'is_null', 'not_null']
  if (kind === 'boolean') return always
  const ordered: Operator[] = [...always, 'lt', 'lte', 'gt', 'gte']
  return kind === 'text' ? [...ordered, 'contains', 'starts'] : ordered
}

export function takesValue(operator: Operator): boolean {
  return operator !== 'is_null' && operator !== 'not_null'
}

export function takesEmptyText({ mayBeEmpty }: Pick<FilterColumn, 'mayBeEmpty'>, operator: Operator): boolean {
  return mayBeEmpty && ['eq', 'ne', 'in'].includes(operator)
}

/** The values in a filter's text, as the column's kind writes them; `text` null: the filter has none. */
export function filterValues(
  of: Pick<FilterColumn, 'kind' | 'mayBeEmpty'>,
  operator: Operator,
  text: string | null,
): FilterValues {
  if (!takesValue(operator)) return text ? refused('It takes no value.') : { ok: true, values: [] }
  const written = operator === 'in' ? splitEscaped(text ?? '', ',') : [text ?? '']
  if (written.length > MOST_VALUES) return refused(`It takes at most ${MOST_VALUES} values.`)
  const accept = coercer(comparedAs(of.kind), FAR_AHEAD)
  const values: string[] = []
  for (const value of written) {
    const result = accept(value)
    if (!result.ok) return refused(result.message)
    const isEmptyText = value === '' && text !== null && takesEmptyText(of, operator)
    if (result.text === null && !isEmptyText) {
      return refused('It needs a value. Rows without one are found by “is null”.')
    }
    values.push(result.text ?? '')
  }
  return { ok: true, values }
}

function refused(message: string): FilterValues {
  return { ok: false, message }
}
