/** A limit as people enter it: rates and changes in percent, hours in hours. */
import { isMetric, metrics } from '@/lib/metrics/names'

interface Watched {
  readonly metric: string
  readonly condition: string
}

/** NaN: no number. */
export function thresholdOf(text: string, watched: Watched): number {
  const trimmed = text.trim().replace(/\s*%$/, '')
  const value = /^[+-]?\d+([.,]\d+)?$/.test(trimmed) ? Number(trimmed.replace(',', '.')) : NaN
  return isShare(watched) ? exactly(value / 100) : value
}

/** What thresholdOf reads as this limit. */
export function limitText(threshold: number, watched: Watched): string {
  return String(isShare(watched) ? exactly(threshold * 100) : threshold)
}

const isShare = ({ metric, condition }: Watched) =>
  condition === 'rise' || condition === 'fall' || (isMetric(metric) && metrics[metric].format === 'percent')

/** Undoes 0.07 * 100. */
const exactly = (value: number) => Number(value.toPrecision(12))
