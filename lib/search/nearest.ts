/** The nearest entries of a list that is already in memory. */
import { MOST_HITS, type Hit } from './hit'
import { rankIn } from './match'

export interface Named extends Hit {
  /** Other words it may be found by. */
  readonly also?: readonly string[]
}

export function nearest(all: readonly Named[], words: readonly string[]): readonly Hit[] {
  return all
    .flatMap((entry) => {
      const rank = rankIn([entry.text, ...(entry.also ?? [])], words)
      return rank === null ? [] : [{ rank, entry }]
    })
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, MOST_HITS)
    .map(({ entry: { text, detail, href } }) => ({ text, detail, href }))
}
