'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Popover } from '@/components/ui/popover'
import { PickButton } from './pick-button'

export interface Option {
  readonly value: string
  readonly label: string
  readonly note?: string
}

interface PickManyProps {
  name: string
  chosen: readonly string[]
  /** What an empty choice means. */
  whenEmpty?: string
  options: readonly Option[]
  onApply: (values: readonly string[]) => void
}

/** A list this long gets a search field. */
const SEARCH_FROM = 8

export function PickMany({ name, chosen, whenEmpty = 'All', options, onApply }: PickManyProps) {
  const [open, setOpen] = useState(false)
  const label =
    chosen.length === 0 ? whenEmpty : chosen.length === 1 ? labelOf(options, chosen[0]) : `${chosen.length} chosen`
  return (
    <Popover open={open} onOpenChange={setOpen} label={name} trigger={<PickButton name={name} value={label} />}>
      {/* Mounted with each opening, so that it starts from what the address says. */}
      <Choices
        {...{ name, chosen, options }}
        onApply={(values) => {
          setOpen(false)
          onApply(values)
        }}
      />
    </Popover>
  )
}

function Choices({ name, chosen, options, onApply }: PickManyProps) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set(chosen))
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const shown = options.filter(({ label }) => label.toLowerCase().includes(wanted))
  const toggle = (value: string) => {
    const next = new Set(picked)
    if (!next.delete(value)) next.add(value)
    setPicked(next)
  }
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        onApply(options.map(({ value }) => value).filter((value) => picked.has(value)))
      }}
    >
      {options.length >= SEARCH_FROM && (
        <Input
          aria-label={`Find ${name.toLowerCase()}`}
          placeholder="Find"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      <ul className="flex max-h-72 flex-col overflow-y-auto">
        {shown.map(({ value, label, note }) => (
          <li key={value} className="group flex items-center rounded-control hover:bg-hover">
            <label className="flex min-h-8 min-w-0 grow cursor-pointer items-center gap-2 px-1.5">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                checked={picked.has(value)}
                onChange={() => toggle(value)}
              />
              <span className="truncate">{label}</span>
              {note && <span className="text-small text-muted">{note}</span>}
            </label>
            <button
              type="button"
              aria-label={`Only ${label}`}
              onClick={() => onApply([value])}
              className="h-7 px-2 text-small text-accent opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
            >
              Only
            </button>
          </li>
        ))}
        {shown.length === 0 && <li className="px-1.5 py-2 text-muted">Nothing is called like that.</li>}
      </ul>
      <div className="flex justify-between gap-2">
        <Button kind="quiet" size="small" onClick={() => setPicked(new Set())}>
          Choose none
        </Button>
        <Button type="submit" kind="primary" size="small">
          Apply
        </Button>
      </div>
    </form>
  )
}

function labelOf(options: readonly Option[], value: string | undefined): string {
  return options.find((option) => option.value === value)?.label ?? value ?? ''
}
