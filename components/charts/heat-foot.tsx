import type { ValueFormat } from '@/lib/format/numbers'
import { formatValue } from '@/lib/format/value'
import { cssColour, type MarkColour } from './colours'
import type { HeatLayout } from './heat-layout'
import { textWidth } from './text-width'
import { tickText } from './value-axis'

interface HeatFootProps {
  layout: HeatLayout
  /** Where the ramp begins, and the upper edge of the foot. */
  x: number
  y: number
  top: number
  format: ValueFormat
  legend: string | undefined
  /** Some cells are not for this reader. */
  anyHidden: boolean
  chosen: { readonly from: number; readonly to: number; readonly label: string } | undefined
}

const ramp: readonly MarkColour[] = ['empty', 'step-0', 'step-1', 'step-2', 'step-3', 'step-4', 'step-5', 'step-6']

const HIDDEN = 'hidden: fewer than five people'

export const footRoom = 28
export const bracketRoom = 28

/** What the colours stand for, and at the right of it the bracket, where it does not scroll away with the cells. */
export function HeatFoot({ layout, x, y, top, format, legend, anyHidden, chosen }: HeatFootProps) {
  const zero = tickText(0, 1, format)
  const most = [formatValue(top, format), legend].filter(Boolean).join(' ')
  const start = x + textWidth(zero, 11) + 6
  const after = start + ramp.length * 12 + 4 + textWidth(most, 11)
  const end = anyHidden ? after + 28 + textWidth(HIDDEN, 11) : after
  const line = y + (chosen ? 22 : 20)
  return (
    <g fontSize={11} fill="var(--chart-tick)">
      {chosen && <Bracket layout={layout} y={y} chosen={chosen} after={end + 16} />}
      <text x={x} y={line} className="tabular">
        {zero}
      </text>
      {ramp.map((colour, index) => (
        <rect
          key={colour}
          x={start + index * 12}
          y={line - 9}
          width={10}
          height={10}
          rx={2}
          fill={cssColour(colour)}
          className="forced-colors:stroke-[CanvasText]"
        />
      ))}
      <text x={start + ramp.length * 12 + 4} y={line} className="tabular">
        {most}
      </text>
      {anyHidden && (
        <>
          <rect
            x={after + 12}
            y={line - 9}
            width={10}
            height={10}
            rx={2}
            fill="var(--surface)"
            stroke="var(--chart-unset)"
          />
          <text x={after + 28} y={line}>
            {HIDDEN}
          </text>
        </>
      )}
    </g>
  )
}

/** Under the columns of the chosen period. */
interface BracketProps {
  layout: HeatLayout
  y: number
  chosen: NonNullable<HeatFootProps['chosen']>
  /** Where the ramp ends; the label stands right of it. */
  after?: number
}

export function Bracket({ layout, y, chosen, after = 0 }: BracketProps) {
  const from = layout.side + chosen.from * layout.pitch
  const to = layout.side + (chosen.to + 1) * layout.pitch - 3
  return (
    <>
      <path d={`M${from + 0.5} ${y + 2}v6H${to - 0.5}v-6`} fill="none" stroke="var(--chart-axis)" />
      <text
        x={Math.max(to, after + textWidth(chosen.label, 11))}
        y={y + 22}
        textAnchor="end"
        fontSize={11}
        fill="var(--chart-tick)"
      >
        {chosen.label}
      </text>
    </>
  )
}
