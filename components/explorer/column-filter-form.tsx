'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConditionFields, writtenCondition, type Condition } from './condition-fields'
import type { GridColumn } from './grid-model'
import type { WrittenFilter } from './table-address'

interface ColumnFilterFormProps {
  column: GridColumn
  onApply: (filters: readonly WrittenFilter[]) => void
}

/** One condition, or two that hold together, such as from and until. */
export function ColumnFilterForm({ column, onApply }: ColumnFilterFormProps) {
  const [conditions, setConditions] = useState<readonly Condition[]>(() =>
    column.filters.length > 0
      ? column.filters.map(({ operator, value }) => ({ operator, value: value ?? '' }))
      : [{ operator: firstOperator(column), value: '' }],
  )
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        onApply(conditions.map((condition) => writtenCondition(column.name, column.kind, condition)))
      }}
    >
      <p className="text-small text-muted">
        <span className="font-mono font-[550] text-text">{column.name}</span> {column.kind}
      </p>
      {conditions.map((condition, index) => (
        <ConditionFields
          key={index}
          kind={column.kind}
          operators={column.operators}
          condition={condition}
          onChange={(next) => setConditions(conditions.with(index, next))}
        />
      ))}
      <div className="flex flex-wrap justify-between gap-2">
        <span className="flex gap-1">
          {column.kind !== 'boolean' && (
            <Button
              kind="quiet"
              size="small"
              onClick={() => setConditions([...conditions, { operator: 'lt', value: '' }])}
            >
              And
            </Button>
          )}
          {column.filters.length > 0 && (
            <Button kind="quiet" size="small" onClick={() => onApply([])}>
              Clear
            </Button>
          )}
        </span>
        <Button type="submit" kind="primary" size="small">
          Apply
        </Button>
      </div>
    </form>
  )
}

/** Names are looked for by a part of them, times by where they begin. */
function firstOperator({ kind }: GridColumn): Condition['operator'] {
  if (kind === 'text') return 'contains'
  return kind === 'date' || kind === 'timestamp' ? 'gte' : 'eq'
}
