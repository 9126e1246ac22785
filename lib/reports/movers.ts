/** Where most changed against the comparison: the largest rises and falls, each with what it was. */

export interface Mover<K> {
  readonly key: K
  readonly name: string
  readonly now: number
  readonly before: number
}

interface Amount<K> {
  readonly key: K
  readonly name: string
  /** Null: not to be shown to this reader, so not to be compared either. */
  readonly amount: number | null
}

export interface Movers<K> {
  /** The largest first. */
  readonly rises: readonly Mover<K>[]
  readonly falls: readonly Mover<K>[]
}

/** What is in one of the periods only was nothing in the other. */
export function moversOf<K>(now: readonly Amount<K>[], before: readonly Amount<K>[], most: number): Movers<K> {
  const former = new Map(before.map((row) => [row.key, row]))
  const known = new Set(now.map(({ key }) => key))
  const pairs = [
    ...now.map(({ key, name, amount }) => {
      const earlier = former.get(key)
      return { key, name, now: amount, before: earlier === undefined ? 0 : earlier.amount }
    }),
    ...before.flatMap(({ key, name, amount }) => (known.has(key) ? [] : [{ key, name, now: 0, before: amount }])),
  ]
  const moved = pairs.filter((pair): pair is Mover<K> => pair.now !== null && pair.before !== null)
  const change = (mover: Mover<K>) => mover.now - mover.before
  const byChange = moved.toSorted((one, other) => change(other) - change(one))
  return {
    rises: byChange.filter((mover) => change(mover) > 0).slice(0, most),
    falls: byChange
      .filter((mover) => change(mover) < 0)
      .toReversed()
      .slice(0, most),
  }
}
