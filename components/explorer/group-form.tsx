'use client'

import { Plus, X } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { NativeSelect } from '@/components/ui/input'
import { Popover } from '@/components/ui/popover'
import { calculationNames, dimensionWords, measureWords } from './group-words'
import { changed } from './table-address'
import { useAddress } from './use-address'

export interface GroupColumn {
  readonly name: string
  /** Steps of time. */
  readonly units: readonly string[]
  readonly calculations: readonly string[]
  /** Not an id: adding its values up means something. */
  readonly isMeasure: boolean
}

interface GroupFormProps {
  columns: readonly GroupColumn[]
  /** As the address writes them. */
  dimensions: readonly string[]
  measures: readonly string[]
  most: { readonly dimensions: number; readonly measures: number }
}

/** What the rows are grouped by, and what is counted of each group. */
export function GroupForm({ columns, dimensions, measures, most }: GroupFormProps) {
  const { search, follow, busy } = useAddress()
  const groupBy = (keys: readonly string[]) =>
    follow(changed(search, { group: keys.join(','), sort: null, cursor: null }))
  const count = (keys: readonly string[]) =>
    follow(changed(search, { measures: keys.join() === 'count' ? null : keys.join(','), sort: null, cursor: null }))
  return (
    <div className="flex flex-wrap items-start gap-x-8 gap-y-3" aria-busy={busy}>
      <Parts
        label="Group by"
        addLabel="Add a column to group by"
        keys={dimensions}
        most={most.dimensions}
        words={dimensionWords}
        onChange={groupBy}
      >
        {(onAdd) => <AddDimension columns={columns} taken={dimensions} onAdd={onAdd} />}
      </Parts>
      <Parts
        label="Count"
        addLabel="Add a number of each group"
        keys={measures}
        most={most.measures}
        words={measureWords}
        onChange={count}
      >
        {(onAdd) => <AddMeasure columns={columns} taken={measures} onAdd={onAdd} />}
      </Parts>
    </div>
  )
}

interface PartsProps {
  label: string
  addLabel: string
  keys: readonly string[]
  most: number
  words: (key: string) => string
  onChange: (keys: readonly string[]) => void
  /** The form that adds one. */
  children: (onAdd: (key: string) => void) => ReactNode
}

/** Parts of a grouping, one at least. The place of a removed one goes to its group, which has the focus then. */
function Parts({ label, addLabel, keys, most, words, onChange, children }: PartsProps) {
  const group = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const remove = (key: string) => {
    group.current?.focus()
    onChange(keys.filter((other) => other !== key))
  }
  const add = (key: string) => {
    setOpen(false)
    onChange([...keys, key])
  }
  return (
    <div
      ref={group}
      role="group"
      aria-label={label}
      tabIndex={-1}
      className="flex min-w-0 flex-wrap items-center gap-2 rounded-control"
    >
      <span className="text-small font-[550] text-muted">{label}</span>
      {keys.map((key) => (
        <span
          key={key}
          className={cn(
            'inline-flex h-7 max-w-full items-center gap-1.5 rounded-control bg-accent-soft pl-2.5 text-small font-[550] forced-colors:border',
            keys.length > 1 ? 'pr-0.5' : 'pr-2.5',
          )}
        >
          <span className="truncate">{words(key)}</span>
          {keys.length > 1 && (
            <button
              type="button"
              aria-label={`Remove ${words(key)}`}
              onClick={() => remove(key)}
              className="inline-flex size-6 items-center justify-center rounded-control hover:bg-selected"
            >
              <X aria-hidden className="size-3.5" />
            </button>
          )}
        </span>
      ))}
      {keys.length < most && (
        <Popover
          label={addLabel}
          open={open}
          onOpenChange={setOpen}
          trigger={
            <Button kind="quiet" size="small" icon={<Plus aria-hidden />} aria-label={addLabel}>
              Add
            </Button>
          }
        >
          {children(add)}
        </Popover>
      )}
    </div>
  )
}

interface AddProps {
  columns: readonly GroupColumn[]
  taken: readonly string[]
  onAdd: (key: string) => void
}

function AddDimension({ columns, taken, onAdd }: AddProps) {
  const [name, setName] = useState(columns.find((column) => !taken.includes(column.name))?.name ?? '')
  const [unit, setUnit] = useState('month')
  const units = columns.find((column) => column.name === name)?.units ?? []
  const key = units.length > 0 && unit !== '' ? `${name}:${unit}` : name
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        onAdd(key)
      }}
    >
      <NativeSelect aria-label="Column" value={name} onChange={(event) => setName(event.target.value)}>
        {columns.map((column) => (
          <option key={column.name}>{column.name}</option>
        ))}
      </NativeSelect>
      {units.length > 0 && (
        <NativeSelect aria-label="In steps of" value={unit} onChange={(event) => setUnit(event.target.value)}>
          {units.map((each) => (
            <option key={each} value={each}>
              by {each}
            </option>
          ))}
          <option value="">each value by itself</option>
        </NativeSelect>
      )}
      <Button type="submit" kind="primary" disabled={taken.includes(key)}>
        {taken.includes(key) ? 'Already grouped by this' : 'Group by it'}
      </Button>
    </form>
  )
}

function AddMeasure({ columns, taken, onAdd }: AddProps) {
  const [calculation, setCalculation] = useState(taken.includes('count') ? 'sum' : 'count')
  const suited = columns.filter(({ calculations }) => calculations.includes(calculation))
  const usual = (calculation !== 'distinct' && suited.find(({ isMeasure }) => isMeasure)) || suited[0]
  const [chosen, setName] = useState('')
  const name = suited.some((column) => column.name === chosen) ? chosen : (usual?.name ?? '')
  const key = calculation === 'count' ? 'count' : `${calculation}:${name}`
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        onAdd(key)
      }}
    >
      <NativeSelect
        aria-label="Calculation"
        value={calculation}
        onChange={(event) => setCalculation(event.target.value)}
      >
        <option value="count">Number of rows</option>
        {Object.entries(calculationNames).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </NativeSelect>
      {calculation !== 'count' && (
        <NativeSelect aria-label="Column" value={name} onChange={(event) => setName(event.target.value)}>
          {suited.map((column) => (
            <option key={column.name}>{column.name}</option>
          ))}
        </NativeSelect>
      )}
      <Button type="submit" kind="primary" disabled={taken.includes(key) || (calculation !== 'count' && name === '')}>
        {taken.includes(key) ? 'Already counted' : 'Count it'}
      </Button>
    </form>
  )
}
