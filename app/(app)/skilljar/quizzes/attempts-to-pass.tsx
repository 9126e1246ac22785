import { Histogram } from '@/components/charts/histogram'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { numberOf } from '@/lib/format/number-of'

const MANY = 5

interface AttemptsToPassProps {
  view: { readonly period: string }
  steps: readonly AnalysisRow[]
  className?: string
}

/** After how many attempts people passed, and how many have not. */
export function AttemptsToPass({ view, steps, className = 'charts:col-span-6' }: AttemptsToPassProps) {
  const isPartly = steps.some((row) => row['suppressed'] === true)
  const found = new Map(steps.map((row) => [numberOf(row['attempts']), row]))
  const last = Math.max(0, ...[...found.keys()].map((attempts) => attempts ?? 0))
  const numbers = [...Array.from({ length: last }, (_, index) => index + 1), ...(found.has(null) ? [null] : [])]
  return (
    <Histogram
      id="attempts-to-pass"
      className={className}
      title="Attempts to pass"
      about="Pairs of student and quiz first taken in the period, by the attempt that was passed."
      period={view.period}
      unit="Pairs with a result"
      xUnit="Attempt that was passed"
      what="Attempts"
      bins={numbers.map((attempts) => {
        const row = found.get(attempts)
        return {
          label: attempts === null ? 'Not so far' : attempts >= MANY ? `${MANY} or more` : String(attempts),
          count: row === undefined ? 0 : numberOf(row['pairs']),
          ...(attempts === null && { color: 'other' as const }),
        }
      })}
      note={[
        steps.length > 0 && 'Not so far: no attempt with a result was passed until now; some may try again.',
        isPartly && 'Steps with fewer than 5 people behind them are hidden.',
      ]
        .filter((text) => text !== false)
        .join(' ')}
      empty={{
        title: 'No quiz has a result in this period',
        text: 'Nobody finished a first attempt under these filters, or all wait for a grader.',
      }}
      definition="/catalogue/quiz_attempts_distribution"
    />
  )
}
