'use client'

import { X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { NativeSelect } from '@/components/ui/input'
import type { Kind } from '@/lib/catalogue/types'
import type { Operator } from '@/lib/explorer/table-filter'
import { ConditionFields, type Condition } from './condition-fields'

export interface FilterColumn {
  readonly name: string
  readonly kind: Kind
  readonly operators: readonly Operator[]
}

export interface FilterDraft extends Condition {
  readonly column: string
}

interface FilterGroupFieldsProps {
  columns: readonly FilterColumn[]
  group: readonly FilterDraft[]
  onChange: (group: readonly FilterDraft[]) => void
}

export function firstCondition([first]: readonly FilterColumn[]): FilterDraft {
  return { column: first?.name ?? '', operator: 'eq', value: '' }
}

/** Filters of which one is enough; mostly it is a single one. */
export function FilterGroupFields({ columns, group, onChange }: FilterGroupFieldsProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-2 rounded-control border border-border p-2">
      <legend className="sr-only">{group.length > 1 ? 'One of these holds' : 'Filter'}</legend>
      {group.map((draft, index) => {
        const column = columns.find(({ name }) => name === draft.column)
        return (
          <div key={index} className="flex items-start gap-2">
            <span className="w-5 shrink-0 pt-1.5 text-small text-muted">{index > 0 && 'or'}</span>
            <div className="flex min-w-0 grow flex-wrap gap-2">
              <NativeSelect
                aria-label="Column"
                className="w-44 max-w-full font-mono text-small max-tablet:w-full"
                value={draft.column}
                onChange={(event) => onChange(group.with(index, moved(columns, draft, event.target.value)))}
              >
                {columns.map(({ name }) => (
                  <option key={name}>{name}</option>
                ))}
              </NativeSelect>
              <ConditionFields
                kind={column?.kind ?? 'text'}
                operators={column?.operators ?? []}
                condition={draft}
                onChange={(condition) => onChange(group.with(index, { ...condition, column: draft.column }))}
                className="grow"
              />
            </div>
            <Button
              kind="quiet"
              size="icon"
              aria-label="Remove this filter"
              onClick={() => onChange(group.filter((other) => other !== draft))}
            >
              <X aria-hidden />
            </Button>
          </div>
        )
      })}
      <Button
        kind="quiet"
        size="small"
        className="ml-6 self-start"
        onClick={() => onChange([...group, { ...(group.at(-1) ?? firstCondition(columns)) }])}
      >
        Or
      </Button>
    </fieldset>
  )
}

/** Another column keeps what it can answer too. */
function moved(columns: readonly FilterColumn[], draft: FilterDraft, column: string): FilterDraft {
  const to = columns.find(({ name }) => name === column)
  const from = columns.find(({ name }) => name === draft.column)
  const operator = to?.operators.includes(draft.operator) ? draft.operator : 'eq'
  return { column, operator, value: to?.kind === from?.kind ? draft.value : '' }
}
