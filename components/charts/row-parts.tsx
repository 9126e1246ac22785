/** What charts of rows draw alike: the words of a row, the axis of values below them, and a line to compare all with. */
import { cssColour, type MarkColour } from './colours'
import type { RowLayout, RowWords } from './row-layout'
import { fitText, widestText } from './text-width'

interface RowTextProps {
  layout: RowLayout
  index: number
  words: RowWords
  color?: MarkColour | undefined
  small?: boolean | undefined
}

/** Around letters: lines that pass behind do not run through them. */
const ground = { stroke: 'var(--surface)', strokeWidth: 4, paintOrder: 'stroke' } as const

export function RowText({ layout, index, words: { label, value, note }, color, small = false }: RowTextProps) {
  const row = layout.rows[index]
  if (!row) return null
  const y = row.words + 4.5
  const ink = small ? 'var(--muted)' : 'var(--text)'
  return (
    <g fontSize={13}>
      {color && <Swatch x={0} y={row.words - 5} color={small ? 'other' : color} />}
      <text x={layout.label.x} y={y} fill={ink} {...ground}>
        {fitText(label, layout.label.width, 13)}
      </text>
      <text
        x={layout.value}
        y={y}
        textAnchor="end"
        fill={ink}
        fontWeight={small ? 400 : 550}
        className="tabular"
        {...ground}
      >
        {value}
      </text>
      {note !== undefined && (
        <text x={layout.note} y={y} textAnchor="end" fill="var(--muted)" fontSize={12} className="tabular" {...ground}>
          {note}
        </text>
      )}
    </g>
  )
}

export function Swatch({ x, y, color }: { x: number; y: number; color: MarkColour }) {
  return <rect x={x} y={y} width={10} height={10} rx={2} fill={cssColour(color)} />
}

interface ValueAxisProps {
  layout: RowLayout
  ticks: readonly number[]
  at: (value: number) => number
  text: (value: number) => string
  title: string
  top?: number
}

/** Lines across all rows, their values below, and what they count. */
export function RowAxis({ layout, ticks, at, text, title, top = 0 }: ValueAxisProps) {
  const middle = layout.track.x + layout.track.width / 2
  const apart = Math.max(1, at(ticks[1] ?? 1) - at(ticks[0] ?? 0))
  const every = Math.max(1, Math.ceil((widestText(ticks.map(text), 11) + 6) / apart))
  return (
    <g fontSize={11} fill="var(--chart-tick)" textAnchor="middle">
      {ticks.map((tick, index) => (
        <g key={tick}>
          <line x1={at(tick)} x2={at(tick)} y1={top} y2={layout.bottom} stroke="var(--chart-grid)" />
          <text {...edgeFlush(at(tick), layout.note)} y={layout.bottom + 16}>
            {index % every === 0 && text(tick)}
          </text>
        </g>
      ))}
      <text x={middle} y={layout.bottom + 33}>
        {title}
      </text>
    </g>
  )
}

/** At the edges of the drawing a label would be cut: it stands flush there. */
function edgeFlush(x: number, width: number) {
  if (x < 18) return { x: 0, textAnchor: 'start' as const }
  return x > width - 18 ? { x: width, textAnchor: 'end' as const } : { x }
}

/** Room below the rows for RowAxis. */
export const axisRoom = 38

export function ReferenceLine({ layout, x, top = 0 }: { layout: RowLayout; x: number; top?: number }) {
  return <line x1={x} x2={x} y1={top} y2={layout.bottom} stroke="var(--text)" strokeDasharray="2 3" />
}

/** In forced colours a fill says nothing: the outline stays. */
export const outlined = 'forced-colors:fill-[Canvas] forced-colors:stroke-[CanvasText] forced-colors:stroke-1'
export const inked = 'forced-colors:fill-[CanvasText]'
