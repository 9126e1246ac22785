import { Histogram } from '@/components/charts/histogram'
import { numberOf } from '@/lib/format/number-of'
import { formatPercent } from '@/lib/format/numbers'
import type { ScormViewOf } from './scorm-view'

/** Scores on the modules' own scales, the latest attempts beside the first ones. */
export function Scores({ view }: { view: ScormViewOf<'scores'> }) {
  const { data, period } = view
  const mean = data.figures.totals.scorm_score
  const bins = data.scores.map((row) => {
    const [from, to] = [Number(row['from']) * 100, Number(row['to']) * 100]
    return {
      label: `${Math.round(from)}–${Math.round(to)} %`,
      from,
      to,
      count: numberOf(row['latest']),
      before: numberOf(row['first']),
    }
  })
  return (
    <Histogram
      id="scores"
      className="charts:col-span-6"
      title="Scaled scores"
      about="Score of the latest attempt as a share of the module’s own scale; outlined: the first attempt."
      period={period}
      unit="Modules"
      xUnit="Score, in percent of the scale"
      what="Score"
      bins={bins}
      compareLabel="First attempt"
      {...(mean !== null && bins.length > 0 && { marker: { at: mean * 100, label: `Mean ${formatPercent(mean)}` } })}
      note={
        bins.length > 0 &&
        'Left out: scores that are no number, and those without a scale of their own or outside of it.'
      }
      empty={{ title: 'No score', text: 'No module attempted in this period reported a score on a scale.' }}
      definition="/catalogue/scorm_score_distribution"
    />
  )
}
