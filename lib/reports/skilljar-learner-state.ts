/** Which learners of a Skilljar course are listed; it is in the address. */
import { learnerStates } from '@/lib/analyses/skilljar/course-learners'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readOne, type Search } from '@/lib/filters/url'

export const learnersParam = 'learners'
export type LearnerState = (typeof learnerStates)[number]

export function readLearnerState(search: Search): LearnerState {
  const text = readOne(search, learnersParam) ?? 'all'
  const found = learnerStates.find((state) => state === text)
  if (found !== undefined) return found
  throw new InvalidFilter(
    learnersParam,
    `${learnersParam}: "${text}" is not known. Use one of: ${learnerStates.join(', ')}.`,
  )
}
