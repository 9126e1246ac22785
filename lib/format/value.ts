/** One number in the format that its metric asks for. */
import { formatDuration } from './durations'
import {
  formatCount,
  formatHours,
  formatPercent,
  narrowSpace,
  undefinedNumber,
  type MaybeNumber,
  type ValueFormat,
} from './numbers'

/** For cells and ticks whose header or axis title names the unit. */
export function formatValue(value: MaybeNumber, format: ValueFormat): string {
  switch (format) {
    case 'count':
      return formatCount(value)
    case 'hours':
      return formatHours(value)
    case 'percent':
      return formatPercent(value)
    case 'seconds':
      return formatDuration(value)
  }
}

/** For text that stands alone: hours carry their "h". */
export function formatValueWithUnit(value: MaybeNumber, format: ValueFormat): string {
  const text = formatValue(value, format)
  return format === 'hours' && text !== undefinedNumber ? `${text}${narrowSpace}h` : text
}
