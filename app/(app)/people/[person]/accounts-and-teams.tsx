import Link from 'next/link'
import { sourceNames } from '@/components/shell/source-names'
import { Card } from '@/components/ui/card'
import { addDays } from '@/lib/filters/days'
import { formatDay } from '@/lib/format/dates'
import { accountText } from '@/lib/identity/decision'
import type { Decision } from '@/lib/identity/decisions'
import type { Account, PersonProfile, TeamSpell } from '@/lib/metrics/person'
import { matchedHow } from './matched-how'

interface AccountsAndTeamsProps {
  profile: PersonProfile
  decisions: readonly Decision[]
  mayDecide: boolean
}

export function AccountsAndTeams({ profile, decisions, mayDecide }: AccountsAndTeamsProps) {
  return (
    <div className="grid gap-4 charts:grid-cols-2">
      <Card title="Accounts" about="Accounts with one e-mail address are one person; what was decided by hand wins.">
        <ul className="flex flex-col gap-3">
          {profile.accounts.map((account) => (
            <li key={accountText(account)} className="flex min-w-0 flex-col">
              <span className="flex min-w-0 flex-wrap items-baseline justify-between gap-x-3">
                <span className="font-[550]">{sourceNames[account.source]}</span>
                {mayDecide && account.sourceId !== '' && <IdentityLink account={account} />}
              </span>
              <span className="break-words text-muted">
                {account.email ?? 'No e-mail address'} · account{' '}
                <span className="font-mono text-small">{account.sourceId || '–'}</span>
              </span>
              <span className="text-small text-muted">{matchedHow(account, profile.accounts, decisions)}</span>
            </li>
          ))}
        </ul>
      </Card>
      <Card title="Teams" about="Teams are DataCamp’s; both days are days in the team.">
        {profile.teams.length === 0 ? (
          <p className="text-muted">Never in a team.</p>
        ) : (
          <ul className="flex flex-col gap-2">
            {profile.teams.map((team) => (
              <li key={`${team.id} ${team.joined}`} className="flex flex-wrap justify-between gap-x-3">
                <span className="min-w-0 truncate font-[550]">{team.name}</span>
                <span className="tabular text-muted">{daysOf(team)}</span>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  )
}

function IdentityLink({ account }: { account: Account }) {
  return (
    <Link
      href={`/admin/identities/compare?account=${encodeURIComponent(accountText(account))}`}
      className="text-small text-accent underline"
    >
      Open in Identities<span className="sr-only">: {sourceNames[account.source]}</span>
    </Link>
  )
}

function daysOf({ joined, left }: TeamSpell): string {
  if (joined === null) return left === null ? 'Always' : `Until ${formatDay(addDays(left, -1))}`
  return left === null ? `Since ${formatDay(joined)}` : `${formatDay(joined)} to ${formatDay(addDays(left, -1))}`
}
