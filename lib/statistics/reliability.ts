/** Whether the items of a test measure one thing. */

/**
 * Kuder–Richardson formula 20: k/(k−1) · (1 − Σ p(1−p) / σ²), with σ² the variance of the totals over n (Kuder and
 * Richardson 1937). Only for fixed forms: every person saw every item. Null for fewer than two items or people, or where
 * all totals are alike.
 *
 * @param answers one row per person, one column per item
 */
export function kr20(answers: readonly (readonly boolean[])[]): number | null {
  const items = answers[0]?.length ?? 0
  if (answers.some((row) => row.length !== items)) throw new RangeError('KR-20 needs every person on every item.')
  if (items < 2 || answers.length < 2) return null
  const totals = answers.map((row) => row.filter(Boolean).length)
  const shares = Array.from({ length: items }, (_, item) => mean(answers.map((row) => Number(row[item]))))
  const spread = mean(totals.map((total) => (total - mean(totals)) ** 2))
  if (spread === 0) return null
  const withinItems = shares.reduce((sum, share) => sum + share * (1 - share), 0)
  return (items / (items - 1)) * (1 - withinItems / spread)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
