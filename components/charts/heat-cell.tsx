import { cssColour, onColour, stepOf } from './colours'
import type { HeatCell } from './heatmap'
import type { Box } from './mark'

interface HeatCellMarkProps {
  cell: HeatCell
  box: Box
  top: number
  text: string | undefined
}

/** Its colour says how much; in forced colours its size does. */
export function HeatCellMark({ cell, box: { x, y, width, height }, top, text }: HeatCellMarkProps) {
  const colour = stepOf(cell.value ?? 0, top)
  // Hidden, undefined, or too few to compare.
  const hollow = cell.value === null || cell.small
  const share = top > 0 ? Math.sqrt(Math.min(1, (cell.value ?? 0) / top)) : 0
  const middle = { x: x + width / 2, y: y + height / 2 }
  return (
    <>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={2}
        fill={hollow ? 'var(--surface)' : cssColour(colour)}
        stroke={hollow ? 'var(--chart-unset)' : undefined}
        className="forced-colors:fill-[Canvas] forced-colors:stroke-[CanvasText]"
      />
      {text === undefined && share > 0 && (
        <rect
          x={tenths(middle.x - (share * width) / 2)}
          y={tenths(middle.y - (share * height) / 2)}
          width={tenths(share * width)}
          height={tenths(share * height)}
          className="hidden forced-colors:block forced-colors:fill-[CanvasText]"
        />
      )}
      {cell.unfinished && (
        <rect
          x={x + 0.5}
          y={y + 0.5}
          width={width - 1}
          height={height - 1}
          rx={2}
          fill="none"
          stroke={hollow ? 'var(--chart-axis)' : onColour(colour)}
          strokeDasharray="3 2"
        />
      )}
      {text !== undefined && (
        <text
          x={middle.x}
          y={middle.y + 4}
          textAnchor="middle"
          fontSize={11}
          fill={hollow ? 'var(--muted)' : onColour(colour)}
          className="tabular forced-colors:fill-[CanvasText]"
        >
          {text}
        </text>
      )}
    </>
  )
}

/** A calendar has hundreds of cells: digits that nobody sees would be a tenth of the page. */
const tenths = (length: number) => Math.round(length * 10) / 10
