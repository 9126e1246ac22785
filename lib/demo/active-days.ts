/** On which days a person learns: in runs of weeks with long pauses, more on busy days, never while not with the company. */
import { weekday, type Calendar, type Day } from './calendar'
import type { Person } from './people'
import { random } from './random'

/** One person in this many is sure to learn on the newest day, so that no demo ends early. */
const ALWAYS_ON_THE_LAST_DAY = 20

/** Days in which something is to be finished; who takes it seriously makes time for it. */
export interface Deadline {
  readonly from: Day
  readonly until: Day
}

/** `platform` separates the two sources: the same person keeps different days on each. */
export function activeDays(
  person: Person,
  days: Calendar,
  seed: number,
  platform: string,
  deadlines: readonly Deadline[] = [],
): Day[] {
  const chance = random(seed, platform, 'days', person.index)
  const from = Math.max(days.first, person.joinsOn)
  const until = Math.min(days.last, (person.leavesOn ?? Infinity) - 1)
  // Some have an account and never use it.
  if (chance.chance(0.07)) return []
  const staysIn = 0.62 + 0.3 * Math.min(1, person.diligence * 2)
  const comesBack = 0.03 + 0.12 * Math.min(1, person.diligence * 2)
  // Most learn when the end comes near.
  const pressed = deadlines
    .filter(() => chance.chance(0.92))
    .map((deadline) => ({
      from: Math.max(deadline.from, deadline.until - chance.integer(9, 24)),
      until: deadline.until,
    }))
  const active: Day[] = []
  let learning = chance.chance(comesBack / (1 - staysIn + comesBack))
  let spell = chance.lognormal(1, 0.4)
  for (let day = from; day <= until; day++) {
    const isNew = day - person.joinsOn < 14
    if (weekday(day) === 0) {
      learning = isNew || chance.chance(learning ? staysIn : comesBack * days.weight(day))
      spell = chance.lognormal(1, 0.4)
    }
    const isDue = pressed.some((deadline) => deadline.from <= day && day <= deadline.until)
    const wish = learning || isNew ? Math.max(0.16, person.diligence * 1.7) * spell : 0
    const appetite = Math.min(0.97, Math.max(wish, isDue ? 0.42 : 0) * days.weight(day))
    if (chance.chance(appetite)) active.push(day)
  }
  const stays = person.index % ALWAYS_ON_THE_LAST_DAY === 0 && person.leavesOn === null
  if (stays && active.at(-1) !== days.last) active.push(days.last)
  return active
}
