import type { CSSProperties } from 'react'
import { cn } from '@/components/ui/cn'
import { cssColour, type MarkColour } from './colours'

export interface TooltipRow {
  readonly label: string
  readonly value: string
  readonly color?: MarkColour | 'compare' | undefined
}

export interface TooltipText {
  readonly title: string
  readonly rows: readonly TooltipRow[]
  readonly note?: string | undefined
}

/** What the tooltip shows, as one sentence for people who hear it. */
export function spoken({ title, rows, note }: TooltipText): string {
  return [title, ...rows.map(({ label, value }) => `${label} ${value}`), ...(note ? [note] : [])].join(', ')
}

/** Beside its bucket and never under it; on the left of the buckets in the right half. */
export function ChartTooltip({ index, count, tip }: { index: number; count: number; tip: TooltipText }) {
  const left = index >= count / 2
  const side = left
    ? { right: `calc(${(1 - index / count) * 100}% + 6px)` }
    : { left: `calc(${((index + 1) / count) * 100}% + 6px)` }
  return <TooltipBox tip={tip} style={{ ...side, top: 8 }} />
}

export function TooltipBox({ tip, style }: { tip: TooltipText; style: CSSProperties }) {
  return (
    <div
      aria-hidden
      style={style}
      className="pointer-events-none absolute z-10 w-max max-w-60 rounded-control bg-tooltip px-2.5 py-2 text-small text-on-tooltip shadow-popover forced-colors:border print:hidden"
    >
      <p className="font-semibold">{tip.title}</p>
      {tip.rows.map(({ label, value, color }, index) => (
        <p key={index} className={cn('flex items-center gap-2 py-px', index === 0 && 'mt-1')}>
          <span
            className={cn('size-2 shrink-0 rounded-cell', !color && 'invisible')}
            style={color && { background: color === 'compare' ? 'var(--chart-compare)' : cssColour(color) }}
          />
          <span className="min-w-0 grow text-tooltip-muted">{label}</span>
          <span className="tabular pl-3 font-[550]">{value}</span>
        </p>
      ))}
      {tip.note && <p className="mt-1 text-tooltip-muted">{tip.note}</p>}
    </div>
  )
}
