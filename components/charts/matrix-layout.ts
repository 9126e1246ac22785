/** Where the cells of a matrix stand. Names of columns lie flat where they fit and stand upright where they do not. */
import { widestText } from './text-width'

export interface MatrixLayout {
  readonly side: number
  readonly head: number
  readonly pitch: number
  readonly row: number
  readonly upright: boolean
}

const uprightMost = 128

export function matrixLayout(width: number, names: readonly string[], columns: readonly string[]): MatrixLayout {
  const narrow = width < 480
  const side = Math.min(widestText(names, 13) + 20, narrow ? Math.max(112, width * 0.38) : 260)
  const widest = widestText(columns, 11)
  const flat = Math.max(40, widest + 12)
  const room = (width - side) / Math.max(1, columns.length)
  const upright = flat > 84 || flat > Math.max(room, 40)
  return {
    side,
    upright,
    head: upright ? Math.min(uprightMost, widest + 28) : 28,
    pitch: upright ? Math.max(32, Math.min(64, room)) : Math.max(flat, Math.min(96, room)),
    row: narrow ? 36 : 30,
  }
}
