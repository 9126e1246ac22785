/** Values of groups as people read them; what an address or an export holds stays as it is. */
import type { TableCell } from '@/components/tables/data-table'
import type { Dimension, Measure } from '@/lib/explorer/group-parts'
import type { JoinedNames } from '@/lib/explorer/joined-names'
import type { Cell } from '@/lib/explorer/table-page'
import { formatBucket, formatDay, formatTime } from '@/lib/format/dates'
import { formatCount, formatDecimal } from '@/lib/format/numbers'

export function dimensionText({ column, unit }: Dimension, value: Cell, names: JoinedNames): string {
  if (value === null) return 'null'
  const text = String(value)
  if (unit !== null) return isDay(text) ? formatBucket(text, unit) : text
  const name = names.get(column.name)?.get(text)?.text
  if (name) return `${name} ${text}`
  return text === '' ? 'empty text' : kindText(column.kind, text)
}

export function measureCell({ kind, column, calculation }: Measure, value: Cell): TableCell {
  if (value === null) return { text: '–', quiet: true }
  const text = String(value)
  const number = Number(text)
  if (kind === 'date' || kind === 'timestamp') return { text: kindText(kind, text) }
  if (kind === 'text' || !Number.isFinite(number)) return { text, title: text }
  const isId = calculation === 'min' || calculation === 'max' ? column?.references !== null : false
  if (isId) return { text }
  if (Number.isSafeInteger(number)) return { text: formatCount(number), quiet: number === 0 }
  // Longer than a number of JavaScript's holds: digits are shown as they are.
  if (/^-?\d+$/.test(text)) return { text }
  return { text: formatDecimal(number, 2), title: text }
}

function kindText(kind: string, text: string): string {
  const day = text.slice(0, 10)
  if (!isDay(day) || (kind !== 'date' && kind !== 'timestamp')) return text
  return kind === 'date' ? formatDay(text) : `${formatDay(text)}, ${formatTime(text)}`
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text)
}
