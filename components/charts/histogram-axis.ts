/** The numeric axis of a histogram whose steps are drawn equally wide, whatever they hold. */

export interface Edges {
  readonly from?: number | undefined
  readonly to?: number | undefined
}

/** Where a value stands between the left (0) and the right end (1) of the plot. */
export function shareOfAxis(bins: readonly Edges[], value: number): number {
  for (const [index, { from, to }] of bins.entries()) {
    if (from === undefined || to === undefined || value >= to) continue
    const inside = to > from ? Math.max(0, (value - from) / (to - from)) : 0
    return (index + inside) / bins.length
  }
  return 1
}

/** Null: with a hidden step nobody knows the whole, and so no share of it. */
export function wholeOf(bins: readonly { readonly count: number | null }[]): number | null {
  return bins.reduce<number | null>((sum, { count }) => (sum === null || count === null ? null : sum + count), 0)
}

/** Every step names both its ends: its axis is numeric. */
export function isNumeric(bins: readonly Edges[]): boolean {
  return bins.length > 0 && bins.every(({ from, to }) => from !== undefined && to !== undefined)
}

/** Edges to name, thinned so that their labels stand apart; the last one is "90+" where the last step is open. */
export function edgeLabels(bins: readonly Edges[], width: number, apart = 44) {
  const every = Math.max(1, Math.ceil((apart * bins.length) / Math.max(1, width)))
  const last = bins.at(-1)
  const open = last?.to !== undefined && !Number.isFinite(last.to)
  const edges = bins.map(({ from }, index) => ({ index, text: String(from ?? '') }))
  const shown = edges.filter(({ index }) => index % every === 0 && (!open || index < bins.length - 1))
  const end = open
    ? { index: bins.length - 0.5, text: `${last?.from ?? ''}+` }
    : { index: bins.length, text: String(last?.to ?? '') }
  const free = shown.filter(({ index }) => end.index - index >= Math.min(every, (apart * bins.length) / width) - 1e-9)
  return [...free, end]
}
