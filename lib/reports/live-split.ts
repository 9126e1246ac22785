/** By what the cards of Live training are split: one choice for all of them, in the address. */
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readOne, type Search } from '@/lib/filters/url'

export const liveSplits = ['instructor', 'location', 'time_zone', 'account', 'tag', 'course'] as const
export type LiveSplit = (typeof liveSplits)[number]

export function readSplit(search: Search): LiveSplit {
  const given = readOne(search, 'split')
  if (given === null) return 'instructor'
  const split = liveSplits.find((name) => name === given)
  if (split) return split
  throw new InvalidFilter('split', `split: "${given}" is none of ${liveSplits.join(', ')}.`)
}
