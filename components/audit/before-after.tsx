import { DataTable } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { isFields, valueInWords, type TeamNames } from './detail-words'

const columns = [
  { id: 'field', label: 'Field' },
  { id: 'before', label: 'Before' },
  { id: 'after', label: 'After' },
]

interface BeforeAfterProps {
  detail: Readonly<Record<string, unknown>>
  teams: TeamNames
}

/** What a change changed, field by field; nothing for entries that changed nothing. */
export function BeforeAfter({ detail: { before, after }, teams }: BeforeAfterProps) {
  if (!isFields(before) || !isFields(after)) return null
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const differ = (name: string) => JSON.stringify(before[name]) !== JSON.stringify(after[name])
  const cellOf = (value: unknown) => ({ text: valueInWords(value, teams), title: valueInWords(value, teams) })
  return (
    <Card title="Before and after" about="Marked is what changed.">
      <DataTable
        label="Before and after"
        columns={columns}
        chooseColumns={false}
        rows={names.map((name) => ({
          id: name,
          flagged: differ(name),
          cells: { field: { text: name }, before: cellOf(before[name]), after: cellOf(after[name]) },
        }))}
      />
    </Card>
  )
}
