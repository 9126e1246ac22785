import { Ban, KeyRound, LogOut, RotateCcw } from 'lucide-react'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { EntryTable } from '@/components/audit/entry-table'
import { PageHeader } from '@/components/shell/page-header'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmedButton } from '@/components/users/confirmed-button'
import { RightsForm } from '@/components/users/rights-form'
import { UserStateBadge } from '@/components/users/user-state'
import { auditParams, readAuditFilter } from '@/lib/audit/address'
import { auditPage } from '@/lib/audit/entries'
import { namesOf } from '@/lib/audit/names'
import { findUser, teamChoices, type ListedUser } from '@/lib/auth/user-list'
import { definePage } from '@/lib/authz/page'
import { warehouse } from '@/lib/db/warehouse'
import { formatMoment } from '@/lib/format/dates'
import { change, disable, enable, makeLink, signOutEverywhere } from '../actions'
import { teamOptions } from '../team-options'

export const metadata = { title: 'User' }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const ENTRIES = 10

export default definePage('/admin/users/[user]', async ({ actor, params }) => {
  const id = params['user'] ?? ''
  const user = UUID.test(id) ? await findUser(warehouse(), id) : null
  if (!user) notFound()
  const changes = readAuditFilter(new URLSearchParams({ subject: id }))
  const { entries } = await auditPage(warehouse(), changes, ENTRIES)
  const names = await namesOf(
    warehouse(),
    entries.map(({ subject }) => subject),
  )
  return (
    <>
      <PageHeader
        title={user.name}
        badge={<UserStateBadge state={user.state} />}
        question={`${user.email} · ${lastSeen(user)} · added ${formatMoment(user.createdAt)}`}
        actions={
          <Button asChild>
            <Link href="/admin/users">All users</Link>
          </Button>
        }
      />
      <div className="grid items-start gap-4 charts:grid-cols-2">
        <Card title="Role and teams" about="Holds from the person’s next request on, in sessions that exist too.">
          <RightsForm
            user={id}
            role={user.role}
            teams={user.teams.map(({ id: teamId, from, until }) => ({ teamId, validFrom: from, validUntil: until }))}
            options={teamOptions(await teamChoices(warehouse()))}
            action={change}
          />
        </Card>
        <Card title="Access" about={linkInWords(user)}>
          <AccessButtons user={user} isSelf={actor.id === id} />
        </Card>
      </div>
      <Card
        title="What was done to this account"
        about={`The newest ${ENTRIES} entries of the audit log.`}
        footer={
          <>
            <Link href={`/admin/audit?${auditParams({ subject: id })}`} className="underline">
              All entries about this account
            </Link>
            <Link href={`/admin/audit?${auditParams({ actor: id })}`} className="underline">
              What this person did and saw
            </Link>
          </>
        }
      >
        <EntryTable entries={entries} names={names} />
      </Card>
    </>
  )
})

function lastSeen({ lastSignInAt }: ListedUser): string {
  return lastSignInAt === null ? 'never signed in' : `last sign-in ${formatMoment(lastSignInAt)}`
}

function linkInWords({ state, linkUntil }: ListedUser): string {
  if (linkUntil !== null) return `A link to choose a password works until ${formatMoment(linkUntil)}.`
  if (state === 'invited') return 'The invitation has expired or was replaced. Make a new one.'
  return 'No link to choose a password is open.'
}

function AccessButtons({ user: { id, name, state }, isSelf }: { user: ListedUser; isSelf: boolean }) {
  const values = { user: id }
  if (state === 'disabled') {
    return (
      <ConfirmedButton
        label="Enable"
        icon={<RotateCcw aria-hidden />}
        title={`Enable the account of ${name}?`}
        means="The person can sign in again with the former password, role and teams."
        values={values}
        action={enable}
      />
    )
  }
  const invited = state === 'invited'
  return (
    <div className="flex flex-col gap-4">
      <ConfirmedButton
        label={invited ? 'New invitation link' : 'Link to reset the password'}
        icon={<KeyRound aria-hidden />}
        title={invited ? `Make a new invitation link for ${name}?` : `Make a link to reset the password of ${name}?`}
        means={
          invited
            ? 'The former link stops working. The new one works once, for 7 days.'
            : 'It works once, for one day. The present password and sessions stay until the link is used.'
        }
        once={invited ? 'The invitation link.' : 'The link to choose a new password.'}
        values={values}
        action={makeLink}
      />
      {!invited && (
        <ConfirmedButton
          label="End all sessions"
          icon={<LogOut aria-hidden />}
          title={`Sign ${name} out everywhere?`}
          means={
            isSelf
              ? 'This is your own account: you have to sign in again too.'
              : 'The person can sign in again at once.'
          }
          values={values}
          action={signOutEverywhere}
        />
      )}
      {isSelf ? (
        <p className="text-small text-muted">
          This is your own account. Only another administrator can disable it or take your role away.
        </p>
      ) : (
        <ConfirmedButton
          label="Disable"
          icon={<Ban aria-hidden />}
          danger
          title={`Disable the account of ${name}?`}
          means="The person is out with the next request and cannot sign in. Open links stop working. Nothing is deleted."
          values={values}
          action={disable}
        />
      )}
    </div>
  )
}
