import { Histogram } from '@/components/charts/histogram'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { UNKNOWN } from '@/lib/analyses/datacamp/track-progress-distribution'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import { progressBands } from './progress-bands'

interface TrackProgressProps {
  rows: readonly AnalysisRow[]
  median: number | null
  period: string
  className: string
}

/** How far those who enrolled in the period are by now. */
export function TrackProgress({ rows, median, period, className }: TrackProgressProps) {
  const bands = progressBands(rows)
  const known = bands.filter(({ position }) => position !== UNKNOWN)
  const unknown = bands.find(({ position }) => position === UNKNOWN)
  const isEmpty = known.every(({ enrolments }) => enrolments === 0)
  return (
    <Histogram
      id="progress"
      className={className}
      title="Progress in the version enrolled"
      about="Enrolments of the period by the share of the version’s courses and projects completed by now."
      period={period}
      unit="Enrolments"
      xUnit="Contents of the version completed, in percent"
      what="Progress"
      bins={isEmpty ? [] : known.map(({ label, enrolments }) => ({ label, count: enrolments }))}
      note={[
        median === null || isEmpty ? '' : `Median ${formatPercent(median)}.`,
        unknown?.enrolments && !isEmpty
          ? `${formatCount(unknown.enrolments)} more in versions whose contents DataCamp does not describe any more.`
          : '',
      ]
        .join(' ')
        .trim()}
      empty={
        unknown
          ? {
              title: 'Contents unknown',
              text: 'DataCamp describes live tracks only, so nobody can say what share of this version is completed.',
            }
          : { title: 'Nobody enrolled', text: 'Nobody enrolled in a track in this period and under these filters.' }
      }
      definition="/catalogue/track_progress_distribution"
    />
  )
}
