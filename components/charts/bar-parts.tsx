/** What a row of bars is drawn of: its track, one segment per state, and the tick of the comparison period. */
import type { ValueFormat } from '@/lib/format/numbers'
import { formatValue } from '@/lib/format/value'
import type { BarRow, BarState } from './bars'
import { cssColour, onColour, type MarkColour } from './colours'
import { outlined } from './row-parts'
import type { RowLayout } from './row-layout'
import { textWidth } from './text-width'

export type Shown = BarState & { readonly index: number }

const thickness = 14

const isHatched = ({ hatched, color }: BarState) => hatched ?? color === 'unset'

export function Track({ layout, index }: { layout: RowLayout; index: number }) {
  const y = (layout.rows[index]?.middle ?? 0) - thickness / 2
  return <rect {...layout.track} y={y} height={thickness} rx={2} fill="var(--chart-empty)" className={outlined} />
}

interface SegmentsProps {
  row: BarRow
  index: number
  layout: RowLayout
  states: readonly Shown[]
  full: number
  pattern: string
  format: ValueFormat
}

/** Side by side with a pixel of ground between; a number inside where it fits and can be read. */
export function Segments({ row, index, layout, states, full, pattern, format }: SegmentsProps) {
  const y = (layout.rows[index]?.middle ?? 0) - thickness / 2
  const several = states.length > 1
  // All of a stack are numbered, or none is.
  const numbered = several && states.every((state) => isHatched(state) || readable(state.color))
  const parts = states.map((state, place) => {
    const before = states.slice(0, place).reduce((sum, { index: at }) => sum + (row.values[at] ?? 0), 0)
    const value = row.values[state.index] ?? 0
    const unit = full > 0 ? layout.track.width / full : 0
    return { state, value, x: layout.track.x + before * unit, width: Math.min(value * unit, layout.track.width) }
  })
  return parts
    .filter(({ value }) => value > 0)
    .map(({ state, value, x, width }) => {
      const color = row.small && state.color !== 'empty' ? 'other' : (row.color ?? state.color)
      const text = formatValue(value, format)
      const fits = numbered && !isHatched(state) && width > textWidth(text, 11) + 8
      return (
        <g key={state.key}>
          <rect
            x={x}
            y={y}
            width={Math.max(1, width - (several ? 1 : 0))}
            height={thickness}
            rx={2}
            fill={isHatched(state) ? `url(#${pattern}-${state.index})` : cssColour(color)}
            className={outlined}
          />
          {fits && (
            <text
              x={x + width / 2}
              y={y + 11}
              fontSize={11}
              textAnchor="middle"
              fill={onColour(color)}
              className="tabular forced-colors:fill-[CanvasText]"
            >
              {text}
            </text>
          )}
        </g>
      )
    })
}

/** Slots are made to be told apart, not to be written on. */
function readable(color: MarkColour): boolean {
  return (
    color.startsWith('step-') || ['ink', 'positive', 'negative', 'warning', 'info', 'empty', 'other'].includes(color)
  )
}

export function CompareTick({ layout, index, share }: { layout: RowLayout; index: number; share: number }) {
  const y = layout.rows[index]?.middle ?? 0
  const x = layout.track.x + share * layout.track.width
  return (
    <g>
      <line x1={x} x2={x} y1={y - 10} y2={y + 10} stroke="var(--surface)" strokeWidth={4} />
      <line x1={x} x2={x} y1={y - 10} y2={y + 10} stroke="var(--text)" strokeWidth={2} />
    </g>
  )
}

export function Hatched({ id, states }: { id: string; states: readonly Shown[] }) {
  return (
    <defs>
      {states.map(
        (state) =>
          isHatched(state) && (
            <pattern
              key={state.key}
              id={`${id}-${state.index}`}
              width={5}
              height={5}
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width={5} height={5} fill="var(--surface)" />
              <rect width={2.5} height={5} fill={cssColour(state.color)} />
            </pattern>
          ),
      )}
    </defs>
  )
}
