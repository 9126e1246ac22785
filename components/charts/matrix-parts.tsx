/** The names of columns and rows of a matrix, and its cells. */
import { cssColour, onColour } from './colours'
import type { MatrixColumn, MatrixRow, MatrixState } from './matrix'
import { MatrixGlyph } from './matrix-glyph'
import type { MatrixLayout } from './matrix-layout'
import { outlined, Swatch } from './row-parts'
import { fitText, textWidth } from './text-width'

export function Heads({
  layout: { side, head, pitch, upright },
  columns,
}: {
  layout: MatrixLayout
  columns: readonly MatrixColumn[]
}) {
  return columns.map(({ key, label, color }, index) => {
    const x = side + (index + 0.5) * pitch
    const text = fitText(label, upright ? head - (color ? 26 : 12) : pitch - 8, 11)
    const place = upright
      ? { transform: `translate(${x + 4} ${head - (color ? 22 : 8)}) rotate(-90)` }
      : { x, y: head - 9 }
    return (
      <g key={key} fontSize={11} fill="var(--text)">
        {color && <Swatch x={upright ? x - 5 : x - textWidth(text, 11) / 2 - 14} y={head - 18} color={color} />}
        <text {...place} textAnchor={upright ? 'start' : 'middle'}>
          {text}
        </text>
      </g>
    )
  })
}

/** Less room leaves no word of a note. */
const leastNote = 64

export function Names({ layout: { side, head, row }, rows }: { layout: MatrixLayout; rows: readonly MatrixRow[] }) {
  return rows.map(({ key, label, note, href }, index) => {
    const y = head + (index + 0.5) * row + 4.5
    const name = fitText(label, side - 12, 13)
    const left = side - 20 - textWidth(name, 13)
    return (
      <g key={key} fontSize={13}>
        <text x={0} y={y} fill="var(--text)" fontWeight={href === undefined ? 400 : 550}>
          {name}
        </text>
        {note !== undefined && left >= Math.min(leastNote, textWidth(note, 12)) && (
          <text x={textWidth(name, 13) + 8} y={y} fontSize={12} fill="var(--muted)">
            {fitText(note, left, 12)}
          </text>
        )}
      </g>
    )
  })
}

interface CellsProps {
  layout: MatrixLayout
  rows: readonly MatrixRow[]
  columns: readonly MatrixColumn[]
  states: ReadonlyMap<string, MatrixState>
}

export function Cells({ layout: { side, head, pitch, row: height }, rows, columns, states }: CellsProps) {
  return rows.map((row, index) => (
    <g key={row.key}>
      {columns.map((column, at) => {
        const cell = row.cells[at] ?? null
        const state = cell && states.get(cell.state)
        const box = {
          x: side + at * pitch + 2,
          y: head + index * height + 2,
          width: pitch - 4,
          height: height - 4,
          rx: 3,
        }
        if (!cell || !state) return <rect key={column.key} {...box} fill="var(--chart-empty)" fillOpacity={0.6} />
        const colour = cssColour(state.color)
        return (
          <g key={column.key}>
            {cell.faded ? (
              <rect
                {...box}
                x={box.x + 1}
                y={box.y + 1}
                width={box.width - 2}
                height={box.height - 2}
                fill="var(--surface)"
                stroke={colour}
                strokeWidth={2}
                strokeDasharray="3 2"
              />
            ) : (
              <rect {...box} fill={colour} className={outlined} />
            )}
            <MatrixGlyph
              mark={state.mark}
              x={box.x + box.width / 2}
              y={box.y + box.height / 2}
              color={cell.faded ? 'var(--text)' : onColour(state.color)}
            />
          </g>
        )
      })}
    </g>
  ))
}
