/** Periods whose answers nobody remembers yet. */
import { scaleDays, scaleFrom } from '@/lib/demo/scale/scale'
import { addDays } from '@/lib/filters/days'

let period = 0

/** 90 days that nobody has asked for. */
export function nextPeriod(): string {
  const from = addDays(scaleFrom, 89 + (period++ % (scaleDays - 180)))
  return `from=${from}&to=${addDays(from, 89 + Math.floor(period / (scaleDays - 180)))}`
}
