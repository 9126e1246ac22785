/** The next 90 days in three parts, as bars stack them. */
import type { BarState } from '@/components/charts/bars'

const endingStates = [
  { key: '30', label: 'Within 30 days', color: 'ink' },
  { key: '60', label: '30 to 60 days', color: 'step-3' },
  { key: '90', label: '60 to 90 days', color: 'step-1' },
] as const satisfies readonly BarState[]

const whole = { key: 'all', label: 'Within 90 days', color: 'ink' } as const satisfies BarState

interface Ending {
  readonly expiries_ahead_30: number | null
  readonly expiries_ahead_60: number | null
  readonly expiries_ahead_90: number | null
  readonly expiries_ahead: number | null
}

const partsOf = (row: Ending) => [row.expiries_ahead_30, row.expiries_ahead_60, row.expiries_ahead_90]

/** In parts; in one where that shows more rows, because the parts of some are hidden and what they add up to is not. */
export function endingBars<R extends Ending>(rows: readonly R[]) {
  const isWhole = rows.some((row) => row.expiries_ahead !== null && partsOf(row).includes(null))
  return {
    states: isWhole ? [whole] : endingStates,
    valuesOf: (row: R) => (isWhole ? [row.expiries_ahead] : partsOf(row)),
  }
}
