import { KeyRound } from 'lucide-react'
import { EmptyState } from '@/components/ui/states'
import { StatusBadge } from '@/components/ui/status-badge'
import type { ListedToken } from '@/lib/auth/token-list'
import type { FormAction } from '@/lib/authz/action'
import { formatDay, formatMoment } from '@/lib/format/dates'
import { ConfirmedButton } from './confirmed-button'
import { roleWords } from './roles'

interface TokenListProps {
  tokens: readonly ListedToken[]
  /** Revokes one. */
  action: FormAction
}

const states = {
  active: { tone: 'positive', icon: 'check', says: 'Active' },
  expired: { tone: 'neutral', icon: 'minus', says: 'Expired' },
  revoked: { tone: 'neutral', icon: 'cross', says: 'Revoked' },
} as const

export function TokenList({ tokens, action }: TokenListProps) {
  if (tokens.length === 0) {
    return (
      <EmptyState icon={KeyRound} title="No token yet">
        A script needs one to ask the API. Make it below, or with “token create” on the command line.
      </EmptyState>
    )
  }
  return (
    <ul aria-label="API tokens" className="flex flex-col">
      {tokens.map((token) => (
        <li
          key={token.id}
          className="flex flex-col gap-2 border-b border-border py-3 first:pt-0 last:border-b-0 last:pb-0"
        >
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-[550] break-all">{token.name}</span>
            <code className="font-mono text-small text-muted">{token.prefix}…</code>
            <StatusBadge tone={states[token.state].tone} icon={states[token.state].icon}>
              {states[token.state].says}
            </StatusBadge>
          </div>
          <p className="text-small text-muted">{factsOf(token).join(' · ')}</p>
          {token.state === 'active' && (
            <ConfirmedButton
              label="Revoke"
              of={token.name}
              size="small"
              danger
              title={`Revoke the token “${token.name}”?`}
              means="Scripts that use it are refused from their next request on. A revoked token does not come back."
              values={{ token: token.id }}
              action={action}
            />
          )}
        </li>
      ))}
    </ul>
  )
}

function factsOf(token: ListedToken): string[] {
  const { role, teams, createdBy, createdAt, expiresAt, lastUsedAt, refusedAt, state } = token
  // Stored as the moment when its last day is over.
  const lastDay = expiresAt && formatDay(new Date(Date.parse(expiresAt) - 1).toISOString())
  return [
    teams.length === 0 ? roleWords[role].label : `${roleWords[role].label} of ${teams.join(', ')}`,
    `made by ${createdBy ?? 'the command line'} on ${formatDay(createdAt)}`,
    lastUsedAt === null ? 'never used' : `last used ${formatMoment(lastUsedAt)}`,
    ...(state === 'active' ? [lastDay ? `works until the end of ${lastDay}` : 'no end'] : []),
    ...(refusedAt === null ? [] : [`refused ${formatMoment(refusedAt)}`]),
  ]
}
