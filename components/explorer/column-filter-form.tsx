'use client'

import { X } from 'lucide-react'
import { useState, type SubmitEvent } from 'react'
import { Button } from '@/components/ui/button'
import { conditionOf, problemOf, writtenCondition, type Condition } from './condition'
import { ConditionFields } from './condition-fields'
import { removed, toFirstProblem } from './form-focus'
import type { GridColumn } from './grid-model'
import type { WrittenFilter } from './table-address'

interface ColumnFilterFormProps {
  column: GridColumn
  onApply: (filters: readonly WrittenFilter[]) => void
}

/** One condition, or several that hold together, such as from and until. */
export function ColumnFilterForm({ column, onApply }: ColumnFilterFormProps) {
  const { name, kind, filters } = column
  const [tried, setTried] = useState(false)
  const [conditions, setConditions] = useState<readonly Condition[]>(() =>
    filters.length > 0 ? filters.map(conditionOf) : [{ operator: firstOperator(column), value: '' }],
  )
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const isRefused = conditions.some((condition) => problemOf(column, condition) !== undefined)
    if (isRefused) return toFirstProblem(event.currentTarget, () => setTried(true))
    onApply(conditions.map((condition) => writtenCondition(column, condition)))
  }
  return (
    <form noValidate className="flex flex-col gap-3" onSubmit={submit}>
      <p className="text-small text-muted">
        <span className="font-mono font-[550] text-text">{name}</span> {kind}
      </p>
      {conditions.map((condition, index) => (
        <div key={index} className="flex items-start gap-1">
          <ConditionFields
            column={column}
            condition={condition}
            problem={tried ? problemOf(column, condition) : undefined}
            onChange={(next) => setConditions(conditions.with(index, next))}
            className="grow"
          />
          {conditions.length > 1 && (
            <Button
              kind="quiet"
              size="icon"
              data-remove
              aria-label={`Remove condition ${index + 1}`}
              onClick={(event) =>
                removed(event.currentTarget, () => setConditions(conditions.filter((other) => other !== condition)))
              }
            >
              <X aria-hidden />
            </Button>
          )}
        </div>
      ))}
      <div className="flex flex-wrap justify-between gap-2">
        <span className="flex gap-1">
          {kind !== 'boolean' && (
            <Button
              kind="quiet"
              size="small"
              onClick={() => setConditions([...conditions, { operator: secondOperator(column), value: '' }])}
            >
              And
            </Button>
          )}
          {filters.length > 0 && (
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

function secondOperator({ kind }: GridColumn): Condition['operator'] {
  return kind === 'text' ? 'contains' : 'lt'
}
