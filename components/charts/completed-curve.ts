/** Rows of the time-to-complete curve as the share completed, with the interval of Greenwood's error on the log-log scale. */
import type { CurvePoint } from './survival-curves'

interface StillOpen {
  readonly day: number
  readonly still_open: number
  readonly standard_error: number | null
}

/** The 97.5th percentile of the normal distribution. */
const z = 1.959964

export function completedCurve(rows: readonly StillOpen[]): CurvePoint[] {
  return rows.map(({ day, still_open: open, standard_error: error }) => {
    const share = 1 - open
    if (error === null || error <= 0 || open <= 0 || open >= 1) return { day, share }
    // On the plain scale an interval leaves 0 … 1 near the ends; on this one it cannot.
    const spread = (z * error) / (open * Math.abs(Math.log(open)))
    return { day, share, low: 1 - open ** Math.exp(-spread), high: 1 - open ** Math.exp(spread) }
  })
}
