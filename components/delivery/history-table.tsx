import { DataTable, type TableRow } from '@/components/tables/data-table'
import type { HistoryLine } from '@/lib/delivery/history'
import { formatMoment } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/numbers'

const states = { pending: 'Waits', sent: 'Sent', failed: 'Failed', skipped: 'Left out' } as const

const columns = [
  { id: 'at', label: 'When' },
  { id: 'name', label: 'What' },
  { id: 'recipient', label: 'To' },
  { id: 'state', label: 'Outcome' },
  { id: 'rows', label: 'Rows', numeric: true },
  { id: 'reason', label: 'Why', wraps: true },
]

export function HistoryTable({ lines }: { lines: readonly HistoryLine[] }) {
  return <DataTable label="History" columns={columns} rows={lines.map(row)} />
}

function row({ id, at, name, recipient, kind, state, rows, reason, tries }: HistoryLine): TableRow {
  const retried = state === 'pending' && tries > 0 ? ` (after ${tries} ${tries === 1 ? 'try' : 'tries'})` : ''
  const what = kind === 'usual' ? name : `${name} (${kind})`
  return {
    id,
    cells: {
      at: { text: formatMoment(at) },
      name: { text: what, title: what },
      recipient: { text: recipient, title: recipient },
      state: {
        text: `${states[state]}${retried}`,
        ...(state === 'failed' && { tone: 'negative' as const }),
        quiet: state === 'skipped',
      },
      rows: rows === null ? { text: '–', quiet: true } : { text: formatCount(rows) },
      reason: { text: reason ?? '–', quiet: true },
    },
  }
}
