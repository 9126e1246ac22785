/** Small words of random rows (random-skilljar.ts, random-quizzes.ts). */
import type { MirrorRow } from './mirrors'
import { someDay, type Random } from './random-mirrors'

export const many = (count: number, row: (index: number) => MirrorRow): MirrorRow[] =>
  Array.from({ length: count }, (_, index) => row(index))

export const time = (chance: Random) =>
  `${someDay(chance)} ${pick(chance, ['00:00:00', '09:30:00', '09:30:00.25', '23:59:59'])}`
/** Null is picked like any other value. */
export const pick = <T>(chance: Random, values: readonly T[]): T => values[chance.below(values.length)] as T
export const orNull = <T>(chance: Random, share: number, value: T): T | null => (chance.chance(share) ? null : value)
export const flag = (chance: Random) => pick(chance, [true, false, null])

/** A lesson progress of random-skilljar.ts: m0 to m219, or one that is unknown. */
export const lessonProgress = (chance: Random) =>
  orNull(chance, 0.05, chance.chance(0.05) ? 'm999' : `m${chance.below(220)}`)
