'use client'

import { Plus, X } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
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
        keys={dimensions}
        words={dimensionWords}
        onRemove={(key) => groupBy(dimensions.filter((other) => other !== key))}
      >
        {dimensions.length < most.dimensions && (
          <AddPart label="Add a column to group by">
            {(close) => (
              <AddDimension
                columns={columns}
                taken={dimensions}
                onAdd={(key) => {
                  close()
                  groupBy([...dimensions, key])
                }}
              />
            )}
          </AddPart>
        )}
      </Parts>
      <Parts
        label="Count"
        keys={measures}
        words={measureWords}
        onRemove={(key) => count(measures.filter((other) => other !== key))}
      >
        {measures.length < most.measures && (
          <AddPart label="Add a number of each group">
            {(close) => (
              <AddMeasure
                columns={columns}
                taken={measures}
                onAdd={(key) => {
                  close()
                  count([...measures, key])
                }}
              />
            )}
          </AddPart>
        )}
      </Parts>
    </div>
  )
}

interface PartsProps {
  label: string
  keys: readonly string[]
  words: (key: string) => string
  onRemove: (key: string) => void
  children: ReactNode
}

function Parts({ label, keys, words, onRemove, children }: PartsProps) {
  return (
    <div role="group" aria-label={label} className="flex min-w-0 flex-wrap items-center gap-2">
      <span className="text-small font-[550] text-muted">{label}</span>
      {keys.map((key) => (
        <span
          key={key}
          className="inline-flex h-7 max-w-full items-center gap-1.5 rounded-control bg-accent-soft pr-0.5 pl-2.5 text-small font-[550]"
        >
          <span className="truncate">{words(key)}</span>
          {keys.length > 1 ? (
            <button
              type="button"
              aria-label={`Remove ${words(key)}`}
              onClick={() => onRemove(key)}
              className="inline-flex size-6 items-center justify-center rounded-control hover:bg-selected"
            >
              <X aria-hidden className="size-3.5" />
            </button>
          ) : (
            <span className="w-2" />
          )}
        </span>
      ))}
      {children}
    </div>
  )
}

function AddPart({ label, children }: { label: string; children: (close: () => void) => ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button kind="quiet" size="small" icon={<Plus aria-hidden />} aria-label={label}>
          Add
        </Button>
      }
    >
      {children(() => setOpen(false))}
    </Popover>
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
  const [chosen, setName] = useState('')
  const name = suited.some((column) => column.name === chosen) ? chosen : (suited[0]?.name ?? '')
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
