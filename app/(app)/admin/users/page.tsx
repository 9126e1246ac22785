import { UserPlus, Users } from 'lucide-react'
import Link from 'next/link'
import { ExportMenu } from '@/components/export/export-menu'
import { explained } from '@/components/shell/invalid-address'
import { PageHeader } from '@/components/shell/page-header'
import { Pager } from '@/components/tables/pager'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Input } from '@/components/ui/input'
import { LinkChoice } from '@/components/ui/link-choice'
import { EmptyState } from '@/components/ui/states'
import { stateWords } from '@/components/users/user-state'
import { UserTable } from '@/components/users/user-table'
import { readUserFilter, userParams, userStates, type UserFilter } from '@/lib/auth/user-address'
import { listUsers } from '@/lib/auth/user-list'
import { definePage, type GuardedVisit } from '@/lib/authz/page'
import { warehouse } from '@/lib/db/warehouse'
import { dayOf } from '@/lib/filters/days'
import { formatCount, formatCounted } from '@/lib/format/numbers'

export const metadata = { title: 'Users' }

const ROWS = 50

export default definePage('/admin/users', (visit) => explained('/admin/users', () => draw(visit)))

async function draw({ search }: GuardedVisit) {
  const filter = readUserFilter(search)
  const { users, count } = await listUsers(warehouse(), filter, ROWS)
  const first = (filter.page - 1) * ROWS
  return (
    <>
      <PageHeader
        title="Users"
        question="Who gets in, and what they may see. A change holds from the person’s next request on."
        actions={
          <>
            <ExportMenu href={`/export${addressOf({ ...filter, page: 1 }).replace('/admin', '')}`} background={false} />
            <Button asChild kind="primary">
              <Link href="/admin/users/new">
                <UserPlus aria-hidden />
                Add person
              </Link>
            </Button>
          </>
        }
      />
      <div className="flex flex-wrap items-center gap-3">
        <Search filter={filter} />
        <LinkChoice
          label="State"
          choices={[null, ...userStates].map((state) => ({
            label: state === null ? 'All' : stateWords[state],
            href: addressOf({ ...filter, state, page: 1 }),
            current: filter.state === state,
          }))}
        />
      </div>
      <Card
        title={formatCounted(count, 'account', 'accounts')}
        about="A name opens role, teams, links and sessions. Accounts are disabled, never deleted."
        footer={
          <>
            <span>
              {users.length > 0 &&
                `${formatCount(first + 1)} to ${formatCount(first + users.length)} of ${formatCount(count)}`}
            </span>
            <Pager
              previous={filter.page > 1 ? addressOf({ ...filter, page: filter.page - 1 }) : null}
              next={first + users.length < count ? addressOf({ ...filter, page: filter.page + 1 }) : null}
            />
          </>
        }
      >
        {users.length === 0 ? (
          <EmptyState icon={Users} title="Nobody here">
            No account fits. Search for another part of the name or address, or show all states.
          </EmptyState>
        ) : (
          <UserTable
            users={users}
            sort={filter.sort}
            descending={filter.descending}
            sortHref={(sort, descending) => addressOf({ ...filter, sort, descending, page: 1 })}
            today={dayOf(new Date())}
          />
        )}
      </Card>
    </>
  )
}

function addressOf(filter: UserFilter): string {
  const params = userParams(filter)
  return params === '' ? '/admin/users' : `/admin/users?${params}`
}

/** Keeps the order and the state that are chosen. */
function Search({ filter }: { filter: UserFilter }) {
  const kept = [...new URLSearchParams(userParams({ ...filter, search: '', page: 1 }))]
  return (
    <form action="/admin/users" role="search" className="flex items-center gap-2">
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Input
        type="search"
        name="q"
        aria-label="Name or e-mail address"
        placeholder="Name or e-mail address"
        defaultValue={filter.search}
        className="w-64"
      />
      <Button type="submit">Search</Button>
    </form>
  )
}
