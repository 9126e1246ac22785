import { Bars } from '@/components/charts/bars'
import { detailHref } from '@/components/reports/detail-href'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import type { CardData, QuizzesView } from './quizzes-view'

const RULE =
  'Timed out: took the quiz’s time limit or longer, or was begun that long ago and never finished. Attempts still within the limit are left out.'

/** What became of the attempts at quizzes with a time limit; where most ran out of it first. */
export function TimeOuts({ view, timeOuts }: { view: QuizzesView; timeOuts: CardData<'timeOuts'> }) {
  const { rows, timed, totals } = timeOuts
  const { quiz_attempts_begun: begun, quiz_attempts_unfinished: unfinished, quiz_time_out_rate: rate } = totals
  const sentences = [
    rate !== null && `${formatPercent(rate)} of ${formatCount(totals.quiz_time_out_rate_denominator)} attempts.`,
    RULE,
    unfinished !== null &&
      begun !== null &&
      begun > 0 &&
      `Of all ${formatCount(begun)} attempts begun, with and without a limit, ${formatCount(unfinished)} lie unfinished.`,
    timed > rows.length && `The first ${formatCount(rows.length)} of ${formatCount(timed)} quizzes with a limit.`,
  ]
  return (
    <Bars
      id="time-outs"
      className="charts:col-span-6"
      title="Time-outs"
      about="Attempts at quizzes with a time limit, begun in the period. A row opens the quiz."
      period={view.period}
      what="Quiz"
      measure="Attempts"
      format="count"
      share
      states={[
        { key: 'in-time', label: 'Finished in time', color: 'ink' },
        { key: 'ran-out', label: 'Ran into the limit', color: 'warning' },
        { key: 'left', label: 'Never finished', color: 'other', hatched: true },
      ]}
      rows={rows.map((row) => {
        const { quiz_attempts_timed: all, quiz_time_outs: out, quiz_time_outs_left: left } = row
        const known = all !== null && out !== null && left !== null
        return {
          key: row.content,
          label: row.content_name,
          values: known ? [all - out, out - left, left] : [null, null, null],
          note: known ? `${formatPercent(out / all)} of ${formatCount(all)}` : undefined,
          small: isSmallSample(all),
          hidden: !known,
          href: detailHref('/skilljar/quizzes', row.content, view.filters),
        }
      })}
      note={rows.length > 0 && sentences.filter((text) => typeof text === 'string').join(' ')}
      empty={{
        title: 'No attempt against a time limit',
        text: 'In this period and under these filters nobody began a quiz that has one.',
      }}
      definition="/catalogue/quiz_time_out_rate"
    />
  )
}
