/** A change against the comparison, said in words: a sign alone is not enough for everybody. */
import { formatDecimal, formatPercent, type MaybeNumber, type ValueFormat } from './numbers'
import { formatValueWithUnit } from './value'

export interface Change {
  /** "Up 8.4 %" */
  readonly text: string
  /** "from 1,039" */
  readonly from: string
  readonly direction: 'up' | 'down' | 'same'
}

/** Relative for amounts, in points for rates, in days for days; null where there is nothing to compare. */
export function changeInWords(now: MaybeNumber, before: MaybeNumber, format: ValueFormat): Change | null {
  if (typeof now !== 'number' || typeof before !== 'number') return null
  return inWords(now, before, formatValueWithUnit(before, format), (difference) => {
    if (format === 'percent') return atLeast(Math.abs(difference) * 100, ' points')
    if (before === 0 || format === 'days') return formatValueWithUnit(Math.abs(difference), format)
    return relative(Math.abs(difference / before))
  })
}

function inWords(now: number, before: number, beforeText: string, sizeOf: (difference: number) => string): Change {
  const from = `from ${beforeText}`
  if (now === before) return { text: 'No change', from, direction: 'same' }
  const direction = now > before ? 'up' : 'down'
  return { text: `${direction === 'up' ? 'Up' : 'Down'} ${sizeOf(now - before)}`, from, direction }
}

function relative(share: number): string {
  return share < 0.0005 ? `less than ${formatPercent(0.001)}` : formatPercent(share)
}

function atLeast(value: number, unit: string): string {
  return value < 0.05 ? `less than 0.1${unit}` : `${formatDecimal(value, 1)}${unit}`
}
