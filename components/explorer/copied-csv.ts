/** Rows of the grid as CSV for the clipboard: the values of the table, never what the grid says in other words. */
import { twinCsv } from '@/components/charts/twin'
import type { GridColumn, GridRow } from './grid-model'

const BYTE_ORDER_MARK = /^\ufeff/

export function rowsAsCsv(columns: readonly GridColumn[], rows: readonly GridRow[]): string {
  const csv = twinCsv({
    columns: columns.map(({ name, numeric }) => ({ label: name, numeric })),
    rows: rows.map(({ cells }) =>
      cells.map(({ text, raw }, index) => {
        const value = raw ?? text
        // A negative number is no formula.
        return { text: text ?? '', raw: columns[index]?.numeric && value !== null ? numberOf(value) : value }
      }),
    ),
  })
  return csv.replace(BYTE_ORDER_MARK, '')
}

/** A number only where it survives the way there and back. */
function numberOf(value: string): number | string {
  return String(Number(value)) === value ? Number(value) : value
}
