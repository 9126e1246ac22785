/** Drawings of different sizes put beside and below each other, the largest first. */
export interface Size {
  readonly width: number
  readonly height: number
}

const GAP = 48

interface Packed extends Size {
  /** In the order of the parts. */
  readonly places: readonly { readonly x: number; readonly y: number }[]
}

/** Rows as wide as the widest part; within a row parts stand below each other as far as the row's first is high. */
export function packed(parts: readonly Size[]): Packed {
  const width = Math.max(0, ...parts.map((part) => part.width))
  const order = parts.map((_, index) => index).sort((one, other) => heightAt(parts, other) - heightAt(parts, one))
  const places = parts.map(() => ({ x: 0, y: 0 }))
  let row = { y: 0, height: 0 }
  let stack = { x: 0, y: 0, width: 0 }
  for (const index of order) {
    const part = parts[index]
    if (!part) continue
    if (stack.width > 0 && stack.y + part.height > row.y + row.height) {
      stack = { x: stack.x + stack.width + GAP, y: row.y, width: 0 }
    }
    if (row.height === 0 || stack.x + part.width > width) {
      row = { y: row.height === 0 ? 0 : row.y + row.height + GAP, height: part.height }
      stack = { x: 0, y: row.y, width: 0 }
    }
    places[index] = { x: stack.x, y: stack.y }
    stack = { ...stack, y: stack.y + part.height + GAP, width: Math.max(stack.width, part.width) }
  }
  return { width, height: row.y + row.height, places }
}

const heightAt = (parts: readonly Size[], index: number) => parts[index]?.height ?? 0
