import { DotRange } from '@/components/charts/dot-range'
import { isSmallSample } from '@/lib/format/small-sample'
import type { CardData } from './courses-view'

/** Both rates after each window: of all who enrolled, and of those who started. */
export function CompletedInTime({ period, rates }: { period: string; rates: CardData<'rates'> }) {
  const rows = rates.flatMap(({ windowDays: days, totals }) => [
    {
      key: `enrolled ${days}`,
      label: `${days} days, of those enrolled`,
      color: 'ink' as const,
      value: totals.sj_course_completion_rate,
      n: totals.sj_course_completion_rate_denominator,
    },
    {
      key: `started ${days}`,
      label: `${days} days, of those started`,
      color: 'accent' as const,
      value: totals.sj_course_completion_rate_of_started,
      n: totals.sj_course_completion_rate_of_started_denominator,
    },
  ])
  const known = rows.filter(({ n }) => n === null || n > 0)
  return (
    <DotRange
      id="completed-in-time"
      className="charts:col-span-6"
      title="Completed within 30, 60 and 90 days"
      about="Of the enrolments, and of the starts, of the period that are so old when the data was loaded."
      period={period}
      what="Within"
      measure="Completed"
      format="percent"
      xUnit="Share completed"
      fromZero
      rows={known.map((row) => ({ ...row, small: isSmallSample(row.n), hidden: row.value === null }))}
      note={
        known.length > 0 &&
        'n: enrolments or starts old enough; younger ones are left out. A longer window therefore counts fewer, and older, ones.'
      }
      empty={{
        title: 'Nothing is old enough',
        text: 'No enrolment and no start of this period is 30 days old under these filters; younger ones are left out of the rates.',
      }}
      definition="/catalogue/sj_course_completion_rate"
    />
  )
}
