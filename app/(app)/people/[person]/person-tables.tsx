import { ExportMenu } from '@/components/export/export-menu'
import { DataTable } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import type { Filters } from '@/lib/filters/filters'
import { filterParams } from '@/lib/filters/url'
import { formatCounted } from '@/lib/format/numbers'
import { personLists, type PersonList } from '@/lib/reports/person-lists'
import type { PersonProfile } from '@/lib/metrics/person'
import type { PersonRows } from '@/lib/reports/read-person'
import type { ListColumn } from './list-cells'
import { listColumns } from './list-columns'
import { listWords } from './list-words'
import { contentHref } from './timeline-events'

/** Rows of a list; the download has all. */
const MOST = 100

interface PersonTablesProps {
  profile: PersonProfile
  filters: Filters
  lists: PersonRows
}

/** What the person did in the period, list by list; the empty ones share a sentence. */
export function PersonTables(props: PersonTablesProps) {
  const empty = personLists.filter((name) => props.lists[name].length === 0)
  return (
    <>
      {personLists
        .filter((name) => !empty.includes(name))
        .map((name) => (
          <PersonTable key={name} name={name} {...props} />
        ))}
      {empty.length > 0 && (
        <p className="text-muted">Nothing in this period: {inWords(empty.map((name) => listWords[name].many))}.</p>
      )}
    </>
  )
}

function PersonTable({ name, profile, filters, lists }: PersonTablesProps & { name: PersonList }) {
  const { title, about, thing, one, many } = listWords[name]
  const rows = lists[name]
  const columns: readonly ListColumn[] = listColumns[name]
  const params = filterParams({ ...filters, compare: 'none' })
  params.set('person', String(profile.person))
  return (
    <Card
      id={name.replace('person_', '')}
      title={title}
      about={about}
      footer={
        <span>
          {rows.length > MOST
            ? `First ${MOST} of ${formatCounted(rows.length, one, many)}; the CSV has all.`
            : `${formatCounted(rows.length, one, many)}.`}
        </span>
      }
      tools={<ExportMenu compact href={`/export/analysis/${name}?${params}`} of={title} />}
    >
      <DataTable
        label={`${title} of ${profile.name}`}
        chooseColumns={false}
        columns={[{ id: 'content_name', label: thing }, ...columns.map(({ cell: _, ...column }) => column)]}
        rows={rows.slice(0, MOST).map((row, index) => {
          const href = contentHref(row['content'], filters)
          const named = String(row['content_name'])
          return {
            id: String(index),
            cells: {
              content_name: { text: named, title: named, ...(href !== undefined && { href }) },
              ...Object.fromEntries(columns.map(({ id, cell }) => [id, cell(row)])),
            },
          }
        })}
      />
    </Card>
  )
}

function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
