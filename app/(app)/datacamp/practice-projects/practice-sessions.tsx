import { StackedBars } from '@/components/charts/stacked-bars'
import { TrendLines } from '@/components/charts/trend-lines'
import { chartBuckets } from '@/components/reports/chart-buckets'
import { compareLabel } from '@/components/reports/compare-label'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import type { PracticeProjectsViewOf } from './practice-projects-view'

/** How much people practise, and where they do it. */
export function PracticeSessions({ view }: { view: PracticeProjectsViewOf<'sessions'> }) {
  const { data, filters, page, period } = view
  const { lines, buckets, totals } = data.sessions
  const [line] = lines
  const drawn = totals.practice_sessions === 0 ? [] : chartBuckets(buckets, filters, page)
  const values = (
    name:
      'practice_sessions_browser' | 'practice_sessions_mobile' | 'practice_sessions_unplaced' | 'practice_mobile_share',
  ) => line?.points.map((point) => point[name]) ?? []
  const share = totals.practice_mobile_share
  const placed = `${formatCount(totals.practice_mobile_share_numerator)} of ${formatCount(totals.practice_mobile_share_denominator)} sessions`
  return (
    <>
      <StackedBars
        id="sessions"
        className="charts:col-span-7"
        title="Practice sessions, on phones and in the browser"
        about={`Days of practice per ${filters.grain}, each practice of a day by itself. Click a ${filters.grain} to open it.`}
        period={period}
        unit="Sessions"
        format="count"
        grain={filters.grain}
        buckets={drawn}
        series={[
          { key: 'browser', label: 'Browser', color: 'step-5', values: values('practice_sessions_browser') },
          { key: 'mobile', label: 'Phone', color: 'step-2', values: values('practice_sessions_mobile') },
          ...(totals.practice_sessions_unplaced === 0
            ? []
            : [
                {
                  key: 'unplaced',
                  label: 'Not said',
                  color: 'unset' as const,
                  values: values('practice_sessions_unplaced'),
                },
              ]),
        ]}
        compare={line?.comparison?.map((point) => point.practice_sessions)}
        compareLabel={compareLabel(filters)}
        note="A session that was partly on a phone counts as one on a phone. Deleted practices are left out."
        definition="/catalogue/practice_sessions"
      />
      <TrendLines
        id="mobile"
        className="charts:col-span-5"
        title="Share of practice on phones"
        about={`Sessions at least partly on a phone, of those that say where, per ${filters.grain}.`}
        period={period}
        unit="Share of sessions"
        format="percent"
        grain={filters.grain}
        buckets={drawn}
        series={[
          {
            key: 'mobile',
            label: 'On phones',
            color: 'accent',
            values: values('practice_mobile_share'),
            compare: line?.comparison?.map((point) => point.practice_mobile_share),
          },
        ]}
        compareLabel={compareLabel(filters)}
        note={
          share === null
            ? undefined
            : `${formatPercent(share)} in the period: ${placed}. DataCamp delivers no time for them.`
        }
        definition="/catalogue/practice_mobile_share"
      />
    </>
  )
}
