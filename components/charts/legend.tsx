'use client'

import { cn } from '@/components/ui/cn'
import { cssColour, type MarkColour } from './colours'

export interface LegendEntry {
  readonly key: string
  readonly label: string
  readonly color: MarkColour
  readonly hatched?: boolean | undefined
}

interface LegendProps {
  entries: readonly LegendEntry[]
  hidden: ReadonlySet<string>
  onHidden: (hidden: ReadonlySet<string>) => void
  /** How the comparison and the unfinished bucket are drawn, where there are any. */
  compared?: { readonly label: string; readonly dotted: boolean } | undefined
  unfinished?: string | undefined
}

/** In stack order; a click hides a series, Alt and click leaves only it. */
export function Legend({ entries, hidden, onHidden, compared, unfinished }: LegendProps) {
  const toggle = (key: string, only: boolean) => {
    if (only) {
      const others = entries.filter((entry) => entry.key !== key).map((entry) => entry.key)
      return onHidden(hidden.size === others.length && !hidden.has(key) ? new Set() : new Set(others))
    }
    const next = new Set(hidden)
    if (!next.delete(key)) next.add(key)
    // An empty chart says nothing: hiding the last series shows all of them again.
    onHidden(next.size === entries.length ? new Set() : next)
  }
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-3.5 text-small text-muted">
      {entries.map(({ key, label, color, hatched }) => (
        <button
          key={key}
          type="button"
          aria-pressed={!hidden.has(key)}
          onClick={(event) => toggle(key, event.altKey)}
          className={cn(
            'inline-flex min-h-6 items-center gap-1.5 rounded-control hover:text-text',
            hidden.has(key) && 'line-through',
          )}
        >
          <Swatch color={color} hatched={hatched ?? color === 'unset'} off={hidden.has(key)} />
          {label}
        </button>
      ))}
      {compared && (
        <span className="inline-flex min-h-6 items-center gap-1.5">
          <span aria-hidden className={cn('w-4 border-t-2 border-chart-compare', compared.dotted && 'border-dotted')} />
          {compared.label}
        </span>
      )}
      {unfinished && (
        <span className="inline-flex min-h-6 items-center gap-1.5">
          <span aria-hidden className="size-2.5 rounded-cell border border-dashed border-chart-axis" />
          {unfinished}
        </span>
      )}
    </div>
  )
}

function Swatch({ color, hatched, off }: { color: MarkColour; hatched: boolean; off: boolean }) {
  const ink = cssColour(color)
  const filled = { background: hatched ? `repeating-linear-gradient(135deg, ${ink} 0 2px, transparent 2px 4px)` : ink }
  return (
    <span
      aria-hidden
      className={cn('size-2.5 rounded-cell forced-colors:border', off && 'border border-control')}
      style={off ? undefined : filled}
    />
  )
}
