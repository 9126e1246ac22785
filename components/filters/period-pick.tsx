'use client'

import { CalendarDays, ChevronDown, ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Popover } from '@/components/ui/popover'
import type { Period } from '@/lib/filters/filters'
import { nextPeriod, presetOf, presets, previousPeriod } from '@/lib/filters/periods'
import { formatPeriod } from '@/lib/format/dates'

interface PeriodPickProps {
  period: Period
  /** Newest whole day of data; periods do not start after it. */
  newest: string
  onPick: (period: Period) => void
}

const arrow =
  'inline-flex h-8 w-7 shrink-0 items-center justify-center border border-border-strong bg-surface text-subtle hover:border-control hover:bg-hover disabled:text-disabled max-tablet:h-10 [&_svg]:size-4'

/** Numbers of days first, so that "this" and "last" stand side by side below them. */
const ordered = presets.toSorted(
  (one, other) => Number(other.name.endsWith('_days')) - Number(one.name.endsWith('_days')),
)

export function PeriodPick({ period, newest, onPick }: PeriodPickProps) {
  const [open, setOpen] = useState(false)
  const preset = presetOf(period, newest)
  const next = nextPeriod(period)
  const words = formatPeriod(period.from, period.to)
  const pick = (chosen: Period) => {
    setOpen(false)
    onPick({ from: chosen.from, to: chosen.to })
  }
  return (
    <div role="group" aria-label="Period" className="inline-flex max-w-full min-w-0">
      <button
        type="button"
        aria-label="Previous period"
        className={cn(arrow, 'rounded-l-control')}
        onClick={() => pick(previousPeriod(period))}
      >
        <ChevronLeft aria-hidden />
      </button>
      <Popover
        open={open}
        onOpenChange={setOpen}
        label="Period"
        trigger={
          <button
            type="button"
            aria-label={`Period: ${words}${preset ? ` ${preset.label}` : ''}`}
            className="inline-flex h-8 min-w-0 items-center gap-2 border-y border-border-strong bg-surface px-2.5 hover:bg-hover max-tablet:h-10"
          >
            <CalendarDays aria-hidden className="size-4 shrink-0 text-subtle max-tablet:hidden" />
            <span className="truncate font-[550]">{words}</span>{' '}
            {preset && <span className="text-muted max-tablet:hidden">{preset.label}</span>}
            <ChevronDown aria-hidden className="size-3.5 shrink-0 text-subtle" />
          </button>
        }
      >
        <ul className="mb-3 grid grid-cols-2 gap-1">
          {ordered.map((one) => (
            <li key={one.name}>
              <button
                type="button"
                aria-pressed={one === preset}
                onClick={() => pick(one.period(newest))}
                className={cn(
                  'h-8 w-full rounded-control px-2 text-left hover:bg-hover',
                  one === preset && 'bg-selected font-[550] text-accent',
                )}
              >
                {one.label}
              </button>
            </li>
          ))}
        </ul>
        <OwnPeriod period={period} onPick={pick} />
      </Popover>
      <button
        type="button"
        aria-label="Next period"
        disabled={next.from > newest}
        className={cn(arrow, 'rounded-r-control')}
        onClick={() => pick(next)}
      >
        <ChevronRight aria-hidden />
      </button>
    </div>
  )
}

function OwnPeriod({ period, onPick }: { period: Period; onPick: (period: Period) => void }) {
  const [from, setFrom] = useState(period.from)
  const [to, setTo] = useState(period.to)
  const backwards = from !== '' && to !== '' && from > to
  return (
    <form
      className="flex flex-col gap-2 border-t border-border pt-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (from !== '' && to !== '' && !backwards) onPick({ from, to })
      }}
    >
      <Field label="From">
        <Input type="date" required value={from} onChange={(event) => setFrom(event.target.value)} />
      </Field>
      <Field label="To" error={backwards ? 'The period must not end before it starts.' : undefined}>
        <Input type="date" required value={to} onChange={(event) => setTo(event.target.value)} />
      </Field>
      <Button type="submit" kind="primary" size="small" className="self-end">
        Apply
      </Button>
    </form>
  )
}
