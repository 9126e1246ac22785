import { CalendarX } from 'lucide-react'
import { notFound } from 'next/navigation'
import { FilterBar } from '@/components/filters/filter-bar'
import { explained } from '@/components/shell/invalid-address'
import { sourceNames } from '@/components/shell/source-names'
import { PageHeader } from '@/components/shell/page-header'
import { DataTable, type TableColumn } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { recordView } from '@/lib/audit/saw'
import { definePage, type GuardedVisit } from '@/lib/authz/page'
import { withReader } from '@/lib/authz/reader'
import { app } from '@/lib/db/app'
import { dayOf } from '@/lib/filters/days'
import { newestDay } from '@/lib/filters/filters'
import { readFilters, refuseUnknown } from '@/lib/filters/url'
import { formatDay, formatPeriod } from '@/lib/format/dates'
import { formatCount, formatHours } from '@/lib/format/numbers'
import { filterOptions } from '@/lib/metrics/options'
import { personFacts, personOf } from '@/lib/metrics/people'

export const metadata = { title: 'Person' }

const MOST_ROWS = 100

const columns: readonly TableColumn[] = [
  { id: 'day', label: 'Day, UTC' },
  { id: 'content', label: 'Content' },
  { id: 'type', label: 'Type' },
  { id: 'technology', label: 'Technology' },
  { id: 'source', label: 'Source' },
  { id: 'hours', label: 'Learning hours', numeric: true },
  { id: 'xp', label: 'XP', numeric: true },
]

export default definePage('/people/[person]', (visit) =>
  explained(`/people/${visit.params['person']}`, () => draw(visit)),
)

async function draw({ actor, scope, params, search }: GuardedVisit) {
  refuseUnknown(search)
  const id = params['person'] ?? ''
  if (!/^[1-9]\d{0,14}$/.test(id)) notFound()
  const found = await withReader(scope, async (reader) => {
    const person = await personOf(reader, Number(id))
    if (!person) return null
    const filters = readFilters(search, new Date(), reader.asOf)
    return {
      person,
      filters,
      choices: await filterOptions(reader),
      facts: await personFacts(reader, person.person, filters, { limit: MOST_ROWS }),
      asOf: reader.asOf,
    }
  })
  // Somebody of another team is as unknown as somebody who does not exist.
  if (!found) notFound()
  const { person, filters, choices, facts, asOf } = found
  await recordView(app(), { actor, action: 'person.view', subject: id, filters: search.toString() })
  return (
    <>
      <PageHeader
        title={person.name}
        question={[
          person.email ?? 'No e-mail address',
          person.teams.map(({ name }) => name).join(', ') || 'No team',
          `on ${person.sources.map((source) => nameOf(source)).join(' and ')}`,
        ].join(' · ')}
      />
      <FilterBar filters={filters} choices={choices} newest={newestDay(dayOf(new Date()), asOf)} />
      <Card
        title="What was learned, day by day"
        about={`${formatPeriod(filters.from, filters.to)}. ${formatHours(facts.totals.learning_hours)} h and ${formatCount(facts.totals.xp)} XP in all.`}
        footer={`${formatCount(facts.rows.length)} of ${formatCount(facts.rowCount)} rows, newest first. Chapters and exercises are inside their courses.`}
      >
        {facts.rows.length === 0 ? (
          <EmptyState icon={CalendarX} title="Nothing in this period">
            Choose a longer period to see what this person did before.
          </EmptyState>
        ) : (
          <DataTable
            label={`Learning of ${person.name}`}
            columns={columns}
            rows={facts.rows.map((row, index) => ({
              id: String(index),
              cells: {
                day: { text: formatDay(row.day) },
                content: { text: row.content_name, title: row.content_name },
                type: { text: row.content_type },
                technology: { text: row.technology, quiet: row.technology === 'Not set' },
                source: { text: nameOf(row.source) },
                hours: { text: formatHours(row.learning_hours), quiet: row.learning_hours === 0 },
                xp: { text: formatCount(row.xp), quiet: row.xp === 0 },
              },
            }))}
          />
        )}
      </Card>
    </>
  )
}

function nameOf(source: string): string {
  return (sourceNames as Readonly<Record<string, string>>)[source] ?? source
}
