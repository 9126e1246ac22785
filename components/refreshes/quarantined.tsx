import { DataTable, type TableColumn } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { formatCount } from '@/lib/format/numbers'
import type { QuarantinedRow } from '@/lib/refresh/status'

const columns: readonly TableColumn[] = [
  { id: 'table', label: 'Table', mono: true },
  { id: 'line', label: 'Line', numeric: true },
  { id: 'column', label: 'Column', mono: true },
  { id: 'message', label: 'Why', wraps: true },
  { id: 'raw', label: 'The row as it came', mono: true },
]

type Sample = QuarantinedRow & { readonly excerpt: string | null }

export function Quarantined({ rows, total }: { rows: readonly Sample[]; total: number }) {
  return (
    <Card
      id="set-aside"
      title="Rows set aside"
      about={`${formatCount(rows.length)} of ${formatCount(total)}. They are kept with their raw bytes and count in no number.`}
    >
      <DataTable
        label="Rows set aside"
        columns={columns}
        chooseColumns={false}
        rows={rows.map(({ id, table, object, line, column, message, excerpt }) => ({
          id: String(id),
          cells: {
            table: { text: table, ...(object && { title: object }) },
            line: { text: line === null ? '–' : formatCount(line) },
            column: { text: column ?? '–' },
            message: { text: message },
            raw: { text: excerpt ?? '–', ...(excerpt && { title: excerpt }) },
          },
        }))}
      />
    </Card>
  )
}
