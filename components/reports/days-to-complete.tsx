import { Histogram } from '@/components/charts/histogram'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import { formatValue } from '@/lib/format/value'

interface DaysToCompleteProps {
  period: string
  /** Rows of course_time_to_complete_distribution. */
  steps: readonly Readonly<Record<string, unknown>>[]
  median: number | null
  lower: number | null
  upper: number | null
  /** With those still open (Kaplan–Meier); absent where the curve never comes down to it. */
  withOpen: unknown
  open: number | null
  starts: number | null
  definition: string
}

/** How long completed courses took; what is still open is said, for it is not there. */
export function DaysToComplete(props: DaysToCompleteProps) {
  const { period, steps, median, lower, upper, withOpen, open, starts, definition } = props
  const inDays = (value: number) => formatValue(value, 'days')
  const middle = lower !== null && upper !== null ? { from: lower, to: upper } : undefined
  const isPartly = steps.some(({ suppressed }) => suppressed === true)
  const sentences = [
    middle && `Shaded: the middle half, ${inDays(middle.from)} to ${inDays(middle.to)} days.`,
    typeof withOpen === 'number' && `With those still open (Kaplan–Meier): a median of ${inDays(withOpen)} days.`,
    isPartly && 'Steps with fewer than 5 people behind them are hidden.',
    open !== null &&
      starts !== null &&
      starts > 0 &&
      `Still open and not in this chart: ${formatCount(open)} of ${formatCount(starts)} starts (${formatPercent(open / starts)}); the curves above count them.`,
  ]
  return (
    <Histogram
      id="time-to-complete"
      className="charts:col-span-6"
      title="Time to complete"
      about="Days from start to completion, of the courses started in the period and completed."
      period={period}
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
      definition={definition}
    />
  )
}
