import type { MarkColour } from '@/components/charts/colours'
import { completedCurve } from '@/components/charts/completed-curve'
import { SurvivalCurves } from '@/components/charts/survival-curves'
import { formatCount } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import type { CourseLine } from '@/lib/reports/course-lines'

/** Days after which a curve tells little more, unless the window is longer. */
const MOST_DAYS = 90

interface CompletedCurvesProps {
  about: string
  period: string
  windowDays: number
  lines: readonly (CourseLine & { readonly color: MarkColour })[]
}

export function CompletedCurves({ about, period, windowDays, lines }: CompletedCurvesProps) {
  const drawn = lines.filter(({ rows }) => rows.length > 0)
  const counts = drawn.map(({ label, starts }) => `${label} ${formatCount(starts)}`)
  return (
    <SurvivalCurves
      id="completed-by-day"
      className="charts:col-span-6"
      title="Share completed by days since start"
      about={about}
      period={period}
      unit="Completed"
      xUnit="Days since start"
      days={Math.max(MOST_DAYS, windowDays)}
      mark={{ day: windowDays, label: `${windowDays} days` }}
      interval="95 % interval"
      lines={drawn.map(({ label, rows, starts, color }) => ({
        key: label,
        label,
        color,
        n: starts,
        small: isSmallSample(starts),
        points: completedCurve(rows),
      }))}
      note={
        drawn.length > 0 && `Starts of the period: ${counts.join(', ')}. What is open leaves a curve as old as it is.`
      }
      definition="/catalogue/course_time_to_complete_curve"
    />
  )
}
