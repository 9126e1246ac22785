import { StackedBars } from '@/components/charts/stacked-bars'
import { chartBuckets } from '@/components/reports/chart-buckets'
import { formatCount, formatCounted, formatPercent } from '@/lib/format/numbers'
import { attendances } from './live-words'
import type { LiveViewOf } from './live-training-view'

const metricOf = { attended: 'vilt_attended', no_show: 'vilt_no_shows', unmarked: 'vilt_unmarked' } as const

/** Registrations for held sessions by what was marked; both rates are said, with what nobody marked. */
export function AttendanceOverTime({ view }: { view: LiveViewOf<'over'> }) {
  const { data, filters, page, period } = view
  const { lines, buckets, totals } = data.over
  const [line] = lines
  return (
    <StackedBars
      id="attendance"
      className="charts:col-span-6"
      title="Attendance in held sessions"
      about={`Registrations for held sessions per ${filters.grain} in which the session begins. Click a ${filters.grain} to open it.`}
      period={period}
      unit="Registrations"
      format="count"
      grain={filters.grain}
      buckets={totals.vilt_registrations_held === 0 ? [] : chartBuckets(buckets, filters, page)}
      series={attendances.map(({ key, label, color }) => ({
        key,
        label,
        color,
        values: line?.points.map((point) => point[metricOf[key]]) ?? [],
      }))}
      note={ratesInWords(totals)}
      empty={{
        title: 'No registration for a held session',
        text: 'Nobody is registered for a session that was held in the period under these filters.',
      }}
      definition="/catalogue/vilt_attendance_rate"
    />
  )
}

function ratesInWords(totals: LiveViewOf<'over'>['data']['over']['totals']): string | undefined {
  const { vilt_attendance_rate: rate, vilt_attendance_rate_strict: strict, vilt_unmarked: unmarked } = totals
  if (rate === null) return undefined
  const marked = `Attended: ${formatPercent(rate)} of the ${formatCount(totals.vilt_attendance_rate_denominator)} with a mark`
  if (strict === null || unmarked === null) return `${marked}.`
  return `${marked}; ${formatPercent(strict)} where the ${formatCounted(unmarked, 'registration', 'registrations')} without one count as absent.`
}
