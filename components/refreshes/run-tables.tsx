import { Table2 } from 'lucide-react'
import { DataTable, type TableColumn, type TableRow } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { formatCount } from '@/lib/format/numbers'
import type { TableStatus } from '@/lib/refresh/status'

const columns: readonly TableColumn[] = [
  { id: 'table', label: 'Table', mono: true },
  { id: 'state', label: 'State' },
  { id: 'before', label: 'Live before', numeric: true },
  { id: 'read', label: 'Read', numeric: true },
  { id: 'inserted', label: 'Added', numeric: true },
  { id: 'updated', label: 'Changed', numeric: true },
  { id: 'unchanged', label: 'Unchanged', numeric: true },
  { id: 'deleted', label: 'Removed', numeric: true },
  { id: 'quarantined', label: 'Quarantined', numeric: true },
  { id: 'after', label: 'Live after', numeric: true },
  { id: 'warnings', label: 'Told' },
]

export function RunTables({ tables }: { tables: readonly TableStatus[] }) {
  const sum = (count: (table: TableStatus) => number) =>
    cellOf(tables.reduce((total, table) => total + count(table), 0))
  return (
    <Card
      title={`Tables ${tables.length}`}
      about="Read = added + changed + unchanged + quarantined. Live after = live before + added − removed."
    >
      {tables.length === 0 ? (
        <EmptyState icon={Table2} title="No table was read">
          The run ended, or waits, before the source was opened.
        </EmptyState>
      ) : (
        <DataTable
          label="Tables of this run"
          columns={columns}
          rows={tables.map(rowOf)}
          totals={{
            table: { text: `All ${tables.length} tables` },
            read: sum((table) => table.rowsRead),
            inserted: sum((table) => table.rowsInserted),
            updated: sum((table) => table.rowsUpdated),
            unchanged: sum((table) => table.rowsUnchanged),
            deleted: sum((table) => table.rowsDeleted),
            quarantined: sum((table) => table.rowsQuarantined),
            after: sum((table) => table.liveAfter ?? 0),
          }}
        />
      )}
    </Card>
  )
}

function rowOf(table: TableStatus): TableRow {
  return {
    id: table.table,
    cells: {
      table: { text: table.table },
      state: { text: table.state },
      before: cellOf(table.liveBefore),
      read: cellOf(table.rowsRead),
      inserted: cellOf(table.rowsInserted),
      updated: cellOf(table.rowsUpdated),
      unchanged: cellOf(table.rowsUnchanged),
      deleted: cellOf(table.rowsDeleted),
      quarantined: cellOf(table.rowsQuarantined),
      after: cellOf(table.liveAfter),
      warnings: { text: table.warnings.join(' '), title: table.warnings.join(' '), quiet: true },
    },
  }
}

function cellOf(value: number | null) {
  return { text: formatCount(value), quiet: value === 0 || value === null }
}
