/** Periods by name, their neighbours, and the period that a number is compared with. */
import { bucketStart, nextBucket, type Grain } from './buckets'
import { addDays, addMonths, daysBetween } from './days'
import type { Comparison, Period } from './filters'

export interface Preset {
  readonly name: string
  readonly label: string
  /** `newest` is the newest whole day; "this week" and the like end there. */
  readonly period: (newest: string) => Period
}

const lastDays = (count: number): Preset => ({
  name: `last_${count}_days`,
  label: `Last ${count} days`,
  period: (newest) => ({ from: addDays(newest, 1 - count), to: newest }),
})

const current = (grain: Grain): Preset => ({
  name: `this_${grain}`,
  label: `This ${grain}`,
  period: (newest) => ({ from: bucketStart(grain, newest), to: newest }),
})

const last = (grain: Grain): Preset => ({
  name: `last_${grain}`,
  label: `Last ${grain}`,
  period: (newest) => {
    const to = addDays(bucketStart(grain, newest), -1)
    return { from: bucketStart(grain, to), to }
  },
})

export const presets: readonly Preset[] = [
  lastDays(7),
  lastDays(28),
  lastDays(90),
  ...(['week', 'month', 'quarter', 'year'] as const).flatMap((grain) => [current(grain), last(grain)]),
  lastDays(365),
]

/** The preset that a period equals, for its name beside the dates. */
export function presetOf(period: Period, newest: string): Preset | undefined {
  return presets.find((preset) => {
    const { from, to } = preset.period(newest)
    return from === period.from && to === period.to
  })
}

/** Number of days, both ends included. */
export function lengthOf(period: Period): number {
  return daysBetween(period.from, period.to) + 1
}

/** For the arrows beside the period: whole months, quarters and years move by their own kind, all else by its days. */
export function previousPeriod(period: Period): Period {
  return neighbour(period, -1)
}

export function nextPeriod(period: Period): Period {
  return neighbour(period, 1)
}

function neighbour(period: Period, direction: 1 | -1): Period {
  const months = wholeMonths(period)
  if (months !== null) {
    const from = addMonths(period.from, months * direction)
    return { from, to: addDays(addMonths(from, months), -1) }
  }
  const days = lengthOf(period) * direction
  return { from: addDays(period.from, days), to: addDays(period.to, days) }
}

function wholeMonths({ from, to }: Period): number | null {
  for (const [grain, months] of [
    ['month', 1],
    ['quarter', 3],
    ['year', 12],
  ] as const) {
    if (bucketStart(grain, from) === from && nextBucket(grain, from) === addDays(to, 1)) return months
  }
  return null
}

/** The days just before, as many as the period has; the same calendar days a year earlier; or nothing. */
export function comparisonPeriod(period: Period, compare: Comparison): Period | null {
  switch (compare) {
    case 'none':
      return null
    case 'previous': {
      const days = lengthOf(period)
      return { from: addDays(period.from, -days), to: addDays(period.to, -days) }
    }
    case 'last_year':
      return { from: addMonths(period.from, -12), to: addMonths(period.to, -12) }
  }
}
