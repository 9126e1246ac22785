'use client'

import { SquareTerminal, Table2 } from 'lucide-react'
import { useState } from 'react'
import { ExportMenu } from '@/components/export/export-menu'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { Spinner } from '@/components/ui/spinner'
import { EmptyState } from '@/components/ui/states'
import type { FormAction } from '@/lib/authz/action'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import type { ChartChoice, KeptQuery } from '@/lib/sql/queries'
import type { SqlResult } from '@/lib/sql/run'
import { likelyChoice } from './chart-data'
import { ExportAnswer } from './export-answer'
import { ResultChart } from './result-chart'
import { ResultTable } from './result-table'
import type { Outcome } from './use-statement'

interface OutcomeProps {
  outcome: Outcome
  opened: KeptQuery | null
  chart: ChartChoice | null
  onChart: (choice: ChartChoice | null) => void
  queue: FormAction
}

/** What came back: rows as a table or a chart, a plan, or nothing yet. */
export function OutcomeCard({ outcome, opened, chart, onChart, queue }: OutcomeProps) {
  const [shown, setShown] = useState<'table' | 'chart'>(chart ? 'chart' : 'table')
  if (outcome.kind === 'rows') {
    const { result, statement } = outcome
    const choice = chart ?? likelyChoice(result)
    const show = (kind: 'table' | 'chart') => {
      setShown(kind)
      onChart(kind === 'chart' ? choice : null)
    }
    return (
      <Card
        title="Answer"
        about={<span role="status">{saysOf(result)}</span>}
        tools={
          <div className="flex flex-wrap justify-end gap-2">
            <Views shown={shown} canDraw={choice !== null && result.rows.length > 0} onShow={show} />
            {opened?.statement === statement ? (
              <ExportMenu href={`/export/sql/${opened.id}`} />
            ) : (
              <ExportAnswer statement={statement} queue={queue} />
            )}
          </div>
        }
      >
        {result.rows.length === 0 ? (
          <EmptyState icon={Table2} title="No row">
            The statement ran, and nothing meets its conditions.
          </EmptyState>
        ) : shown === 'chart' && choice ? (
          <ResultChart result={result} choice={choice} onChoice={onChart} />
        ) : (
          <>
            <ResultTable result={result} />
            <p className="mt-2 text-small text-muted">The number of a row opens it with every value to its end.</p>
          </>
        )}
      </Card>
    )
  }
  if (outcome.kind === 'plan') {
    return (
      <Card title="Plan" about="What the database would do, with what it expects each step to cost. Nothing was run.">
        <pre role="region" aria-label="Steps of the plan" tabIndex={0} className="overflow-x-auto font-mono text-small">
          {outcome.lines.join('\n')}
        </pre>
      </Card>
    )
  }
  return (
    <Card title="Answer">
      {outcome.kind === 'running' ? (
        <p role="status" className="flex items-center justify-center gap-2 py-10 text-muted">
          <Spinner /> {outcome.what === 'plan' ? 'The database plans it.' : 'The statement runs.'}
        </p>
      ) : (
        <EmptyState icon={SquareTerminal} title={outcome.kind === 'refused' ? 'No answer' : 'Nothing was run yet'}>
          {outcome.kind === 'refused'
            ? 'What is wrong stands below the statement.'
            : 'Write a statement, or open a saved one: the documentation’s sample query is among them.'}
        </EmptyState>
      )}
    </Card>
  )
}

function saysOf({ rows, isCut, milliseconds }: SqlResult): string {
  const time = milliseconds < 1_000 ? `${milliseconds} ms` : `${(milliseconds / 1_000).toFixed(1)} s`
  if (isCut) return `The first ${formatCount(rows.length)} rows, ${time}. There are more: the export has all of them.`
  return `${formatCounted(rows.length, 'row', 'rows')}, ${time}`
}

interface ViewsProps {
  shown: 'table' | 'chart'
  canDraw: boolean
  onShow: (kind: 'table' | 'chart') => void
}

function Views({ shown, canDraw, onShow }: ViewsProps) {
  return (
    <div role="group" aria-label="Show as" className="inline-flex rounded-control border border-border-strong">
      {(['table', 'chart'] as const).map((kind) => (
        <button
          key={kind}
          type="button"
          aria-pressed={shown === kind}
          disabled={kind === 'chart' && !canDraw}
          onClick={() => onShow(kind)}
          className={cn(
            'inline-flex h-8 items-center border-border-strong px-3 text-small font-[550] not-first:border-l first:rounded-l-control last:rounded-r-control disabled:text-disabled max-tablet:h-10',
            shown === kind ? 'bg-accent-soft text-accent' : 'bg-surface text-muted hover:bg-hover hover:text-text',
          )}
        >
          {kind === 'table' ? 'Table' : 'Chart'}
        </button>
      ))}
    </div>
  )
}
