/** Random cells of generated mirrors. */
import type { MirrorRow } from './mirrors'
import type { Random } from './random-mirrors'

/** Only DataCamp's smaller facts know this user. */
export const unknownUser = 97

export const many = (count: number, row: (index: number) => MirrorRow): MirrorRow[] =>
  Array.from({ length: count }, (_, index) => row(index))

export const someUser = (chance: Random) => (chance.chance(0.03) ? unknownUser : chance.below(42) + 1)
export const maybe = (chance: Random, share: number, value: () => string | number | boolean | null) =>
  chance.chance(share) ? value() : null
export const numberOf = (day: string) => Number(day.replaceAll('-', ''))

/** No two moments of one call sequence are the same. */
export function clock(chance: Random): (day: string) => string {
  let ticks = 0
  return (day) => {
    ticks += 1
    return `${day} ${String(chance.below(24)).padStart(2, '0')}:${String(Math.floor(ticks / 60) % 60).padStart(2, '0')}:${String(ticks % 60).padStart(2, '0')}`
  }
}
