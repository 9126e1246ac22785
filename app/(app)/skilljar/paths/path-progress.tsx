import { Histogram } from '@/components/charts/histogram'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatPercent } from '@/lib/format/numbers'

interface PathProgressProps {
  rows: readonly AnalysisRow[]
  median: number | null
  period: string
  className: string
}

const unknownItems = 'Items unknown'

/** How far those who enrolled in the period are by now. */
export function PathProgress({ rows, median, period, className }: PathProgressProps) {
  const bands = rows.map((row) => ({ label: String(row['band']), count: numberOf(row['enrolments']) }))
  const known = bands.filter(({ label }) => label !== unknownItems)
  const unknown = bands.find(({ label }) => label === unknownItems)
  const isEmpty = known.every(({ count }) => count === 0)
  return (
    <Histogram
      id="progress"
      className={className}
      title="Progress in the path"
      about="Enrolments of the period by the share of the path’s courses completed by now."
      period={period}
      unit="Enrolments"
      xUnit="Courses of the path completed, in percent"
      what="Progress"
      bins={isEmpty ? [] : known}
      note={[
        median === null || isEmpty ? '' : `Median ${formatPercent(median)}.`,
        unknown?.count && !isEmpty
          ? `${formatCount(unknown.count)} more in paths of which no courses were delivered.`
          : '',
      ]
        .join(' ')
        .trim()}
      empty={
        unknown
          ? { title: 'Courses unknown', text: 'Skilljar delivered no courses for these paths.' }
          : { title: 'Nobody enrolled', text: 'Nobody enrolled in a path in this period and under these filters.' }
      }
      definition="/catalogue/path_progress_distribution"
    />
  )
}
