import { cssColour, onColour } from './colours'
import type { MatrixState } from './matrix'
import { MatrixGlyph } from './matrix-glyph'
import { outlined } from './row-parts'

interface MatrixLegendProps {
  states: readonly MatrixState[]
  absent: string
  faded: string | undefined
}

/** Every state with the sign that stands for it. */
export function MatrixLegend({ states, absent, faded }: MatrixLegendProps) {
  return (
    <ul className="mb-3 flex flex-wrap items-center gap-x-3.5 gap-y-1 text-small text-muted">
      {states.map(({ key, label, mark, color }) => (
        <li key={key} className="inline-flex items-center gap-1.5">
          <svg aria-hidden width={20} height={18}>
            <rect width={20} height={18} rx={3} fill={cssColour(color)} className={outlined} />
            <MatrixGlyph mark={mark} x={10} y={9} color={onColour(color)} />
          </svg>
          {label}
        </li>
      ))}
      <li className="inline-flex items-center gap-1.5">
        <svg aria-hidden width={20} height={18}>
          <rect width={20} height={18} rx={3} fill="var(--chart-empty)" className="forced-colors:stroke-[CanvasText]" />
        </svg>
        {absent}
      </li>
      {faded !== undefined && (
        <li className="inline-flex items-center gap-1.5">
          <svg aria-hidden width={20} height={18}>
            <rect
              x={1}
              y={1}
              width={18}
              height={16}
              rx={3}
              fill="none"
              stroke="var(--chart-axis)"
              strokeWidth={2}
              strokeDasharray="3 2"
            />
          </svg>
          {faded}
        </li>
      )}
    </ul>
  )
}
