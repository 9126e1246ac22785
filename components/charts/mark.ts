/** Marks of a drawing that people point at or walk with the arrow keys: where they are, and which one comes next. */
import type { TooltipText } from './chart-tooltip'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Mark extends Box {
  /** Asked for only when it is shown: a matrix has thousands. */
  readonly tip: () => TooltipText
  readonly href?: string | undefined
  /** What the tooltip stands beside, where that is less than the whole area. */
  readonly anchor?: Box
}

/** Row by row as the arrow keys walk them; null where there is nothing to say. */
export type MarkGrid = readonly (readonly (Mark | null)[])[]

export interface Position {
  readonly row: number
  readonly column: number
}

export function markOf(grid: MarkGrid, position: Position | null): Mark | null {
  return (position && grid[position.row]?.[position.column]) ?? null
}

/** The mark under a point of the drawing; of marks inside each other, the smallest. */
export function positionAt(grid: MarkGrid, x: number, y: number): Position | null {
  let found: { readonly at: Position; readonly area: number } | null = null
  for (const [row, marks] of grid.entries()) {
    for (const [column, mark] of marks.entries()) {
      if (mark === null || !contains(mark, x, y)) continue
      const area = mark.width * mark.height
      if (found === null || area < found.area) found = { at: { row, column }, area }
    }
  }
  return found?.at ?? null
}

export function contains(box: Box, x: number, y: number): boolean {
  return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height
}

/**
 * Where a key leads; nothing for keys that do not move. From nowhere it is `start`. Rows of one mark are a list, which the
 * arrows to the sides walk too.
 */
export function nextPosition(
  grid: MarkGrid,
  from: Position | null,
  key: string,
  start?: Position,
): Position | undefined {
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[key]
  const row = from?.row ?? 0
  const isList = grid.every((marks) => marks.length <= 1)
  if (key === 'Home' || key === 'End') {
    const last = key === 'End'
    return isList ? edge(grid, last) : (edgeOfRow(grid, row, last) ?? edge(grid, last))
  }
  if (!step) return undefined
  if (from === null) return start ?? edge(grid, false)
  const [down = 0, right = 0] = isList && step[0] === 0 ? step.toReversed() : step
  return (right === 0 ? vertically(grid, from, down) : sideways(grid, from, right)) ?? from
}

function sideways(grid: MarkGrid, { row, column }: Position, by: number): Position | undefined {
  const marks = grid[row] ?? []
  for (let next = column + by; next >= 0 && next < marks.length; next += by) {
    if (marks[next]) return { row, column: next }
  }
  return undefined
}

/** In the next row that has any, the mark whose middle is nearest. */
function vertically(grid: MarkGrid, from: Position, by: number): Position | undefined {
  const middle = (mark: Mark) => mark.x + mark.width / 2
  const here = markOf(grid, from)
  for (let row = from.row + by; row >= 0 && row < grid.length; row += by) {
    const near = (grid[row] ?? [])
      .flatMap((mark, column) => (mark && here ? [{ column, distance: Math.abs(middle(mark) - middle(here)) }] : []))
      .toSorted((one, other) => one.distance - other.distance)
    if (near[0]) return { row, column: near[0].column }
  }
  return undefined
}

function edgeOfRow(grid: MarkGrid, row: number, last: boolean): Position | undefined {
  const marks = grid[row] ?? []
  const column = last ? marks.findLastIndex((mark) => mark !== null) : marks.findIndex((mark) => mark !== null)
  return column < 0 ? undefined : { row, column }
}

function edge(grid: MarkGrid, last: boolean): Position | undefined {
  const has = (marks: readonly (Mark | null)[]) => marks.some((mark) => mark !== null)
  const row = last ? grid.findLastIndex(has) : grid.findIndex(has)
  return row < 0 ? undefined : edgeOfRow(grid, row, last)
}
