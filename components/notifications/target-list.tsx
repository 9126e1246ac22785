import { Bell } from 'lucide-react'
import { ActionButton } from '@/components/ui/action-button'
import { EmptyState } from '@/components/ui/states'
import { StatusBadge } from '@/components/ui/status-badge'
import type { FormAction } from '@/lib/authz/action'
import { formatMoment } from '@/lib/format/dates'
import type { Target } from '@/lib/notify/targets'

interface TargetListProps {
  targets: readonly Target[]
  /** By name: what each says. */
  events: Readonly<Record<string, string>>
  actions: { test: FormAction; pause: FormAction; resume: FormAction; remove: FormAction }
}

export function TargetList({ targets, events, actions }: TargetListProps) {
  if (targets.length === 0) {
    return (
      <EmptyState icon={Bell} title="Nobody is told yet">
        Add an e-mail address or a webhook. Until then, trouble shows on the pages only.
      </EmptyState>
    )
  }
  return (
    <ul aria-label="Notification targets" className="flex flex-col">
      {targets.map((target) => (
        <li key={target.id} className="flex flex-col gap-2 border-b border-border py-3 first:pt-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-[550] break-all">{target.place}</span>
            <span className="text-muted">{target.channel === 'email' ? 'E-mail' : 'Webhook'}</span>
            <State target={target} />
          </div>
          <p className="text-small text-muted">
            Added {formatMoment(target.addedAt)}. {target.events.map((name) => events[name]).join(' · ')}
          </p>
          <LastMessage target={target} />
          <div className="flex flex-wrap items-center gap-2">
            {!target.lost && <Using target={target} actions={actions} />}
            <TargetButton target={target} action={actions.remove} kind="danger">
              Remove
            </TargetButton>
          </div>
        </li>
      ))}
    </ul>
  )
}

function Using({ target, actions }: { target: Target; actions: TargetListProps['actions'] }) {
  return (
    <>
      <TargetButton target={target} action={actions.test}>
        Send a test message
      </TargetButton>
      {target.enabled ? (
        <TargetButton target={target} action={actions.pause}>
          Pause
        </TargetButton>
      ) : (
        <TargetButton target={target} action={actions.resume}>
          Resume
        </TargetButton>
      )}
    </>
  )
}

function TargetButton({
  target,
  action,
  kind = 'default',
  children,
}: {
  target: Target
  action: FormAction
  kind?: 'default' | 'danger'
  children: string
}) {
  return (
    <ActionButton
      size="small"
      kind={kind}
      action={action}
      values={{ target: target.id }}
      aria-label={`${children}: ${target.place}`}
    >
      {children}
    </ActionButton>
  )
}

function State({ target: { enabled, last, lost } }: { target: Target }) {
  if (lost) {
    return (
      <StatusBadge tone="negative" icon="cross">
        To be added again
      </StatusBadge>
    )
  }
  if (!enabled) {
    return (
      <StatusBadge tone="neutral" icon="pause">
        Paused
      </StatusBadge>
    )
  }
  if (last?.state === 'failed') {
    return (
      <StatusBadge tone="negative" icon="cross">
        Last message failed
      </StatusBadge>
    )
  }
  return (
    <StatusBadge tone="positive" icon="check">
      Active
    </StatusBadge>
  )
}

function LastMessage({ target: { last, lost } }: { target: Target }) {
  if (lost) {
    return (
      <p className="text-small text-negative">
        Its address or its key is not stored any more, so nothing is sent there. Remove it and add it again.
      </p>
    )
  }
  if (!last) return <p className="text-small text-muted">No message yet.</p>
  const when = formatMoment(last.at)
  if (last.state === 'sent') return <p className="text-small text-muted">Last message sent on {when}.</p>
  return (
    <p className={last.state === 'failed' ? 'text-small text-negative' : 'text-small text-warning'}>
      {last.state === 'failed' ? 'Not sent' : 'Waits to be sent'}, {when}. {last.error}
    </p>
  )
}
