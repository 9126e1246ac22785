import { QuartileStrip } from '@/components/charts/quartile-strip'
import { detailHref } from '@/components/reports/detail-href'
import { formatCount } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import { formatDuration } from '@/lib/format/durations'
import type { CardData, QuizzesView } from './quizzes-view'

/** From start to finish, of the quizzes taken most; the longest first. */
export function TimeTaken({ view, contents }: { view: QuizzesView; contents: CardData<'contents'> }) {
  const { rows, rowCount, totals } = contents
  const all = totals.quiz_time
  const shown = rows
    .filter(({ quiz_time: time, suppressed }) => time !== null || suppressed)
    .sort((one, other) => (other.quiz_time ?? -1) - (one.quiz_time ?? -1))
  return (
    <QuartileStrip
      id="time-taken"
      className="charts:col-span-6"
      title="Time taken"
      about="From start to finish: median and middle half of the attempts. A row opens the quiz."
      period={view.period}
      what="Quiz"
      format="seconds"
      xUnit="Time from start to finish"
      rows={shown.map((row) => ({
        key: row.content,
        label: row.content_name,
        median: row.quiz_time,
        lower: row.quiz_time_q1,
        upper: row.quiz_time_q3,
        n: row.quiz_attempts_measured,
        small: isSmallSample(row.quiz_attempts_measured),
        hidden: row.quiz_time === null,
        href: detailHref('/skilljar/quizzes', row.content, view.filters),
      }))}
      reference={all === null ? undefined : { value: all, label: `All quizzes ${formatDuration(all)}` }}
      note={
        shown.length > 0 &&
        [
          'Attempts begun in the period and finished; n: how many.',
          rowCount > rows.length && `The ${formatCount(rows.length)} quizzes taken most of ${formatCount(rowCount)}.`,
        ]
          .filter((text) => typeof text === 'string')
          .join(' ')
      }
      empty={{ title: 'No finished attempt in this period', text: 'Nobody finished an attempt under these filters.' }}
      definition="/catalogue/quiz_time"
    />
  )
}
