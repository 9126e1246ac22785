/** When a watched value is beyond its limit, and when it has come back far enough to be told of again. */
import { formatPercent } from '@/lib/format/numbers'
import { formatValueWithUnit } from '@/lib/format/value'
import type { MetricName } from '@/lib/metrics/names'
import { metrics } from '@/lib/metrics/names'

export const conditions = {
  above: 'is above',
  below: 'is below',
  rise: 'rose by more than',
  fall: 'fell by more than',
} as const

export type Condition = keyof typeof conditions

export const isCondition = (text: string | null): text is Condition => text !== null && Object.hasOwn(conditions, text)

export interface Watch {
  readonly condition: Condition
  /** A value of the metric; of a rise or fall a share of the value before: 0.1 is 10 %. */
  readonly threshold: number
}

export interface Measured {
  /** Null: hidden from this reader, or of nothing. */
  readonly value: number | null
  readonly before: number | null
}

/** A value that sways around its limit is told once: it must come back by this share of the limit first. */
const MARGIN = 0.05

/** Null: there is nothing to judge by, and what was said before holds. */
export function isBeyond({ condition, threshold }: Watch, measured: Measured, was: boolean | null): boolean | null {
  const amount = amountOf(condition, measured)
  if (amount === null) return null
  const limit = was === true ? threshold + way(condition) * -MARGIN * Math.abs(threshold) : threshold
  return way(condition) * (amount - limit) > 0
}

const way = (condition: Condition) => (condition === 'below' ? -1 : 1)

function amountOf(condition: Condition, { value, before }: Measured): number | null {
  if (condition === 'above' || condition === 'below') return value
  if (value === null || before === null || before === 0) return null
  const change = (value - before) / Math.abs(before)
  return condition === 'rise' ? change : -change
}

/** "Active learners is below 100" */
export function watchInWords(metric: MetricName, { condition, threshold }: Watch): string {
  const limit =
    condition === 'rise' || condition === 'fall'
      ? formatPercent(threshold)
      : formatValueWithUnit(threshold, metrics[metric].format)
  return `${metrics[metric].label} ${conditions[condition]} ${limit}`
}
