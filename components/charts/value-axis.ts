/** Looks of the axis of values, the same on every chart. Recharts reads axes as elements of its own, so these are props. */
import type { ValueFormat } from '@/lib/format/numbers'
import { formatCount, formatDecimal } from '@/lib/format/numbers'
import { formatValue } from '@/lib/format/value'
import type { Scale } from './scale'

export function valueAxis({ ticks, top }: Scale, format: ValueFormat) {
  const text = (value: number) => tickText(value, ticks[1] ?? 1, format)
  const width = 14 + 6.5 * Math.max(...ticks.map((tick) => text(tick).length))
  const props = {
    width,
    domain: [0, top],
    ticks: [...ticks],
    interval: 0,
    axisLine: false,
    tickLine: false,
    tickMargin: 6,
    tick: { fontSize: 11, fill: 'var(--chart-tick)' },
    tickFormatter: text,
  } as const
  return { width, props }
}

/** Hours, days, scores and percent on an axis need no decimals where the steps have none. */
export function tickText(value: number, step: number, format: ValueFormat): string {
  const needsNone = ['hours', 'days', 'score', 'decimal'].includes(format)
  if (needsNone && isWhole(step)) return formatCount(value)
  if (format === 'decimal') return formatDecimal(value, isWhole(step * 10) ? 1 : 2)
  if (format === 'percent') return `${formatDecimal(value * 100, isWhole(step * 100) ? 0 : 1)}\u202f%`
  return formatValue(value, format)
}

/** Steps of a tenth are none exactly in binary. */
function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-9
}
