/** A table's name as large as its box allows, for when the diagram is seen from afar: broken at its underscores. */
export interface FarName {
  readonly lines: readonly string[]
  readonly size: number
}

const LETTER = 0.6
const LEADING = 1.15
const SIDE = 8
const [LARGEST, SMALLEST] = [30, 12]

export function farName(name: string, { width, height }: { width: number; height: number }): FarName {
  for (let size = LARGEST; size > SMALLEST; size -= 1) {
    const lines = broken(name, Math.floor((width - 2 * SIDE) / (size * LETTER)))
    if (lines && lines.length * size * LEADING <= height - SIDE) return { lines, size }
  }
  return { lines: [name], size: SMALLEST }
}

/** Null where a word alone is too long. */
function broken(name: string, longest: number): string[] | null {
  const lines: string[] = []
  for (const part of name.match(/[^_]+_?/g) ?? [name]) {
    if (part.length > longest) return null
    const last = lines.at(-1)
    if (last !== undefined && last.length + part.length <= longest) lines[lines.length - 1] = last + part
    else lines.push(part)
  }
  return lines
}
