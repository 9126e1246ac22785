/** A condition as a form holds it, before it is a filter of the address. */
import { joinEscaped, splitEscaped } from '@/lib/explorer/escaped-list'
import { filterValues, takesValue, type FilterColumn, type Operator } from '@/lib/explorer/filter-value'
import type { WrittenFilter } from './table-address'

export interface Condition {
  readonly operator: Operator
  readonly value: string
}

export function conditionOf({ operator, value }: Pick<WrittenFilter, 'operator' | 'value'>): Condition {
  return { operator, value: value ?? '' }
}

/** As the address writes it; a boolean that nobody touched shows true. */
export function writtenCondition({ name, kind }: FilterColumn, { operator, value }: Condition): WrittenFilter {
  const of = { column: name, operator }
  if (!takesValue(operator)) return { ...of, value: null }
  // "a, b" is typed with blanks between; a comma inside of a value is escaped and keeps its blanks.
  if (operator === 'in') {
    const values = splitEscaped(value, ',').map((one) => one.trim())
    return { ...of, value: joinEscaped(values, ',') }
  }
  if (kind === 'boolean') return { ...of, value: value === 'false' ? value : 'true' }
  return { ...of, value: kind === 'text' ? value : value.trim() }
}

/** Why no filter can ask this; undefined: one can. */
export function problemOf(column: FilterColumn, condition: Condition): string | undefined {
  const accepted = filterValues(column, condition.operator, writtenCondition(column, condition).value)
  return accepted.ok ? undefined : accepted.message
}
