import { DataTable, type TableColumn } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { formatCount } from '@/lib/format/numbers'
import type { QuarantineSample } from '@/lib/refresh/quarantine-status'

const columns: readonly TableColumn[] = [
  { id: 'table', label: 'Table', mono: true },
  { id: 'raw', label: 'The row as it came', mono: true },
  { id: 'message', label: 'Why', wraps: true },
  { id: 'column', label: 'Column', mono: true },
  { id: 'key', label: 'Key', mono: true },
  { id: 'line', label: 'Line', numeric: true },
  { id: 'run', label: 'Refresh', numeric: true },
]

interface SamplesProps {
  rows: readonly QuarantineSample[]
  /** Where one row is dealt with alone. */
  hrefOf: (row: QuarantineSample) => string
}

/** The newest rows, as they came; control characters are spelt out. */
export function Samples({ rows, hrefOf }: SamplesProps) {
  return (
    <Card title="Samples" about={`The newest ${formatCount(rows.length)}. Control characters are spelt out.`}>
      <DataTable
        label="Samples of quarantined rows"
        columns={columns}
        chooseColumns={false}
        rows={rows.map((row) => ({
          id: String(row.id),
          cells: {
            table: { text: row.table, href: hrefOf(row), ...(row.object && { title: row.object }) },
            raw: { text: row.excerpt, title: row.excerpt },
            message: { text: row.message },
            column: { text: row.column ?? '–' },
            key: { text: row.key ?? '–', ...(row.key && { title: row.key }) },
            line: { text: row.line === null ? '–' : formatCount(row.line) },
            run: { text: String(row.runId), href: `/admin/refreshes/${row.runId}` },
          },
        }))}
      />
    </Card>
  )
}
