'use client'

import { useId } from 'react'
import { cn } from '@/components/ui/cn'
import { FieldError } from '@/components/ui/field'
import { Input, NativeSelect } from '@/components/ui/input'
import { operatorsOf, takesEmptyText, takesValue, type FilterColumn, type Operator } from '@/lib/explorer/filter-value'
import type { Condition } from './condition'
import { operatorWords, valueHints } from './operator-words'

interface ConditionFieldsProps {
  column: FilterColumn
  condition: Condition
  /** Why the value cannot be asked for. */
  problem: string | undefined
  onChange: (condition: Condition) => void
  className?: string
}

/** How a column compares, and with what. */
export function ConditionFields({ column, condition, problem, onChange, className }: ConditionFieldsProps) {
  const { kind } = column
  const { operator, value } = condition
  const problemId = useId()
  const say = {
    'aria-invalid': problem !== undefined,
    'aria-describedby': problem === undefined ? undefined : problemId,
  }
  return (
    <div className={cn('flex min-w-0 flex-wrap gap-2', className)}>
      <NativeSelect
        aria-label="Condition"
        className="w-36 shrink-0"
        value={operator}
        onChange={(event) => onChange({ operator: event.target.value as Operator, value })}
      >
        {operatorsOf(kind).map((one) => (
          <option key={one} value={one}>
            {operatorWords(one, kind)}
          </option>
        ))}
      </NativeSelect>
      {takesValue(operator) &&
        (kind === 'boolean' && operator !== 'in' ? (
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
            value={value}
            placeholder={
              takesEmptyText(column, operator) ? 'empty text' : operator === 'in' ? 'a, b, c' : valueHints[kind]
            }
            onChange={(event) => onChange({ operator, value: event.target.value })}
            {...say}
          />
        ))}
      {problem !== undefined && (
        <div className="w-0 min-w-full">
          <FieldError id={problemId}>{problem}</FieldError>
        </div>
      )}
    </div>
  )
}
