import { DotRange } from '@/components/charts/dot-range'
import { detailHref } from '@/components/reports/detail-href'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import type { CardData, QuizzesView } from './quizzes-view'

/** How many pass at once and how many in the end, of the quizzes taken most; the hardest first. */
export function PassRates({ view, contents }: { view: QuizzesView; contents: CardData<'contents'> }) {
  const { rows, rowCount, totals } = contents
  const all = totals.quiz_pass_rate_best
  const known = rows.filter(({ quiz_pass_rate: rate, suppressed }) => rate !== null || suppressed)
  const shown = known.sort((one, other) => (one.quiz_pass_rate ?? 2) - (other.quiz_pass_rate ?? 2))
  return (
    <DotRange
      id="passed-by-quiz"
      className="charts:col-span-6"
      title="Passed, by quiz"
      about="Filled: passed in the end. Hollow: at the first attempt; the hardest first. A row opens the quiz."
      period={view.period}
      what="Quiz"
      measure="Passed in the end"
      format="percent"
      xUnit="Passed, of those with a result"
      fromZero
      rows={shown.map((row) => ({
        key: row.content,
        label: row.content_name,
        value: row.quiz_pass_rate_best,
        before: row.quiz_pass_rate,
        n: row.quiz_pass_rate_best_denominator,
        small: isSmallSample(row.quiz_pass_rate_best_denominator),
        hidden: row.quiz_pass_rate_best === null,
        href: detailHref('/skilljar/quizzes', row.content, view.filters),
      }))}
      reference={all === null ? undefined : { value: all, label: `All quizzes ${formatPercent(all)}` }}
      compareLabel="At the first attempt"
      note={
        shown.length > 0 &&
        [
          'n: students with a result. Grey: fewer than 10, too few to compare.',
          rowCount > rows.length && `The ${formatCount(rows.length)} taken most of ${formatCount(rowCount)}.`,
        ]
          .filter((text) => typeof text === 'string')
          .join(' ')
      }
      empty={{
        title: 'No quiz has a result in this period',
        text: 'Nobody finished a first attempt under these filters, or all wait for a grader.',
      }}
      definition="/catalogue/quiz_pass_rate_best"
    />
  )
}
