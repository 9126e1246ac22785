import { cardView } from '@/app/(app)/card-view'
import type { ViewOf } from '@/app/(app)/dashboard-page'
import { LaterCard } from '@/app/(app)/later-card'
import { StackedBars } from '@/components/charts/stacked-bars'
import { teamLabels } from '@/components/filters/team-labels'
import { chartBuckets } from '@/components/reports/chart-buckets'
import type { Cells } from '@/components/reports/report-cells'
import { ReportTable } from '@/components/reports/report-table'
import { LinkChoice } from '@/components/ui/link-choice'
import { stackByTechnology } from '@/lib/design/palette'
import { noTeam } from '@/lib/filters/filters'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { metrics as definitions } from '@/lib/metrics/names'
import { measureParam, readMeasure, type Measure } from '@/lib/reports/activity-measure'
import { noteOf, notObserved } from '@/lib/reports/definitions/not-observed'
import type { learningActivityCards, readLearningActivityStart } from '@/lib/reports/read-learning-activity'
import { firstPageOf } from '@/lib/reports/table-frame'

export function ActivityNumbers({
  view,
}: {
  view: ViewOf<typeof readLearningActivityStart, typeof learningActivityCards>
}) {
  const { asOf, data, later, filters, page, period, visit } = view
  const { figures, choices, colours } = data
  const { learnerRows } = visit.scope
  const measure = readMeasure(visit.search)
  const { label, format } = definitions[measure]
  const teams = teamLabels(choices.teams)
  const behind = (row: Cells) =>
    `/learning-activity/people?${filterParams(narrow({ ...filters, compare: 'none' }, row))}`
  return (
    <>
      <LaterCard title={`${label} by technology`} data={later.technologies} className="min-h-[400px]">
        {({ technologies }) => (
          <StackedBars
            id="technologies"
            title={`${label} by technology`}
            about={`${label} per ${filters.grain}. Click a column to open it.`}
            period={period}
            unit={format === 'hours' ? 'Hours' : 'XP'}
            format={format === 'hours' ? 'hours' : 'count'}
            grain={filters.grain}
            buckets={technologies.lines.length === 0 ? [] : chartBuckets(figures.buckets, filters, page)}
            series={stackByTechnology(
              technologies.lines.map((line) => ({
                key: line.label,
                values: line.points.map((point) => point[measure]),
              })),
              colours,
            )}
            compare={figures.lines[0]?.comparison?.map((point) => point[measure])}
            tools={
              <LinkChoice
                label="Measure"
                choices={measureNames.map(([name, label]) => ({
                  label,
                  href: `${page}?${withMeasure(firstPageOf(view), name)}`,
                  current: name === measure,
                }))}
              />
            }
            footer={noteOf(notObserved, asOf)}
          />
        )}
      </LaterCard>
      <LaterCard title={`By ${filters.grain}, team and technology`} data={later.table} className="min-h-[860px]">
        {({ table }) => (
          <ReportTable
            view={cardView(view, { table })}
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
        )}
      </LaterCard>
    </>
  )
}

function withMeasure(address: URLSearchParams, measure: Measure): URLSearchParams {
  const params = new URLSearchParams(address)
  if (measure === 'learning_hours') params.delete(measureParam)
  else params.set(measureParam, measure)
  return params
}

const measureNames = [
  ['learning_hours', 'Hours'],
  ['xp', 'XP'],
] as const satisfies readonly (readonly [Measure, string])[]
