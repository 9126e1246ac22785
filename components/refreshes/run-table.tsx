import { History } from 'lucide-react'
import type { ReactNode } from 'react'
import { sourceNames } from '@/components/shell/source-names'
import { DataTable, type TableColumn, type TableRow } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { formatMoment } from '@/lib/format/dates'
import { formatDuration } from '@/lib/format/durations'
import { formatCount } from '@/lib/format/numbers'
import type { RunSummary } from '@/lib/refresh/status'
import { askedBy } from './asked-by'

const columns: readonly TableColumn[] = [
  { id: 'run', label: 'Run' },
  { id: 'source', label: 'Source' },
  { id: 'result', label: 'Result' },
  { id: 'started', label: 'Started' },
  { id: 'took', label: 'Took', numeric: true },
  { id: 'mode', label: 'Mode' },
  { id: 'by', label: 'Asked by' },
  { id: 'read', label: 'Rows read', numeric: true },
  { id: 'inserted', label: 'Added', numeric: true },
  { id: 'updated', label: 'Changed', numeric: true },
  { id: 'deleted', label: 'Removed', numeric: true },
  { id: 'quarantined', label: 'Quarantined', numeric: true },
  { id: 'error', label: 'What went wrong' },
]

const results: Partial<Record<RunSummary['state'], string>> = {
  published: 'Published',
  unchanged: 'No change',
  failed: 'Failed',
  cancelled: 'Cancelled',
  held: 'Held',
  discarded: 'Discarded',
}

const tones: Partial<Record<RunSummary['state'], { tone: 'negative' | 'warning' }>> = {
  failed: { tone: 'negative' },
  held: { tone: 'warning' },
}

export function RunTable({ runs, footer }: { runs: readonly RunSummary[]; footer?: ReactNode }) {
  return (
    <Card title="Refresh runs" about="Newest first. A run opens with its counts per table." footer={footer}>
      {runs.length === 0 ? (
        <EmptyState icon={History} title="No refresh here">
          A refresh is listed from the moment it is asked for. Connect a source and press Refresh now, or choose other
          runs above.
        </EmptyState>
      ) : (
        <DataTable
          label="Refresh runs"
          columns={runs.some(({ errorMessage }) => errorMessage) ? columns : columns.filter(({ id }) => id !== 'error')}
          rows={runs.map(rowOf)}
          chooseColumns={false}
        />
      )}
    </Card>
  )
}

function rowOf(run: RunSummary): TableRow {
  const count = (value: number) => ({ text: formatCount(value), quiet: value === 0 })
  return {
    id: String(run.id),
    cells: {
      run: { text: String(run.id), href: `/admin/refreshes/${run.id}` },
      source: { text: sourceNames[run.connectorId] },
      result: { text: results[run.state] ?? 'Under way', ...tones[run.state] },
      started: { text: run.startedAt ? formatMoment(run.startedAt) : 'Waiting', quiet: !run.startedAt },
      took: { text: run.seconds === null ? '–' : formatDuration(run.seconds) },
      mode: { text: modeOf(run) },
      by: { text: askedBy(run) },
      read: count(run.rowsRead),
      inserted: count(run.rowsInserted),
      updated: count(run.rowsUpdated),
      deleted: count(run.rowsDeleted),
      quarantined: count(run.rowsQuarantined),
      error: run.errorMessage ? { text: run.errorMessage, title: run.errorMessage } : { text: '' },
    },
  }
}

/** What the run set out to do, in a word. */
function modeOf({ replay, reconcile, full }: RunSummary): string {
  if (replay) return 'replay'
  if (reconcile) return 'reconcile'
  return full ? 'full' : 'changes'
}
