/** One number in the format that its metric asks for. */
import { formatDuration } from './durations'
import {
  formatCount,
  formatDecimal,
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
    case 'days':
    case 'score':
      return formatDecimal(value, 1)
    case 'decimal':
    case 'money':
      return formatDecimal(value, 2)
    case 'seconds':
      return formatDuration(value)
  }
}

/** For text that stands alone: hours and days carry their unit. */
export function formatValueWithUnit(value: MaybeNumber, format: ValueFormat): string {
  const text = formatValue(value, format)
  const unit = ({ hours: 'h', days: 'days' } as Partial<Record<ValueFormat, string>>)[format]
  return unit !== undefined && text !== undefinedNumber ? `${text}${narrowSpace}${unit}` : text
}
