/** Curves that change on certain days and hold between them. */
import type { CurvePoint } from './survival-curves'

/** The point in force at the end of a day; before the first one nothing has happened yet. */
function pointAt(points: readonly CurvePoint[], day: number): CurvePoint {
  return points.findLast((point) => point.day <= day) ?? { day: 0, share: points.length > 0 ? 0 : null }
}

/** One point per day of the axis, whatever days the curve itself names. */
export function daily(points: readonly CurvePoint[], days: number): CurvePoint[] {
  return Array.from({ length: days + 1 }, (_, day) => ({ ...pointAt(points, day), day }))
}

/** Ticks of an axis of days: 0, 30, 60, 90 or 0, 7, 14 … so that months and weeks can be read. */
export function dayTicks(days: number): number[] {
  const step = [1, 2, 7, 14, 30, 60, 90, 180, 365].find((one) => days / one <= 6) ?? Math.ceil(days / 6)
  return Array.from({ length: Math.floor(days / step) + 1 }, (_, index) => index * step)
}
