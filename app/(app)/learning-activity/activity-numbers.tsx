import { Download } from 'lucide-react'
import Link from 'next/link'
import { StackedBars } from '@/components/charts/stacked-bars'
import { FilterBar } from '@/components/filters/filter-bar'
import { teamLabels } from '@/components/filters/team-labels'
import { chartBuckets } from '@/components/reports/chart-buckets'
import { Figures } from '@/components/reports/figures'
import { NoDataYet } from '@/components/reports/no-data-yet'
import { Pager } from '@/components/tables/pager'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import type { GuardedVisit } from '@/lib/authz/page'
import { withReader } from '@/lib/authz/reader'
import { stackByTechnology } from '@/lib/design/palette'
import { dayOf } from '@/lib/filters/days'
import { newestDay } from '@/lib/filters/filters'
import { filterParams, readFilters, refuseUnknown } from '@/lib/filters/url'
import { formatPeriod } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/numbers'
import { metrics as definitions } from '@/lib/metrics/names'
import { readLearningActivity, ROWS } from '@/lib/reports/read-learning-activity'
import { reports } from '@/lib/reports/reports'
import { Breakdown } from './breakdown'
import { readState, sortColumn, stateNames, type Measure, type PageState } from './page-state'

const PAGE = '/learning-activity'
const [, { metrics }] = reports

export async function ActivityNumbers({ actor, scope, search }: GuardedVisit) {
  const state = readState(search)
  refuseUnknown(search, stateNames)
  const view = await withReader(scope, async (reader) => {
    const filters = readFilters(search, new Date(), reader.asOf)
    const sort = { by: sortColumn(state.sort.by, filters), descending: state.sort.descending }
    const page = { sort, limit: ROWS, offset: (state.page - 1) * ROWS }
    return { reader, ...(await readLearningActivity(reader, filters, page)) }
  })
  const { reader, filters, choices, figures, technologies, breakdown, colours } = view
  if (reader.dataVersion === 0) return <NoDataYet role={actor.role} />

  const period = formatPeriod(filters.from, filters.to)
  const [everybody] = figures.lines
  const { label, format } = definitions[state.measure]
  const values = technologies.lines.map((line) => ({
    key: line.label,
    values: line.points.map((point) => point[state.measure]),
  }))
  const address = (change: Partial<PageState>) =>
    `${PAGE}?${addressOf(filterParams(filters), { ...state, page: 1, ...change })}`
  const last = (state.page - 1) * ROWS + breakdown.rows.length
  return (
    <>
      <FilterBar filters={filters} choices={choices} newest={newestDay(dayOf(new Date()), reader.asOf)} />
      <Figures names={metrics} definitions={definitions} series={figures} filters={filters} />
      <StackedBars
        id="technologies"
        title={`${label} by technology`}
        about={`${label} per ${filters.grain}. Click a column to open it.`}
        period={period}
        unit={format === 'hours' ? 'Hours' : 'XP'}
        format={format === 'hours' ? 'hours' : 'count'}
        grain={filters.grain}
        buckets={chartBuckets(figures.buckets, filters, PAGE)}
        series={stackByTechnology(values, colours)}
        compare={everybody?.comparison?.map((point) => point[state.measure])}
        tools={<MeasureChoice chosen={state.measure} hrefOf={(measure) => address({ measure })} />}
        footer="DataCamp has no rows for days on which a person was outside the group, and no mobile time."
      />
      <Card
        title={`By ${filters.grain}, team and technology`}
        about={
          <>
            {breakdown.overlaps && 'People in two teams are in both rows and once in the total. '}
            {scope.learnerRows
              ? 'A row opens the people behind it.'
              : 'Numbers with fewer than 5 people behind them are hidden.'}
          </>
        }
        footer={
          <>
            <span>
              {breakdown.rows.length > 0 && `${formatCount((state.page - 1) * ROWS + 1)} to ${formatCount(last)} of `}
              {formatCount(breakdown.rowCount)} rows. Totals are computed, not added up.
            </span>
            <Pager
              previous={state.page > 1 ? address({ page: state.page - 1 }) : null}
              next={last < breakdown.rowCount ? address({ page: state.page + 1 }) : null}
            />
          </>
        }
      >
        <Breakdown
          answer={breakdown}
          filters={filters}
          state={state}
          colours={colours}
          teams={teamLabels(choices.teams)}
          learnerRows={scope.learnerRows}
          hrefOf={address}
          tools={
            <Button asChild className="ml-auto">
              <a href={`/export/learning-activity?${filterParams(filters)}`} download>
                <Download aria-hidden />
                Export CSV
              </a>
            </Button>
          }
        />
      </Card>
    </>
  )
}

function addressOf(params: URLSearchParams, { measure, sort, page }: PageState): URLSearchParams {
  if (measure !== 'learning_hours') params.set('measure', measure)
  if (sort.by !== 'grain' || !sort.descending) params.set('sort', sort.descending ? `${sort.by}:desc` : sort.by)
  if (page > 1) params.set('page', String(page))
  return params
}

const measureNames: Readonly<Record<Measure, string>> = { learning_hours: 'Hours', xp: 'XP' }

function MeasureChoice({ chosen, hrefOf }: { chosen: Measure; hrefOf: (measure: Measure) => string }) {
  return (
    <ul aria-label="Measure" className="flex rounded-control border border-control">
      {Object.entries(measureNames).map(([measure, name]) => (
        <li key={measure}>
          <Link
            href={hrefOf(measure as Measure)}
            scroll={false}
            aria-current={measure === chosen ? 'true' : undefined}
            className={cn(
              'inline-flex h-7 items-center rounded-control px-3 text-small hover:bg-hover',
              measure === chosen && 'bg-selected font-[550] text-accent',
            )}
          >
            {name}
          </Link>
        </li>
      ))}
    </ul>
  )
}
