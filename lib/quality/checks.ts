/** Every check of the data, as data: the page Quality, its rows and its tests walk this list. */
import type { Check, Family } from './check'
import { completions } from './checks/completions'
import { deletedContent } from './checks/deleted-content'
import { liveTraining } from './checks/live-training'
import { people } from './checks/people'
import { ranges } from './checks/ranges'
import { references } from './checks/references'
import { repeats } from './checks/repeats'
import { textNumbers } from './checks/text-numbers'
import { timeOrder } from './checks/time-order'

export const checks: readonly Check[] = [
  ...people,
  ...references,
  ...timeOrder,
  ...ranges,
  ...textNumbers,
  ...completions,
  ...liveTraining,
  ...deletedContent,
  ...repeats,
]

export const families: Readonly<Record<Family, string>> = {
  people: 'People and accounts',
  references: 'Missing counterparts',
  time: 'Order of time',
  ranges: 'Impossible numbers',
  numbers: 'Text that is no number',
  completions: 'Completions',
  'live-training': 'Live training',
  'deleted-content': 'Deleted content',
  repeats: 'Equal rows',
}

export function findCheck(id: string): Check | undefined {
  return checks.find((candidate) => candidate.id === id)
}
