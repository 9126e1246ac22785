'use client'

import { cn } from '@/components/ui/cn'
import { Input, NativeSelect } from '@/components/ui/input'
import type { Kind } from '@/lib/catalogue/types'
import type { Operator } from '@/lib/explorer/table-filter'
import { operatorWords, valueHints } from './operator-words'
import { listed, unlisted, withoutValue, type WrittenFilter } from './table-address'

export interface Condition {
  readonly operator: Operator
  readonly value: string
}

interface ConditionFieldsProps {
  kind: Kind
  operators: readonly Operator[]
  condition: Condition
  onChange: (condition: Condition) => void
  className?: string
}

/** How a column compares, and with what. */
export function ConditionFields({ kind, operators, condition, onChange, className }: ConditionFieldsProps) {
  const { operator, value } = condition
  const isChoice = kind === 'boolean' && operator !== 'in'
  return (
    <div className={cn('flex min-w-0 flex-wrap gap-2', className)}>
      <NativeSelect
        aria-label="Condition"
        className="w-36 shrink-0"
        value={operator}
        onChange={(event) => onChange({ operator: event.target.value as Operator, value })}
      >
        {operators.map((one) => (
          <option key={one} value={one}>
            {operatorWords(one, kind)}
          </option>
        ))}
      </NativeSelect>
      {!withoutValue.includes(operator) &&
        (isChoice ? (
          <NativeSelect
            aria-label="Value"
            className="w-28 grow"
            value={value === 'false' ? value : 'true'}
            onChange={(event) => onChange({ operator, value: event.target.value })}
          >
            <option>true</option>
            <option>false</option>
          </NativeSelect>
        ) : (
          <Input
            aria-label="Value"
            className="w-28 grow"
            required
            value={value}
            placeholder={operator === 'in' ? 'a, b, c' : valueHints[kind]}
            onChange={(event) => onChange({ operator, value: event.target.value })}
          />
        ))}
    </div>
  )
}

/** As the address writes it; a boolean that nobody touched shows true. */
export function writtenCondition(column: string, kind: Kind, { operator, value }: Condition): WrittenFilter {
  if (withoutValue.includes(operator)) return { column, operator, value: null }
  // "a, b" is typed with blanks between; a comma inside of a value is escaped and keeps its blanks.
  if (operator === 'in')
    return {
      column,
      operator,
      value: unlisted(value)
        .map((one) => listed(one.trim()))
        .join(','),
    }
  return { column, operator, value: kind === 'boolean' && value !== 'false' ? 'true' : value }
}
