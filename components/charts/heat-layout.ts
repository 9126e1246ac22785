/** Where the cells of a heatmap stand, and how the parts beside and below them share the width. */
import { widestText } from './text-width'

export interface HeatLayout {
  /** Row names and what leads each row. */
  readonly side: number
  readonly lead: number
  /** From one column, and one row, to the next. */
  readonly pitch: number
  readonly row: number
  readonly cell: { readonly width: number; readonly height: number }
  readonly head: number
  /** The cells alone, then with the means beside them. */
  readonly cells: number
  readonly body: number
  readonly mean: number
}

interface HeatLayoutOptions {
  readonly labels: readonly string[]
  readonly leads: readonly string[]
  readonly columns: number
  readonly numbers: boolean
  readonly mean: boolean
  readonly titled: boolean
  readonly foot: number
}

const gap = 3

export function heatLayout(width: number, height: number, options: HeatLayoutOptions): HeatLayout {
  const { labels, leads, columns, numbers, mean, titled, foot } = options
  const names = Math.min(widestText(labels, 12), width * 0.4)
  const leadRoom = widestText(leads, 12)
  const lead = leadRoom > 0 ? names + 16 + leadRoom : names
  const side = lead + 12
  const meanRoom = mean ? Math.min(180, Math.max(120, width * 0.16)) : 0
  const [least, most] = numbers ? [34, 56] : [14, 28]
  const pitch = Math.max(least, Math.min(most, (width - side - meanRoom) / Math.max(1, columns)))
  const head = titled ? 38 : 22
  const lowest = numbers ? 24 : 18
  // Cells with numbers grow with their card; the others stay near a square.
  const row = numbers ? Math.max(lowest, Math.min(36, (height - head - foot) / Math.max(1, labels.length))) : lowest
  return {
    side,
    lead,
    pitch,
    row,
    cell: { width: pitch - gap, height: row - gap },
    head,
    cells: columns * pitch,
    body: columns * pitch + meanRoom,
    mean: meanRoom,
  }
}

/** A label that would touch the one after it gives way: of a month cut by the left edge, only its end is there. */
export function apartLabels(labels: readonly string[], pitch: number, size: number): number[] {
  return labels.reduceRight<number[]>((shown, label, index) => {
    const end = index * pitch + widestText([label], size) + 6
    return label === '' || end > (shown[0] ?? Infinity) * pitch ? shown : [index, ...shown]
  }, [])
}
