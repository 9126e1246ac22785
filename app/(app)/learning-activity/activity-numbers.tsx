import Link from 'next/link'
import type { ViewOf } from '@/app/(app)/dashboard-page'
import { StackedBars } from '@/components/charts/stacked-bars'
import { teamLabels } from '@/components/filters/team-labels'
import { chartBuckets } from '@/components/reports/chart-buckets'
import type { Cells } from '@/components/reports/report-cells'
import { ReportTable } from '@/components/reports/report-table'
import { cn } from '@/components/ui/cn'
import { stackByTechnology } from '@/lib/design/palette'
import { noTeam } from '@/lib/filters/filters'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { metrics as definitions } from '@/lib/metrics/names'
import type { readLearningActivity } from '@/lib/reports/read-learning-activity'
import { measureParam, readMeasure, type Measure } from './measure'

export function ActivityNumbers({ view }: { view: ViewOf<typeof readLearningActivity> }) {
  const { data, filters, page, period, visit } = view
  const { figures, technologies, table, choices, colours } = data
  const { learnerRows } = visit.scope
  const measure = readMeasure(visit.search)
  const { label, format } = definitions[measure]
  const teams = teamLabels(choices.teams)
  const values = technologies.lines.map((line) => ({
    key: line.label,
    values: line.points.map((point) => point[measure]),
  }))
  const behind = (row: Cells) =>
    `/learning-activity/people?${filterParams(narrow({ ...filters, compare: 'none' }, row))}`
  return (
    <>
      <StackedBars
        id="technologies"
        title={`${label} by technology`}
        about={`${label} per ${filters.grain}. Click a column to open it.`}
        period={period}
        unit={format === 'hours' ? 'Hours' : 'XP'}
        format={format === 'hours' ? 'hours' : 'count'}
        grain={filters.grain}
        buckets={chartBuckets(figures.buckets, filters, page)}
        series={stackByTechnology(values, colours)}
        compare={figures.lines[0]?.comparison?.map((point) => point[measure])}
        tools={
          <MeasureChoice chosen={measure} hrefOf={(chosen) => `${page}?${withMeasure(table.firstPage, chosen)}`} />
        }
        footer="DataCamp has no rows for days on which a person was outside the group, and no mobile time."
      />
      <ReportTable
        view={view}
        title={`By ${filters.grain}, team and technology`}
        label={`Learning by ${filters.grain}, team and technology`}
        about={
          <>
            {table.answer.overlaps && 'People in two teams are in both rows and once in the total. '}
            {learnerRows
              ? 'A row opens the people behind it.'
              : 'Numbers with fewer than 5 people behind them are hidden.'}
          </>
        }
        one="row"
        many="rows"
        find="team"
        nameOf={{ team: (row) => teams.get(typeof row['team'] === 'number' ? row['team'] : noTeam) }}
        {...(learnerRows && { hrefOf: behind })}
      />
    </>
  )
}

function withMeasure(address: URLSearchParams, measure: Measure): URLSearchParams {
  const params = new URLSearchParams(address)
  if (measure === 'learning_hours') params.delete(measureParam)
  else params.set(measureParam, measure)
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
