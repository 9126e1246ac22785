import { Bars } from '@/components/charts/bars'
import { Histogram } from '@/components/charts/histogram'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatDecimal, formatPercent } from '@/lib/format/numbers'
import type { CardData } from './courses-view'

interface ScoresProps {
  period: string
  scores: CardData<'scores'>
}

export function Scores({ period, scores: { totals, steps } }: ScoresProps) {
  const { sj_course_score: mean, sj_courses_scored: scored } = totals
  return (
    <Histogram
      id="scores"
      className="charts:col-span-6"
      title="Scores"
      about="Points reached of those possible, by the day of completion, else of the latest activity."
      period={period}
      unit="Courses"
      xUnit="Score in per cent"
      what="Score"
      bins={steps.map(({ from, to, scored: count }) => ({
        label: `${formatPercent(numberOf(from))} to ${formatPercent(numberOf(to))}`,
        from: Number(from) * 100,
        to: Number(to) * 100,
        count: numberOf(count),
      }))}
      marker={mean === null ? undefined : { at: mean * 100, label: `Mean ${formatPercent(mean)}` }}
      note={[
        scored !== null && scored > 0 && `${formatCount(scored)} with a score, each student and progress once.`,
        steps.some(({ suppressed }) => suppressed === true) && 'Steps with fewer than 5 people behind them are hidden.',
      ]
        .filter((text) => typeof text === 'string')
        .join(' ')}
      empty={{ title: 'No scores', text: 'No course progress of this period has a score.' }}
      definition="/catalogue/course_score_distribution"
    />
  )
}

/** Passed and failed, and the credits that came of it. */
export function Results({ period, scores: { totals } }: ScoresProps) {
  const { sj_courses_passed: passed, sj_courses_failed: failed, sj_course_pass_rate: rate } = totals
  const isNothing = passed === 0 && failed === 0
  const rows = [
    { key: 'passed', label: 'Passed', value: passed, color: 'positive' as const },
    { key: 'failed', label: 'Failed', value: failed, color: 'negative' as const },
  ]
  const credits = totals.sj_credits_earned
  return (
    <Bars
      id="results"
      className="charts:col-span-6"
      title="Passed and failed"
      about="Course progress by its success status, by the day of completion, else of the latest activity."
      period={period}
      what="Status"
      measure="Courses"
      format="count"
      states={[{ key: 'courses', label: 'Courses', color: 'ink' }]}
      rows={isNothing ? [] : rows.map(({ value, ...row }) => ({ ...row, values: [value], hidden: value === null }))}
      note={
        !isNothing &&
        [
          rate !== null && `Passed: ${formatPercent(rate)} of those with a status.`,
          credits === null
            ? 'Credits earned: hidden, too few people are behind them.'
            : `Credits earned: ${formatDecimal(credits, 1)}.`,
          'A course without a scored lesson has no status.',
        ]
          .filter((text) => typeof text === 'string')
          .join(' ')
      }
      empty={{ title: 'No status', text: 'No course progress of this period was passed or failed.' }}
      definition="/catalogue/sj_course_pass_rate"
    />
  )
}
