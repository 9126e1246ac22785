import { Mail } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { ConfirmedButton } from '@/components/users/confirmed-button'
import { ActionButton } from '@/components/ui/action-button'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/states'
import { StatusBadge } from '@/components/ui/status-badge'
import type { FormAction } from '@/lib/authz/action'
import type { ListedDelivery, ListedRecipient } from '@/lib/delivery/list-deliveries'
import { formatMoment } from '@/lib/format/dates'

export interface DeliveryActions {
  readonly test: FormAction
  readonly pause: FormAction
  readonly resume: FormAction
  readonly remove: FormAction
}

export function DeliveryList({
  deliveries,
  actions,
}: {
  deliveries: readonly ListedDelivery[]
  actions: DeliveryActions
}) {
  if (deliveries.length === 0) {
    return (
      <EmptyState icon={Mail} title="Nothing is sent yet">
        Send a saved view on a schedule, or be told when a number crosses a limit.
      </EmptyState>
    )
  }
  return (
    <ul aria-label="Deliveries" className="flex flex-col">
      {deliveries.map((delivery) => (
        <Entry key={delivery.id} delivery={delivery}>
          {delivery.mine && (
            <>
              <Button asChild size="small">
                <Link href={`/deliveries/${delivery.id}`} aria-label={`Edit: ${delivery.name}`}>
                  Edit
                </Link>
              </Button>
              <Deed delivery={delivery} action={actions.test}>
                Send a test to me
              </Deed>
            </>
          )}
          {delivery.enabled ? (
            <Deed delivery={delivery} action={actions.pause}>
              Pause
            </Deed>
          ) : (
            <Deed delivery={delivery} action={actions.resume}>
              Resume
            </Deed>
          )}
          <ConfirmedButton
            label="Remove"
            of={delivery.name}
            danger
            size="small"
            title={`Remove ${delivery.name}?`}
            means="Nobody gets it any more. What was sent stays in the history."
            values={{ delivery: delivery.id }}
            action={actions.remove}
          />
        </Entry>
      ))}
    </ul>
  )
}

/** Of others: they can be left, and nothing else. */
export function ReceivedList({ deliveries, leave }: { deliveries: readonly ListedDelivery[]; leave: FormAction }) {
  return (
    <ul aria-label="Sent to you by others" className="flex flex-col">
      {deliveries.map((delivery) => (
        <Entry key={delivery.id} delivery={delivery}>
          <Deed delivery={delivery} action={leave}>
            Stop these mails
          </Deed>
        </Entry>
      ))}
    </ul>
  )
}

function Entry({ delivery, children }: { delivery: ListedDelivery; children: ReactNode }) {
  return (
    <li className="flex flex-col gap-1.5 border-b border-border py-3 first:pt-0 last:border-0">
      <DeliveryWords delivery={delivery} />
      <div data-print="hide" className="flex flex-wrap items-center gap-2 pt-1">
        {children}
      </div>
    </li>
  )
}

function Deed({ delivery, action, children }: { delivery: ListedDelivery; action: FormAction; children: string }) {
  return (
    <ActionButton
      size="small"
      action={action}
      values={{ delivery: delivery.id }}
      aria-label={`${children}: ${delivery.name}`}
    >
      {children}
    </ActionButton>
  )
}

function DeliveryWords({ delivery }: { delivery: ListedDelivery }) {
  const { name, kind, subject, href, when, next, quiet, recipients, owner, mine, pausedReason } = delivery
  const lines = [
    ...(mine ? [] : [`Set up by ${owner}`]),
    when,
    ...(next === null ? [] : [`Next: ${formatMoment(next)}`]),
    ...(quiet === null ? [] : [`Quiet from ${quiet}`]),
  ]
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-[550] break-words">{name}</h3>
        <State delivery={delivery} />
      </div>
      <p className="break-words">
        {kind === 'alert' ? 'Alert: ' : 'View: '}
        {href === null ? (
          (subject ?? 'removed')
        ) : (
          <Link className="text-accent hover:underline" href={href}>
            {subject}
          </Link>
        )}
      </p>
      <p className="text-small text-muted">{lines.join(' · ')}</p>
      {recipients.length > 0 && (
        <p className="text-small break-words text-muted">To {recipients.map(inWords).join(', ')}</p>
      )}
      {pausedReason !== null && <p className="text-small text-negative">Paused by itself: {pausedReason}</p>}
    </>
  )
}

const inWords = ({ name, unsubscribed }: ListedRecipient) => (unsubscribed ? `${name} (unsubscribed)` : name)

function State({ delivery: { enabled, beyond, isBlind } }: { delivery: ListedDelivery }) {
  if (!enabled) {
    return (
      <StatusBadge tone="neutral" icon="pause">
        Paused
      </StatusBadge>
    )
  }
  if (beyond === true) {
    return (
      <StatusBadge tone="warning" icon="cross">
        Beyond its limit
      </StatusBadge>
    )
  }
  if (isBlind) {
    return (
      <StatusBadge tone="warning" icon="cross">
        No value to judge
      </StatusBadge>
    )
  }
  return (
    <StatusBadge tone="positive" icon="check">
      Active
    </StatusBadge>
  )
}
