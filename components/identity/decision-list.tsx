import { RotateCcw } from 'lucide-react'
import Link from 'next/link'
import { StatusBadge } from '@/components/ui/status-badge'
import type { FormAction } from '@/lib/authz/action'
import { formatMoment } from '@/lib/format/dates'
import type { Decision } from '@/lib/identity/decisions'
import { DecideForm } from './decide-form'

interface DecisionListProps {
  decisions: readonly Decision[]
  labelOf: (account: Decision['accounts'][number]) => string
  hrefOf: (decision: Decision) => string
  takeBack: FormAction
}

/** Every decision with its reason; those in force can be taken back here. */
export function DecisionList({ decisions, labelOf, hrefOf, takeBack }: DecisionListProps) {
  return (
    <ol className="flex flex-col divide-y divide-border">
      {decisions.map((decision) => (
        <li key={decision.id} className="flex flex-col gap-2 py-3 first:pt-0 last:pb-0">
          <div className="flex flex-wrap items-center gap-2">
            <StatusBadge
              tone={decision.takenBack ? 'neutral' : 'positive'}
              icon={decision.takenBack ? 'minus' : 'check'}
            >
              {decision.takenBack ? 'Taken back' : 'In force'}
            </StatusBadge>
            <Link href={hrefOf(decision)} className="font-[550] hover:text-accent hover:underline">
              {inWords(decision, labelOf)}
            </Link>
          </div>
          <p className="text-body break-words">
            <span className="text-muted">{`Decision ${decision.id}, ${decision.by ?? 'somebody'}, ${formatMoment(decision.at)}: `}</span>
            {decision.reason}
          </p>
          {decision.takenBack ? (
            <p className="text-body break-words">
              <span className="text-muted">{`Taken back by ${decision.takenBack.by ?? 'somebody'}, ${formatMoment(decision.takenBack.at)}: `}</span>
              {decision.takenBack.reason}
            </p>
          ) : (
            <details>
              <summary className="min-h-6 w-fit cursor-pointer text-small text-muted hover:text-text">
                Take back decision {decision.id}
              </summary>
              <div className="pt-2">
                <DecideForm
                  action={takeBack}
                  values={{ decision: String(decision.id) }}
                  label={`Take back decision ${decision.id}`}
                  why="Why it should no longer hold"
                  icon={<RotateCcw aria-hidden />}
                  means="Addresses, and the decisions that remain, say again who is who. All numbers follow at once."
                />
              </div>
            </details>
          )}
        </li>
      ))}
    </ol>
  )
}

function inWords({ kind, accounts }: Decision, labelOf: DecisionListProps['labelOf']): string {
  const labels = accounts.map(labelOf)
  return kind === 'link' ? `${labels.join(' and ')} are one person` : `${labels[0]} is not matched by its address`
}
