/** A limit as people enter it: rates and changes in percent, hours in hours. */
import { isMetric, metrics } from '@/lib/metrics/names'

/** NaN: no number. */
export function thresholdOf(text: string, { metric, condition }: { metric: string; condition: string }): number {
  const trimmed = text.trim().replace(/\s*%$/, '')
  const value = /^[+-]?\d+([.,]\d+)?$/.test(trimmed) ? Number(trimmed.replace(',', '.')) : NaN
  const isShare =
    condition === 'rise' || condition === 'fall' || (isMetric(metric) && metrics[metric].format === 'percent')
  // Undoes 0.07 * 100.
  return isShare ? Number((value / 100).toPrecision(12)) : value
}
