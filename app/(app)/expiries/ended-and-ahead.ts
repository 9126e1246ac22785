/** What ended and what ends of a day or a week, which the moment of the data may cut in two; null: one of them is hidden. */
interface Both {
  readonly expiries_ended: number | null
  readonly expiries_ahead: number | null
}

export function sumOf({ expiries_ended: ended, expiries_ahead: next }: Both): number | null {
  return ended === null || next === null ? null : ended + next
}

/** What a chart says without a single mark: nothing is there, or all that is there is hidden. */
export function emptyOf(
  values: readonly (number | null)[],
  nothing: { readonly title: string; readonly text: string },
) {
  if (values.some((value) => value !== null && value > 0)) return null
  return values.includes(null)
    ? { title: 'Too few people', text: 'All that ends is hidden: fewer than five people stand behind each number.' }
    : nothing
}
