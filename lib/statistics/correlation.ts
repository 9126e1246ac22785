/** Correlation of two columns of numbers. */

/**
 * Pearson's r of two columns of equal length; null where one of them does not vary or is empty. With a column of zeros and
 * ones this is the point-biserial correlation.
 */
export function pearson(xs: readonly number[], ys: readonly number[]): number | null {
  if (xs.length !== ys.length) throw new RangeError(`Two columns of ${xs.length} and ${ys.length} numbers do not pair.`)
  const [meanX, meanY] = [mean(xs), mean(ys)]
  let [xy, xx, yy] = [0, 0, 0]
  for (const [index, x] of xs.entries()) {
    const [dx, dy] = [x - meanX, (ys[index] as number) - meanY]
    xy += dx * dy
    xx += dx * dx
    yy += dy * dy
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null
}

/**
 * How well an item tells strong from weak people: the correlation of being right on it with the score on all other items,
 * as a share of those that the person saw (corrected point-biserial, METRICS.md item_discrimination). Null where everybody
 * was right, nobody was, or nobody saw another item.
 *
 * @param answers one row per person who saw the item: right on it or not, and right and seen over all items, it included
 */
export function itemDiscrimination(
  answers: readonly { readonly isCorrect: boolean; readonly correct: number; readonly seen: number }[],
): number | null {
  const comparable = answers.filter(({ seen }) => seen > 1)
  return pearson(
    comparable.map(({ isCorrect }) => Number(isCorrect)),
    comparable.map(({ isCorrect, correct, seen }) => (correct - Number(isCorrect)) / (seen - 1)),
  )
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
