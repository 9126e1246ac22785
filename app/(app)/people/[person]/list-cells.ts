/** Kinds of columns that the lists on a person's page have. */
import type { TableCell, TableColumn } from '@/components/tables/data-table'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { formatDay, formatMoment } from '@/lib/format/dates'
import { numberOf } from '@/lib/format/number-of'
import { formatCount } from '@/lib/format/numbers'
import { formatValue } from '@/lib/format/value'

export interface ListColumn extends TableColumn {
  readonly cell: (row: AnalysisRow) => TableCell
}

type Format = Parameters<typeof formatValue>[1]

export const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
export const none: TableCell = { text: '–', quiet: true }

export function written(id: string, label: string, words: (value: string) => string = (value) => value): ListColumn {
  return {
    id,
    label,
    cell: (row) => {
      const value = text(row[id])
      return value === null ? none : { text: words(value), title: words(value), quiet: value === 'Not set' }
    },
  }
}

export const day = (id: string, label: string) => written(id, label, formatDay)

/** With the time of day, which the source has. */
export const moment = (id: string, label: string) => written(id, label, formatMoment)

/** Where there is no room for the time of day, it stands behind the day on hover. */
export function dayOfMoment(id: string, label: string): ListColumn {
  return {
    id,
    label,
    cell: (row) => {
      const value = text(row[id])
      return value === null ? none : { text: formatDay(value), title: formatMoment(value) }
    },
  }
}

export function counted(id: string, label: string, format: Format): ListColumn {
  return {
    id,
    label,
    numeric: true,
    cell: (row) => {
      const value = numberOf(row[id])
      return value === null ? none : { text: formatValue(value, format), quiet: value === 0 }
    },
  }
}

export function share(id: string, of: string, label: string): ListColumn {
  return {
    id,
    label,
    numeric: true,
    cell: (row) => {
      const [done, all] = [numberOf(row[id]) ?? 0, numberOf(row[of])]
      if (all === null || all === 0) return done === 0 ? none : { text: formatCount(done) }
      return { text: `${formatCount(done)} of ${formatCount(all)}`, meter: Math.min(1, done / all), quiet: done === 0 }
    },
  }
}
