'use client'

import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Popover } from '@/components/ui/popover'

export interface ColumnOption {
  readonly id: string
  readonly label: string
}

interface ColumnMenuProps {
  /** Those that always stand first, as they are. */
  fixed: readonly ColumnOption[]
  /** Everything else that could be shown, in its usual order. */
  options: readonly ColumnOption[]
  /** What is shown of it, in this order. */
  shown: readonly string[]
  onChange: (shown: readonly string[]) => void
  busy?: boolean
}

/** Which columns a table shows, and in which order. */
export function ColumnMenu({ fixed, options, shown, onChange, busy = false }: ColumnMenuProps) {
  const [open, setOpen] = useState(false)
  const all = fixed.length + options.length
  const count = fixed.length + shown.length
  return (
    <Popover
      align="end"
      label="Columns"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button busy={busy} icon={<Columns3 aria-hidden />}>
          Columns {count < all && `${count} of ${all}`}
        </Button>
      }
    >
      {/* Mounted with each opening, so that it starts from what is shown. */}
      <Choices
        {...{ fixed, options, shown }}
        onChange={(chosen) => {
          setOpen(false)
          onChange(chosen)
        }}
      />
    </Popover>
  )
}

function Choices({ fixed, options, shown, onChange }: ColumnMenuProps) {
  const [order, setOrder] = useState(() => [
    ...shown,
    ...options.map(({ id }) => id).filter((id) => !shown.includes(id)),
  ])
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set(shown))
  const [said, setSaid] = useState('')
  const list = useRef<HTMLUListElement>(null)
  const labelOf = (id: string) => options.find((option) => option.id === id)?.label ?? id
  const toggle = (id: string) => {
    const next = new Set(picked)
    if (!next.delete(id)) next.add(id)
    setPicked(next)
  }
  const move = (id: string, by: -1 | 1) => {
    const to = order.indexOf(id) + by
    const next = order.filter((other) => other !== id)
    next.splice(to, 0, id)
    setOrder(next)
    setSaid(`${labelOf(id)}: place ${fixed.length + to + 1} of ${fixed.length + order.length}`)
    // A button that can go no further loses the focus; its neighbour takes it.
    if (to === 0 || to === order.length - 1) {
      const neighbour = to === 0 ? 'down' : 'up'
      requestAnimationFrame(() =>
        list.current?.querySelector<HTMLButtonElement>(`[data-move="${neighbour} ${id}"]`)?.focus(),
      )
    }
  }
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        onChange(order.filter((id) => picked.has(id)))
      }}
    >
      <ul ref={list} className="flex max-h-80 flex-col overflow-y-auto">
        {fixed.map(({ id, label }) => (
          <li key={id} className="flex min-h-8 items-center gap-2 px-1.5 text-muted">
            <input type="checkbox" className="size-4 accent-accent" checked disabled aria-label={label} />
            {label}
          </li>
        ))}
        {order.map((id, index) => (
          <li key={id} className="flex items-center rounded-control hover:bg-hover">
            <label className="flex min-h-8 min-w-0 grow cursor-pointer items-center gap-2 px-1.5">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                checked={picked.has(id)}
                onChange={() => toggle(id)}
              />
              <span className="truncate">{labelOf(id)}</span>
            </label>
            <MoveButton id={id} label={labelOf(id)} way="up" disabled={index === 0} onMove={() => move(id, -1)} />
            <MoveButton
              id={id}
              label={labelOf(id)}
              way="down"
              disabled={index === order.length - 1}
              onMove={() => move(id, 1)}
            />
          </li>
        ))}
      </ul>
      <p role="status" className="sr-only">
        {said}
      </p>
      <div className="flex justify-between gap-2">
        <Button kind="quiet" size="small" onClick={() => onChange(options.map(({ id }) => id))}>
          As usual
        </Button>
        <Button type="submit" kind="primary" size="small" disabled={picked.size === 0}>
          Apply
        </Button>
      </div>
    </form>
  )
}

interface MoveButtonProps {
  id: string
  label: string
  way: 'up' | 'down'
  disabled: boolean
  onMove: () => void
}

function MoveButton({ id, label, way, disabled, onMove }: MoveButtonProps) {
  const Arrow = way === 'up' ? ArrowUp : ArrowDown
  return (
    <button
      type="button"
      data-move={`${way} ${id}`}
      aria-label={`Move ${label} ${way}`}
      disabled={disabled}
      onClick={onMove}
      className="inline-flex size-7 items-center justify-center rounded-control text-subtle hover:text-text disabled:text-disabled max-tablet:size-9"
    >
      <Arrow aria-hidden className="size-3.5" />
    </button>
  )
}
