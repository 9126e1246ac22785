/** The line from a column to the key that it names: many rows at its beginning, one at its end. */
import { boxShape } from '@/lib/design/diagram-box'
import type { Box, Line, Point } from '@/lib/dictionary/diagram'

export interface LinePath {
  readonly path: string
  /** Three toes: many rows name it. */
  readonly many: string
  /** A bar: one row is named. */
  readonly one: string
}

const TOE = 9

export function linePath(line: Line, from: Box, to: Box, turns: readonly Point[]): LinePath {
  const goesRight = to.x + to.width / 2 >= from.x + from.width / 2
  const start = { x: goesRight ? from.x + from.width : from.x, y: rowOf(from, line.column) }
  const end = { x: goesRight ? to.x : to.x + to.width, y: rowOf(to, line.key) }
  const out = goesRight ? TOE : -TOE
  return {
    path: turns.length === 0 ? bow(start, end, goesRight ? 1 : -1) : through([start, ...turns, end]),
    many: `M${start.x},${start.y - 5}L${start.x + out},${start.y}L${start.x},${start.y + 5}`,
    one: `M${end.x - out},${end.y - 5}V${end.y + 5}`,
  }
}

function rowOf(box: Box, column: string): number {
  const index = box.rows.findIndex(({ name }) => name === column)
  return index < 0 ? box.y + boxShape.head / 2 : box.y + boxShape.head + (index + 0.5) * boxShape.row
}

/** A box was moved: nothing is known of what lies between. */
function bow(start: Point, end: Point, direction: 1 | -1): string {
  const reach = direction * Math.max(40, Math.abs(end.x - start.x) / 2)
  return `M${start.x},${start.y}C${start.x + reach},${start.y} ${end.x - reach},${end.y} ${end.x},${end.y}`
}

/** Level at every point, so that lines leave and reach boxes level too. */
function through([first, ...others]: readonly Point[]): string {
  if (!first) return ''
  let before = first
  const parts = others.map((point) => {
    const middle = (before.x + point.x) / 2
    const part = `C${middle},${before.y} ${middle},${point.y} ${point.x},${point.y}`
    before = point
    return part
  })
  return `M${first.x},${first.y}${parts.join('')}`
}
