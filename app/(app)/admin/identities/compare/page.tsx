import { Link2, Search, SearchX, Unlink } from 'lucide-react'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { AccountTable } from '@/components/identity/account-table'
import { DecideForm } from '@/components/identity/decide-form'
import { DecisionList } from '@/components/identity/decision-list'
import { explained } from '@/components/shell/invalid-address'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Input } from '@/components/ui/input'
import { EmptyState } from '@/components/ui/states'
import { recordView } from '@/lib/audit/saw'
import { definePage, type GuardedVisit } from '@/lib/authz/page'
import { withReader } from '@/lib/authz/reader'
import { app } from '@/lib/db/app'
import { webPool } from '@/lib/db/pools'
import { formatCounted } from '@/lib/format/numbers'
import { compareHref, listParams, readCompareAddress } from '@/lib/identity/address'
import { accountLabel, accountText, sameAccount } from '@/lib/identity/decision'
import { decisionsAbout } from '@/lib/identity/decisions'
import { findAccounts, lookAt, type FoundAccount, type KnownPerson } from '@/lib/identity/look'
import type { AccountId } from '@/lib/marts/restate-people'
import { link, separate, takeBack } from '../actions'

export const metadata = { title: 'Accounts of a person' }

const MOST_FOUND = 20

export default definePage('/admin/identities/compare', (visit) => explained('/admin/identities', () => draw(visit)))

async function draw({ actor, scope, search }: GuardedVisit) {
  const { account, beside, find } = readCompareAddress(search)
  const [person, other, found] = await Promise.all([
    lookAt(webPool(), account),
    beside && lookAt(webPool(), beside),
    find === ''
      ? []
      : withReader(scope, (reader) => findAccounts(reader, account, { search: find, limit: MOST_FOUND })),
  ])
  if (!person) notFound()
  const named = [account, ...(beside ? [beside] : [])]
  await recordView(app(), { actor, action: 'identity.view', subject: named.map(accountText).join(' ') })
  const shown = [...person.accounts, ...(other?.accounts ?? []), ...named]
  const { decisions } = await decisionsAbout(app(), shown)
  const isOne = other?.person === person.person
  return (
    <>
      <PageHeader
        title={person.name}
        question={`${accountLabel(account)}: whose it is, and what was decided about it.`}
        actions={
          <>
            <Button asChild>
              <Link href="/admin/identities">All lists</Link>
            </Button>
            <Button asChild>
              <Link href={`/people/${person.person}`}>Open the person</Link>
            </Button>
          </>
        }
      />
      {isOne && <Banner kind="info" title="The two accounts are one person." />}
      {beside && !other && (
        <Banner kind="warning" title={`The ${accountLabel(beside)} is not in the data.`}>
          What was decided about it holds again when it returns.
        </Banner>
      )}
      <PersonCard person={person} account={account} />
      {other && beside && !isOne ? (
        <OtherCard person={other} account={account} beside={beside} />
      ) : (
        <FindCard account={account} find={find} found={found} />
      )}
      {decisions.length > 0 && (
        <Card title="Decisions about these accounts" about="The newest first. Times are UTC.">
          <DecisionList
            decisions={decisions}
            labelOf={accountLabel}
            hrefOf={({ accounts: [one, another = null] }) =>
              one ? compareHref({ account: one, beside: another }) : ''
            }
            takeBack={takeBack}
          />
        </Card>
      )}
    </>
  )
}

function PersonCard({ person, account }: { person: KnownPerson; account: AccountId }) {
  const own = person.accounts.find((one) => sameAccount(one, account))
  return (
    <Card
      title={formatCounted(person.accounts.length, 'account of this person', 'accounts of this person')}
      about="What was done in each account by itself. Another account opens with its name."
    >
      <AccountTable
        label={`Accounts of ${person.name}`}
        accounts={person.accounts}
        hrefOf={(one) => compareHref({ account: one })}
      />
      {own?.sharesAddress && (
        <div className="pt-8">
          <DecideForm
            key={accountText(account)}
            action={separate}
            values={{ account: accountText(account) }}
            label={`Separate the ${accountLabel(account)}`}
            why={`Why the ${accountLabel(account)} is somebody else’s, although the address is the same`}
            icon={<Unlink aria-hidden />}
            means="It becomes a person of its own, together with accounts that are linked with it by hand. Its address matches it with nobody any more. All numbers follow at once."
          />
        </div>
      )}
    </Card>
  )
}

function OtherCard({ person, account, beside }: { person: KnownPerson; account: AccountId; beside: AccountId }) {
  return (
    <Card
      title={`Beside it: ${person.name}`}
      about={formatCounted(person.accounts.length, 'account of another person', 'accounts of another person')}
      tools={
        <Button asChild size="small">
          <Link href={compareHref({ account })}>Choose another</Link>
        </Button>
      }
    >
      <AccountTable
        label={`Accounts of ${person.name}, beside it`}
        accounts={person.accounts}
        hrefOf={(one) => compareHref({ account: one })}
      />
      <div className="pt-8">
        <DecideForm
          key={`${accountText(account)} ${accountText(beside)}`}
          action={link}
          values={{ account: accountText(account), beside: accountText(beside) }}
          label="Link as one person"
          why="How you know that they are one person"
          icon={<Link2 aria-hidden />}
          means={`The ${accountLabel(account)} and the ${accountLabel(beside)} become one person, with all accounts shown here. Managers of a team of either see what the person did in all of them while in the team. All numbers follow at once.`}
        />
      </div>
    </Card>
  )
}

function FindCard({ account, find, found }: { account: AccountId; find: string; found: readonly FoundAccount[] }) {
  return (
    <Card title="Link with another account" about="Look for it, then see both side by side. Names alone prove nothing.">
      <form action="/admin/identities/compare" role="search" className="flex flex-wrap items-center gap-2">
        <input type="hidden" name="account" value={accountText(account)} />
        <Input
          type="search"
          name="find"
          aria-label="Name, address or id of the other account"
          placeholder="Name, address or id"
          defaultValue={find}
          className="w-64"
        />
        <Button type="submit" icon={<Search aria-hidden />}>
          Find
        </Button>
      </form>
      {find !== '' && found.length === 0 && (
        <EmptyState icon={SearchX} title="No account of somebody else fits">
          <Link href={`/admin/identities?${listParams({ list: null })}`} className="underline">
            See the decisions so far
          </Link>
          , or search for another part of the name or address.
        </EmptyState>
      )}
      {found.length > 0 && (
        <ul aria-label="Accounts found" className="flex flex-col divide-y divide-border pt-3">
          {found.map((one) => (
            <li key={accountText(one)} className="flex flex-wrap gap-x-3 py-2">
              <Link
                href={compareHref({ account, beside: one })}
                className="font-[550] hover:text-accent hover:underline"
              >
                {accountLabel(one)}
              </Link>
              <span className="text-muted">{[one.name, one.email].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
