'use client'

import { Columns3 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { MoveButtons } from '@/components/ui/move-buttons'
import { Popover } from '@/components/ui/popover'
import { useOrder } from '@/components/ui/use-order'

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
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set(shown))
  const labelOf = (id: string) => options.find((option) => option.id === id)?.label ?? id
  const order = useOrder(() => [...shown, ...options.map(({ id }) => id).filter((id) => !shown.includes(id))], {
    labelOf,
    ahead: fixed.length,
  })
  const toggle = (id: string) => {
    const next = new Set(picked)
    if (!next.delete(id)) next.add(id)
    setPicked(next)
  }
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        onChange(order.ids.filter((id) => picked.has(id)))
      }}
    >
      <ul className="flex max-h-80 flex-col overflow-y-auto">
        {fixed.map(({ id, label }) => (
          <li key={id} className="flex min-h-8 items-center gap-2 px-1.5 text-muted">
            <input type="checkbox" className="size-4 accent-accent" checked disabled aria-label={label} />
            {label}
          </li>
        ))}
        {order.ids.map((id) => (
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
            <MoveButtons id={id} label={labelOf(id)} order={order} />
          </li>
        ))}
      </ul>
      <p role="status" className="sr-only">
        {order.said}
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
