import { Histogram } from '@/components/charts/histogram'
import { formatValue } from '@/lib/format/value'
import type { AssessmentsViewOf } from './assessments-view'
import { colourOfGroup } from '@/components/reports/score-groups'

/** Every attempt of the period by its score, in the shade of the group that DataCamp gave it. */
export function ScoreDistribution({ view }: { view: AssessmentsViewOf<'scores'> }) {
  const { bins, scores } = view.data
  const { assessment_score: median, assessment_score_q1: lower, assessment_score_q3: upper } = scores.totals
  const anyHidden = bins.some(({ suppressed }) => suppressed === true)
  const points = (value: number) => formatValue(value, 'score')
  const middle = lower !== null && upper !== null ? { from: lower, to: upper } : undefined
  return (
    <Histogram
      id="scores"
      className="charts:col-span-6"
      title="Scores by score group"
      about="Completed attempts per step of 10 points; the stronger the colour, the higher the score group."
      period={view.period}
      unit="Attempts"
      xUnit="Score"
      what="Score"
      bins={bins.map(({ from, to, attempts, score_group: group }) => ({
        label: `${from} to ${to}${typeof group === 'string' ? ` · ${group}` : ''}`,
        from: Number(from),
        to: Number(to),
        count: typeof attempts === 'number' ? attempts : null,
        color: colourOfGroup(group),
      }))}
      middle={middle}
      marker={median === null ? undefined : { at: median, label: `Median ${points(median)}` }}
      note={`${middle ? `Shaded: the middle half, ${points(middle.from)} to ${points(middle.to)}. ` : ''}The score group is the one DataCamp stored with most attempts of the step.${anyHidden ? ' Steps of fewer than five people are hidden.' : ''}`}
      empty={{
        title: 'No score in this period',
        text: 'Under these filters nobody completed an assessment with a score. Choose a longer period or fewer filters.',
      }}
      definition="/catalogue/assessment_score_distribution"
    />
  )
}
