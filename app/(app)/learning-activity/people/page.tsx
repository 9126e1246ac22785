import { UserX } from 'lucide-react'
import Link from 'next/link'
import { Suspense } from 'react'
import { OpenedView, openPreferred } from '@/app/(app)/views/opened-view'
import { ExportMenu } from '@/components/export/export-menu'
import { FilterBar } from '@/components/filters/filter-bar'
import { detailHref } from '@/components/reports/detail-href'
import { filtersInWords } from '@/components/reports/filters-in-words'
import { explained } from '@/components/shell/invalid-address'
import { PageHeader } from '@/components/shell/page-header'
import { DataTable, type TableColumn } from '@/components/tables/data-table'
import { Pager } from '@/components/tables/pager'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { SaveView } from '@/components/views/save-view'
import { recordView } from '@/lib/audit/saw'
import { definePage, type GuardedVisit } from '@/lib/authz/page'
import { withReader } from '@/lib/authz/reader'
import { app } from '@/lib/db/app'
import { dayOf } from '@/lib/filters/days'
import { newestDay, type Filters } from '@/lib/filters/filters'
import { filterParams, readFilters, refuseUnknown } from '@/lib/filters/url'
import { viewParam } from '@/lib/filters/view-param'
import { formatDay, formatPeriod } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/numbers'
import { formatValue } from '@/lib/format/value'
import { filterOptions } from '@/lib/metrics/options'
import { metrics } from '@/lib/metrics/names'
import { people, personMetrics, type PersonRow } from '@/lib/metrics/people'
import { readPage } from '@/lib/reports/table-state'
import { ACTIVE_PEOPLE } from '@/lib/views/view-pages'

export const metadata = { title: 'People behind the numbers' }

const ROWS = 50

const columns: readonly TableColumn[] = [
  { id: 'name', label: 'Person' },
  { id: 'teams', label: 'Teams' },
  ...personMetrics.map((name) => ({ id: name, label: metrics[name].label, numeric: true })),
  { id: 'last_evidence', label: 'Last active' },
]

export default definePage('/learning-activity/people', async (visit) => {
  await openPreferred(visit, ACTIVE_PEOPLE)
  return (
    <>
      <Suspense fallback={null}>
        <OpenedView visit={visit} path={ACTIVE_PEOPLE} />
      </Suspense>
      {await explained('/learning-activity', () => draw(visit))}
    </>
  )
})

async function draw({ actor, scope, search }: GuardedVisit) {
  refuseUnknown(search, ['page', viewParam])
  const page = readPage(search)
  const { filters, choices, found, asOf } = await withReader(scope, async (reader) => {
    const filters = readFilters(search, new Date(), reader.asOf)
    return {
      filters,
      choices: await filterOptions(reader),
      found: await people(reader, { filters, limit: ROWS, offset: (page - 1) * ROWS }),
      asOf: reader.asOf,
    }
  })
  await recordView(app(), { actor, action: 'people.view', subject: 'learning-activity', filters: search.toString() })
  const teamName = (id: number) => choices.teams.find((team) => team.id === id)?.name ?? `team ${id}`
  const address = (to: number) => {
    const params = filterParams(filters)
    if (to > 1) params.set('page', String(to))
    return `${ACTIVE_PEOPLE}?${params}`
  }
  const last = (page - 1) * ROWS + found.people.length
  return (
    <>
      <PageHeader
        title="People behind the numbers"
        question={[formatPeriod(filters.from, filters.to), ...filtersInWords(filters, { teamName })].join(' · ')}
        actions={
          <>
            <Button asChild>
              <Link href={`/learning-activity?${filterParams(filters)}`}>Back to Learning activity</Link>
            </Button>
            <ExportMenu href={`/export/people?${filterParams(filters)}&who=active&columns=${personMetrics.join()}`} />
            <SaveView path={ACTIVE_PEOPLE} />
          </>
        }
      />
      <FilterBar filters={filters} choices={choices} newest={newestDay(dayOf(new Date()), asOf)} />
      <Card
        title={`${formatCount(found.rowCount)} ${found.rowCount === 1 ? 'person' : 'people'}`}
        about="Most learning hours first. A name opens what the person did, day by day."
        footer={
          <>
            <span>
              {found.people.length > 0 &&
                `${formatCount((page - 1) * ROWS + 1)} to ${formatCount(last)} of ${formatCount(found.rowCount)}`}
            </span>
            <Pager
              previous={page > 1 ? address(page - 1) : null}
              next={last < found.rowCount ? address(page + 1) : null}
            />
          </>
        }
      >
        {found.people.length === 0 ? (
          <EmptyState icon={UserX} title="Nobody">
            Nobody learned anything that fits all filters.
          </EmptyState>
        ) : (
          <DataTable
            label="People"
            columns={columns}
            rows={found.people.map((person) => ({
              id: String(person.person),
              cells: cellsOf(person, filters),
            }))}
          />
        )}
      </Card>
    </>
  )
}

function cellsOf(person: PersonRow, filters: Filters) {
  const href = person.person > 0 ? detailHref('/people', person.person, filters) : undefined
  return {
    name: {
      text: person.name,
      ...(href !== undefined && { href }),
      ...(person.email && { title: person.email }),
    },
    teams: { text: person.teams.map(({ name }) => name).join(', ') || 'No team', quiet: person.teams.length === 0 },
    ...Object.fromEntries(
      personMetrics.map((name) => [
        name,
        { text: formatValue(person[name], metrics[name].format), quiet: person[name] === 0 },
      ]),
    ),
    last_evidence: { text: person.last_evidence === null ? '–' : formatDay(person.last_evidence) },
  }
}
