import { Bars } from '@/components/charts/bars'
import { formatCount, formatCounted, formatPercent } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import { attendances } from './live-words'

interface Counted {
  readonly vilt_registrations_held: number | null
  readonly vilt_lesson_rate: number | null
  readonly vilt_lesson_rate_numerator: number | null
  readonly vilt_course_rate: number | null
  readonly vilt_course_rate_numerator: number | null
}

export interface AfterwardsData {
  readonly rows: readonly (Counted & { readonly attendance: string })[]
  readonly totals: Counted
}

interface AfterwardsProps {
  afterwards: AfterwardsData
  period: string
  className: string
}

/** Whether those who came go on to complete the course, beside those who did not. */
export function Afterwards({ afterwards: { rows, totals }, period, className }: AfterwardsProps) {
  return (
    <Bars
      id="afterwards"
      className={className}
      title="Course completed afterwards, by attendance"
      about="Of the registrations for held sessions, those whose learner completed the course once the session had begun."
      period={period}
      what="Attendance"
      measure="Completed the course"
      format="percent"
      states={[{ key: 'course', label: 'Completed the course', color: 'accent' }]}
      rows={attendances.flatMap(({ key, label }) => {
        const row = rows.find(({ attendance }) => attendance === key)
        const of = row?.vilt_registrations_held
        if (row === undefined || of === 0) return []
        return [
          {
            key,
            label,
            values: [row.vilt_course_rate],
            hidden: row.vilt_course_rate === null,
            note: typeof of === 'number' ? `of ${formatCount(of)}` : undefined,
            small: isSmallSample(of ?? 0),
          },
        ]
      })}
      note={lessonsInWords(totals)}
      empty={{
        title: 'No registration for a held session',
        text: 'What people do afterwards is known once a session of the period is held and somebody was registered.',
      }}
      definition="/catalogue/vilt_course_rate"
    />
  )
}

function lessonsInWords({
  vilt_lesson_rate: rate,
  vilt_lesson_rate_numerator: done,
  vilt_registrations_held: held,
}: Counted) {
  if (rate === null || done === null || held === null) return undefined
  return `The live lesson itself is completed for ${formatCount(done)} of ${formatCounted(held, 'registration', 'registrations')} (${formatPercent(rate)}). Grey: fewer than 10, too few to compare.`
}
