import { Ranking } from '@/components/charts/ranking'
import { StackedBars } from '@/components/charts/stacked-bars'
import { TrendLines } from '@/components/charts/trend-lines'
import { tablesParam } from '@/components/charts/twin-choice'
import { FilterBar } from '@/components/filters/filter-bar'
import { teamLabels } from '@/components/filters/team-labels'
import { chartBuckets } from '@/components/reports/chart-buckets'
import { Figures } from '@/components/reports/figures'
import { NoDataYet } from '@/components/reports/no-data-yet'
import type { GuardedVisit } from '@/lib/authz/page'
import { withReader } from '@/lib/authz/reader'
import { stackByTechnology } from '@/lib/design/palette'
import { dayOf } from '@/lib/filters/days'
import { newestDay, noTeam } from '@/lib/filters/filters'
import { narrow } from '@/lib/filters/narrow'
import { filterParams, readFilters, refuseUnknown } from '@/lib/filters/url'
import { formatPeriod } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/numbers'
import { metrics as definitions } from '@/lib/metrics/names'
import { readOverview } from '@/lib/reports/read-overview'
import { reports } from '@/lib/reports/reports'

const [{ metrics }] = reports
/** Below this many people a team is shown but not compared. */
const SMALL_TEAM = 10

export async function OverviewNumbers({ actor, scope, search }: GuardedVisit) {
  refuseUnknown(search, [tablesParam])
  const view = await withReader(scope, async (reader) => ({
    reader,
    ...(await readOverview(reader, readFilters(search, new Date(), reader.asOf))),
  }))
  const { reader, filters, choices, figures, technologies, teams, colours } = view
  if (reader.dataVersion === 0) return <NoDataYet role={actor.role} />

  const buckets = chartBuckets(figures.buckets, filters, '/learning-activity')
  const period = formatPeriod(filters.from, filters.to)
  const [everybody] = figures.lines
  const labels = teamLabels(choices.teams)
  const values = technologies.lines.map(({ label, points }) => ({
    key: label,
    values: points.map((point) => point.learning_hours),
  }))
  return (
    <>
      <FilterBar filters={filters} choices={choices} newest={newestDay(dayOf(new Date()), reader.asOf)} />
      <Figures names={metrics} definitions={definitions} series={figures} filters={filters} />
      <div className="grid gap-4 charts:grid-cols-12">
        <StackedBars
          id="technologies"
          className="charts:col-span-7"
          title="Learning hours by technology"
          about={`Hours per ${filters.grain}, both sources. Click a column to open it.`}
          period={period}
          unit="Hours"
          format="hours"
          grain={filters.grain}
          buckets={buckets}
          series={stackByTechnology(values, colours)}
          compare={everybody?.comparison?.map((point) => point.learning_hours)}
          footer="DataCamp has no rows for days on which a person was outside the group, and no mobile time."
        />
        <Ranking
          id="teams"
          className="charts:col-span-5"
          title="Teams by learning hours"
          about="Hours in the period; the tick is the comparison period."
          period={period}
          what="Team"
          measure="Learning hours"
          format="hours"
          rows={teams.rows.map((row) => ({
            key: String(row.team),
            label: labels.get(row.team ?? noTeam) ?? row.team_name,
            value: row.learning_hours,
            note:
              row.active_learners === null
                ? 'hidden'
                : `${formatCount(row.active_learners)} ${row.active_learners === 1 ? 'person' : 'people'}`,
            before: teams.comparison?.rows.find(({ team }) => team === row.team)?.learning_hours,
            href: `/learning-activity?${filterParams(narrow(filters, { team: row.team }))}`,
            small: (row.active_learners ?? 0) < SMALL_TEAM,
          }))}
          footer={`${formatCount(teams.rows.length)} of ${formatCount(teams.rowCount)} rows. People in two teams count in both.`}
        />
        <TrendLines
          id="people"
          className="charts:col-span-12"
          title="Active learners"
          about={`Distinct people per ${filters.grain} with a sign of learning on either platform.`}
          period={period}
          unit="People"
          format="count"
          grain={filters.grain}
          buckets={buckets}
          series={[
            {
              key: 'all',
              label: 'Active learners',
              color: 'accent',
              values: everybody?.points.map((point) => point.active_learners) ?? [],
              compare: everybody?.comparison?.map((point) => point.active_learners),
            },
          ]}
        />
      </div>
    </>
  )
}
