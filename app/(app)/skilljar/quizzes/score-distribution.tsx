import { Histogram } from '@/components/charts/histogram'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { numberOf } from '@/lib/format/number-of'
import { formatPercent } from '@/lib/format/numbers'
import type { Filters } from '@/lib/filters/filters'

interface ScoreDistributionProps {
  view: {
    readonly period: string
    readonly filters: Filters
    readonly data: { readonly figures: { readonly totals: { readonly quiz_score: number | null } } }
  }
  bins: readonly AnalysisRow[]
  /** In percent, of one quiz. */
  passing?: number | null
  className?: string
}

/** How much was right at the first attempt; of one quiz with its pass mark. */
export function ScoreDistribution({
  view,
  bins,
  passing = null,
  className = 'charts:col-span-6',
}: ScoreDistributionProps) {
  const mean = view.data.figures.totals.quiz_score
  const isPartly = bins.some((row) => row['suppressed'] === true)
  return (
    <Histogram
      id="scores"
      className={className}
      title="Scores"
      about="Share of the questions that was right, first attempts of the period."
      period={view.period}
      unit="First attempts"
      xUnit="Questions right, in percent"
      what="Score"
      bins={bins.map((row) => {
        const [from, to] = [Number(row['from']), Number(row['to'])]
        return {
          label: to >= 100 ? `${from} to 100 %` : `${from} to below ${to} %`,
          from,
          to,
          count: numberOf(row['attempts']),
          ...(passing !== null && to <= passing && { color: 'other' as const }),
        }
      })}
      marker={
        passing !== null
          ? { at: passing, label: `Pass mark ${passing} %` }
          : mean === null
            ? undefined
            : { at: mean * 100, label: `Mean ${formatPercent(mean)}` }
      }
      note={[
        passing !== null && mean !== null && `Mean ${formatPercent(mean)}. Grey: steps below the pass mark.`,
        isPartly && 'Steps with fewer than 5 people behind them are hidden.',
      ]
        .filter((text) => text !== false)
        .join(' ')}
      empty={{
        title: 'No scores in this period',
        text: 'Nobody finished a first attempt that has a result under these filters.',
      }}
      definition="/catalogue/quiz_score_distribution"
    />
  )
}
