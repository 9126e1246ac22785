import { Table2 } from 'lucide-react'
import { DataTable, type TableColumn, type TableRow } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { LinkChoice } from '@/components/ui/link-choice'
import { EmptyState } from '@/components/ui/states'
import { formatCount } from '@/lib/format/numbers'
import type { TableStatus } from '@/lib/refresh/status'

const columns: readonly TableColumn[] = [
  { id: 'table', label: 'Table', mono: true },
  { id: 'before', label: 'Live before', numeric: true },
  { id: 'read', label: 'Read', numeric: true },
  { id: 'deleted', label: 'Removed', numeric: true },
  { id: 'change', label: 'Removed, added' },
  { id: 'inserted', label: 'Added', numeric: true },
  { id: 'updated', label: 'Changed', numeric: true },
  { id: 'unchanged', label: 'Unchanged', numeric: true },
  { id: 'quarantined', label: 'Quarantined', numeric: true },
  { id: 'after', label: 'Live after', numeric: true },
  { id: 'state', label: 'State' },
  { id: 'warnings', label: 'Told', wraps: true },
]

interface RunTablesProps {
  tables: readonly TableStatus[]
  /** Tables at which a guard stopped. */
  flagged: ReadonlySet<string>
  show: 'changed' | 'all'
  /** The address of this page with the other choice. */
  href: (show: 'changed' | 'all') => string
}

/** What a run did to each table, or would do if it is held. */
export function RunTables({ tables, flagged, show, href }: RunTablesProps) {
  const moved = tables.filter((table) => flagged.has(table.table) || isNotable(table))
  const shown = show === 'all' ? tables : moved
  const sum = (count: (table: TableStatus) => number) =>
    cellOf(tables.reduce((total, table) => total + count(table), 0))
  const most = Math.max(0, ...tables.flatMap((table) => [table.rowsDeleted, table.rowsInserted]))
  const quiet = tables.length - moved.length
  return (
    <Card
      title={tables.length > 0 ? `Tables ${tables.length}` : 'Tables'}
      about={
        tables.length > 0 &&
        'Read = added + changed + unchanged + quarantined. Live after = live before + added − removed.'
      }
      tools={
        tables.length > 0 && (
          <LinkChoice
            label="Tables shown"
            choices={(['changed', 'all'] as const).map((choice) => ({
              label: choice === 'all' ? `All ${tables.length}` : `Changed ${moved.length}`,
              href: href(choice),
              current: show === choice,
            }))}
          />
        )
      }
      footer={show === 'changed' && quiet > 0 && `${formatCount(quiet)} tables without a difference are not listed.`}
    >
      {tables.length === 0 ? (
        <EmptyState icon={Table2} title="No table was read">
          The run ended, or waits, before it came to the first one.
        </EmptyState>
      ) : shown.length === 0 ? (
        <EmptyState icon={Table2} title="No table changed">
          Every row at the source is as it was at the last refresh.
        </EmptyState>
      ) : (
        <DataTable
          label="Tables of this run"
          columns={columns}
          rows={shown.map((table) => rowOf(table, flagged.has(table.table), most))}
          totals={{
            table: { text: `All ${tables.length} tables` },
            state: { text: '' },
            change: { text: '' },
            warnings: { text: '' },
            before: sum((table) => table.liveBefore ?? 0),
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

function isNotable(table: TableStatus): boolean {
  const counts = [table.rowsInserted, table.rowsUpdated, table.rowsDeleted, table.rowsQuarantined]
  return table.state === 'failed' || table.warnings.length > 0 || counts.some((count) => count > 0)
}

function rowOf(table: TableStatus, flagged: boolean, most: number): TableRow {
  const { rowsDeleted: removed, rowsInserted: added } = table
  return {
    id: table.table,
    flagged,
    cells: {
      table: { text: table.table },
      state: { text: table.state },
      before: cellOf(table.liveBefore),
      read: cellOf(table.rowsRead),
      deleted: cellOf(removed),
      change: { text: '', change: { removed, added, most } },
      inserted: cellOf(added),
      updated: cellOf(table.rowsUpdated),
      unchanged: cellOf(table.rowsUnchanged),
      quarantined: table.rowsQuarantined > 0 ? { ...cellOf(table.rowsQuarantined), tone: 'warning' } : cellOf(0),
      after: cellOf(table.liveAfter),
      warnings: { text: table.warnings.join(' '), quiet: true },
    },
  }
}

function cellOf(value: number | null) {
  return { text: formatCount(value), quiet: value === 0 || value === null }
}
