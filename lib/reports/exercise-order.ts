/** In which order the exercises of a course stand; it is in the address. */
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readOne } from '@/lib/filters/url'
import { numberOf } from '@/lib/format/number-of'
import { isSmallSample } from '@/lib/format/small-sample'

export const exercisesParam = 'exercises'

/** The first is the usual one. */
export const exerciseOrders = ['slowest', 'left', 'course'] as const
export type ExerciseOrder = (typeof exerciseOrders)[number]

/** What holds people up most stands first, and the rest is in the course's own order. */
const MOST_RANKED = 15

export function readExerciseOrder(search: URLSearchParams): ExerciseOrder {
  const text = readOne(search, exercisesParam)
  if (text === null) return 'slowest'
  const found = exerciseOrders.find((value) => value === text)
  if (found !== undefined) return found
  throw new InvalidFilter(
    exercisesParam,
    `${exercisesParam}: "${text}" is not known. Use one of: ${exerciseOrders.join(', ')}.`,
  )
}

const measures = { slowest: 'of_chapter', left: 'open_share' } as const

/** A ranking leaves out exercises that fewer than ten people started: too few to compare. */
export function inOrder(rows: readonly AnalysisRow[], order: ExerciseOrder): readonly AnalysisRow[] {
  if (order === 'course') return rows
  const value = (row: AnalysisRow) => Number(row[measures[order]] ?? 0)
  return rows
    .filter((row) => !isSmallSample(Number(row['started'] ?? 0)) && value(row) > 0)
    .toSorted((one, other) => value(other) - value(one))
    .slice(0, MOST_RANKED)
}

export const isOfFew = (row: AnalysisRow): boolean => isSmallSample(numberOf(row['started']))
