/**
 * For readers of aggregates: rows that add up to a whole that is shown. With the rows to hide come as many of the smallest
 * others as it takes that the whole less what is shown is no count of fewer than `minimum` people.
 */
export function withCompanions<R>(
  rows: readonly R[],
  hidden: (row: R) => boolean,
  counts: (row: R) => readonly number[],
  minimum: number,
): ReadonlySet<R> {
  const chosen = new Set(rows.filter(hidden))
  const isFound = () => {
    const sums = [...chosen].reduce<readonly number[]>(
      (known, row) => counts(row).map((count, index) => count + (known[index] ?? 0)),
      [],
    )
    return sums.some((sum) => sum > 0 && sum < minimum)
  }
  const first = (row: R) => counts(row)[0] ?? 0
  for (const other of rows.filter((row) => first(row) > 0 && !chosen.has(row)).sort((a, b) => first(a) - first(b))) {
    if (!isFound()) break
    chosen.add(other)
  }
  return chosen
}
