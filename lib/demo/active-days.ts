/** On which days a person learns: in spells of weeks, more on busy days, never while not with the company. */
import { weekday, type Calendar, type Day } from './calendar'
import type { Person } from './people'
import { random } from './random'

/** One person in this many is sure to learn on the newest day, so that no demo ends early. */
const ALWAYS_ON_THE_LAST_DAY = 20

/** `platform` separates the two sources: the same person keeps different days on each. */
export function activeDays(person: Person, days: Calendar, seed: number, platform: string): Day[] {
  const chance = random(seed, platform, 'days', person.index)
  const from = Math.max(days.first, person.joinsOn)
  const until = Math.min(days.last, (person.leavesOn ?? Infinity) - 1)
  const active: Day[] = []
  let spell = chance.lognormal(1, 0.6)
  for (let day = from; day <= until; day++) {
    if (weekday(day) === 0) spell = chance.chance(0.35) ? chance.between(0, 0.25) : chance.lognormal(1, 0.6)
    const curious = day - person.joinsOn < 21 ? 2 : 1
    if (chance.chance(Math.min(0.97, person.diligence * days.weight(day) * spell * curious))) active.push(day)
  }
  const stays = person.index % ALWAYS_ON_THE_LAST_DAY === 0 && person.leavesOn === null
  if (stays && active.at(-1) !== days.last) active.push(days.last)
  return active
}
