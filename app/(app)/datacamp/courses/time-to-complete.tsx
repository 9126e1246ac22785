import { Histogram } from '@/components/charts/histogram'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import { formatValue } from '@/lib/format/value'
import type { CardData, CoursesView } from './courses-view'

/** How long completed courses took; what is still open is said, for it is not there. */
export function TimeToComplete({ view, days }: { view: CoursesView; days: CardData<'days'> }) {
  const { steps, totals, survival } = days
  const {
    course_time_to_complete: median,
    course_time_to_complete_q1: lower,
    course_time_to_complete_q3: upper,
    course_open_share: openShare,
    course_open_share_numerator: open,
    course_open_share_denominator: starts,
  } = totals
  const inDays = (value: number) => formatValue(value, 'days')
  const withOpen = survival?.['median']
  const middle = lower !== null && upper !== null ? { from: lower, to: upper } : undefined
  const isPartly = steps.some(({ suppressed }) => suppressed)
  const sentences = [
    middle && `Shaded: the middle half, ${inDays(middle.from)} to ${inDays(middle.to)} days.`,
    typeof withOpen === 'number' && `With those still open (Kaplan–Meier): a median of ${inDays(withOpen)} days.`,
    isPartly && 'Steps with fewer than 5 people behind them are hidden.',
    openShare !== null &&
      `Still open and not in this chart: ${formatCount(open)} of ${formatCount(starts)} starts (${formatPercent(openShare)}); the curves above count them.`,
  ]
  return (
    <Histogram
      id="time-to-complete"
      className="charts:col-span-6"
      title="Time to complete"
      about="Days from start to completion, of the courses started in the period and completed."
      period={view.period}
      unit="Pairs completed"
      xUnit="Days from start to completion"
      what="Days"
      bins={steps.map(({ from, to, completed }) => ({
        label: to === null ? `${from} days and more` : `${from} to ${to} days`,
        from: Number(from),
        to: to === null ? Infinity : Number(to),
        count: typeof completed === 'number' ? completed : null,
      }))}
      middle={middle}
      marker={median === null ? undefined : { at: median, label: `Median ${inDays(median)} days` }}
      note={sentences.filter((text) => typeof text === 'string').join(' ')}
      empty={{
        title: 'Nothing completed yet',
        text: 'Of the courses started in this period under these filters, none is completed.',
      }}
      definition="/catalogue/course_time_to_complete"
    />
  )
}
