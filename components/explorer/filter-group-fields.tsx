'use client'

import { X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { NativeSelect } from '@/components/ui/input'
import { operatorsOf, type FilterColumn } from '@/lib/explorer/filter-value'
import { problemOf, type Condition } from './condition'
import { ConditionFields } from './condition-fields'
import { removed } from './form-focus'

export interface FilterDraft extends Condition {
  readonly column: FilterColumn
}

interface FilterGroupFieldsProps {
  columns: readonly FilterColumn[]
  group: readonly FilterDraft[]
  /** Say what is wrong; nobody has asked for the rows before. */
  tried: boolean
  onChange: (group: readonly FilterDraft[]) => void
}

/** Filters of which one is enough; mostly it is a single one. */
export function FilterGroupFields({ columns, group, tried, onChange }: FilterGroupFieldsProps) {
  const last = group.at(-1)
  return (
    <fieldset className="flex min-w-0 flex-col gap-2 rounded-control border border-border p-2">
      <legend className="sr-only">{group.length > 1 ? 'One of these holds' : 'Filter'}</legend>
      {group.map((draft, index) => (
        <div key={index} className="flex items-start gap-2">
          <span className="w-5 shrink-0 pt-1.5 text-small text-muted">{index > 0 && 'or'}</span>
          <div className="flex min-w-0 grow flex-wrap gap-2">
            <NativeSelect
              aria-label="Column"
              className="w-44 max-w-full font-mono text-small max-tablet:w-full"
              value={draft.column.name}
              onChange={(event) => {
                const column = columns.find(({ name }) => name === event.target.value)
                if (column) onChange(group.with(index, moved(draft, column)))
              }}
            >
              {columns.map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
            </NativeSelect>
            <ConditionFields
              column={draft.column}
              condition={draft}
              problem={tried ? problemOf(draft.column, draft) : undefined}
              onChange={(condition) => onChange(group.with(index, { ...condition, column: draft.column }))}
              className="grow"
            />
          </div>
          <Button
            kind="quiet"
            size="icon"
            data-remove
            aria-label={`Remove the filter of ${draft.column.name}`}
            onClick={(event) => removed(event.currentTarget, () => onChange(group.filter((other) => other !== draft)))}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      {last && (
        <Button kind="quiet" size="small" className="ml-6 self-start" onClick={() => onChange([...group, { ...last }])}>
          Or
        </Button>
      )}
    </fieldset>
  )
}

/** Another column keeps what it can answer too. */
function moved(draft: FilterDraft, column: FilterColumn): FilterDraft {
  const operator = operatorsOf(column.kind).includes(draft.operator) ? draft.operator : 'eq'
  return { column, operator, value: column.kind === draft.column.kind ? draft.value : '' }
}
