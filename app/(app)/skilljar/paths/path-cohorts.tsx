import { Heatmap, type HeatCell } from '@/components/charts/heatmap'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import type { Filters } from '@/lib/filters/filters'
import { formatBucket } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import type { readPathCohorts } from '@/lib/reports/read-paths'

interface PathCohortsProps {
  view: {
    readonly data: Awaited<ReturnType<typeof readPathCohorts>>
    readonly filters: Filters
    readonly page: string
    readonly period: string
  }
  className: string
}

/** Whoever enrolled in a month, and how many of them were through after 30, 60 and 90 days. */
export function PathCohorts({ view, className }: PathCohortsProps) {
  const { data, filters, page, period } = view
  const [first] = data.cohorts
  const months = (first?.rows ?? []).filter(({ path_enrolments: enrolled }) => enrolled !== 0)
  return (
    <Heatmap
      id="cohorts"
      className={className}
      title="Completed, by month of enrolment"
      about="Share completed within 30, 60 and 90 days of the enrolment. A month narrows the page to it."
      period={period}
      what="Month"
      measure="Completed"
      format="percent"
      numbers
      leadLabel="Enrolled"
      columnsTitle="Days given"
      columns={data.cohorts.map(({ windowDays }) => ({
        key: String(windowDays),
        label: String(windowDays),
        title: `within ${windowDays} days`,
      }))}
      rows={months
        .toSorted((one, other) => (one.month < other.month ? -1 : 1))
        .map(({ month, path_enrolments: enrolled }) => ({
          key: month,
          label: formatBucket(month, 'month'),
          lead: enrolled === null ? 'Hidden' : formatCount(enrolled),
          href: `${page}?${filterParams(narrow(filters, { month }))}`,
          cells: data.cohorts.map(({ rows }): HeatCell | null => {
            const row = rows.find((candidate) => candidate.month === month)
            const of = row?.path_completion_rate_denominator ?? null
            if (row === undefined || of === 0) return null
            return {
              value: row.path_completion_rate,
              hidden: row.suppressed && row.path_completion_rate === null,
              small: isSmallSample(of),
              note:
                of === null ? undefined : `${formatCount(row.path_completion_rate_numerator)} of ${formatCount(of)}`,
            }
          }),
        }))}
      top={1}
      note={months.length > 0 && 'A place stays blank until enrolments of the month are that old.'}
      empty={{ title: 'Nobody enrolled', text: 'Nobody enrolled in a path in this period and under these filters.' }}
      definition="/catalogue/path_completion_rate"
    />
  )
}
