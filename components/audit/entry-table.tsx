import { ScrollText } from 'lucide-react'
import { DataTable, type TableCell, type TableColumn } from '@/components/tables/data-table'
import { EmptyState } from '@/components/ui/states'
import type { Entry } from '@/lib/audit/entries'
import type { Named } from '@/lib/audit/names'
import { formatClock, formatDay } from '@/lib/format/dates'
import { actionInWords } from './action-words'
import { detailInWords } from './detail-words'

const columns: readonly TableColumn[] = [
  { id: 'at', label: 'When, UTC' },
  { id: 'actor', label: 'Who' },
  { id: 'action', label: 'What' },
  { id: 'subject', label: 'Of what' },
  { id: 'outcome', label: 'Outcome' },
  { id: 'detail', label: 'Detail' },
]

export const outcomeWords: Readonly<Record<Entry['outcome'], string>> = {
  allowed: 'Allowed',
  denied: 'Denied',
  failed: 'Failed',
}

/** Names of what entries speak of, by id. */
export type Names = ReadonlyMap<string, Named>

export function EntryTable({ entries, names }: { entries: readonly Entry[]; names: Names }) {
  if (entries.length === 0) {
    return (
      <EmptyState icon={ScrollText} title="No entry">
        Nothing that was recorded fits. Choose a longer period or another part of the log.
      </EmptyState>
    )
  }
  const rows = entries.map((entry) => ({ id: String(entry.id), cells: cellsOf(entry, names) }))
  return <DataTable label="Audit log" columns={columns} rows={rows} chooseColumns={false} />
}

function cellsOf(entry: Entry, names: Names): Record<string, TableCell> {
  const { id, at, action, outcome, detail } = entry
  const told = detailInWords(detail)
  return {
    at: { text: momentOf(at), href: `/admin/audit/${id}` },
    actor: { text: actorOf(entry), quiet: entry.actorKind === 'system' },
    action: { text: actionInWords(action), title: action },
    subject: subjectOf(entry, names),
    outcome: { text: outcomeWords[outcome], ...(outcome !== 'allowed' && { tone: 'negative' as const }) },
    detail: { text: told, title: told },
  }
}

/** "21 Nov 2026, 03:12:07" */
export function momentOf(at: string): string {
  return `${formatDay(at)}, ${formatClock(at)}`
}

export function actorOf({ actorKind, actorLabel }: Entry): string {
  if (actorKind === 'system') return 'Skillscope'
  if (actorKind === 'anonymous') return 'Somebody not signed in'
  return actorKind === 'token' ? `Token ${actorLabel}` : (actorLabel ?? 'Unknown')
}

export function subjectOf({ action, subject }: Entry, names: Names): TableCell {
  if (subject === null) return { text: '', quiet: true }
  if (action === 'person.view') return { text: `Person ${subject}`, href: `/people/${subject}` }
  const named = names.get(subject)
  if (!named) return { text: subject, title: subject }
  if (named.kind === 'token') return { text: `Token ${named.name}`, title: subject }
  return { text: named.name, href: `/admin/users/${named.id}`, title: `${named.note ?? ''} (${subject})` }
}
