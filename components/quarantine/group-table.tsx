import { sourceNames } from '@/components/shell/source-names'
import { DataTable, type TableColumn } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { formatMoment } from '@/lib/format/dates'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import type { QuarantineGroup } from '@/lib/refresh/quarantine-status'
import { reasonInWords } from './reasons'

const columns: readonly TableColumn[] = [
  { id: 'reason', label: 'Reason' },
  { id: 'rows', label: 'Rows', numeric: true },
  { id: 'table', label: 'Table', mono: true },
  { id: 'source', label: 'Source' },
  { id: 'column', label: 'Column', mono: true },
  { id: 'first', label: 'First seen' },
  { id: 'last', label: 'Last seen' },
  { id: 'run', label: 'Refresh', numeric: true },
]

interface GroupTableProps {
  groups: readonly QuarantineGroup[]
  hrefOf: (group: QuarantineGroup) => string
}

/** Every reason in every table; each leads to its rows. */
export function GroupTable({ groups, hrefOf }: GroupTableProps) {
  const total = groups.reduce((sum, { rows }) => sum + rows, 0)
  return (
    <Card title="What waits" about={`${formatCounted(total, 'row', 'rows')}, by reason and table. Times are UTC.`}>
      <DataTable
        label="Quarantined rows by reason and table"
        columns={columns}
        chooseColumns={false}
        rows={groups.map((group) => ({
          id: `${group.connectorId} ${group.table} ${group.reason}`,
          cells: {
            reason: { text: reasonInWords(group.reason), href: hrefOf(group), title: group.message },
            rows: { text: formatCount(group.rows) },
            table: { text: group.table },
            source: { text: sourceNames[group.connectorId] },
            column: { text: group.columns.join(', ') || '–', title: group.columns.join(', ') },
            first: { text: formatMoment(group.firstSeen) },
            last: { text: formatMoment(group.lastSeen) },
            run: { text: String(group.lastRun), href: `/admin/refreshes/${group.lastRun}` },
          },
        }))}
      />
    </Card>
  )
}
