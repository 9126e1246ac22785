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

/** Hours on an axis need no decimals where the steps have none. */
function tickText(value: number, step: number, format: ValueFormat): string {
  if (format === 'hours' && Number.isInteger(step)) return formatCount(value)
  if (format === 'percent') return `${formatDecimal(value * 100, Number.isInteger(step * 100) ? 0 : 1)}\u202f%`
  return formatValue(value, format)
}
