import { UserCheck } from 'lucide-react'
import { ExportMenu } from '@/components/export/export-menu'
import { DecisionList } from '@/components/identity/decision-list'
import { ListChoice } from '@/components/identity/list-choice'
import { explained } from '@/components/shell/invalid-address'
import { PageHeader } from '@/components/shell/page-header'
import { DataTable, type TableCell } from '@/components/tables/data-table'
import { Pager } from '@/components/tables/pager'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Input } from '@/components/ui/input'
import { EmptyState } from '@/components/ui/states'
import { recordView } from '@/lib/audit/saw'
import { definePage, type GuardedVisit } from '@/lib/authz/page'
import { withReader } from '@/lib/authz/reader'
import { app } from '@/lib/db/app'
import { formatDay } from '@/lib/format/dates'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import { compareHref, listParams, readListAddress, type ListAddress } from '@/lib/identity/address'
import { accountLabel, parseAccount } from '@/lib/identity/decision'
import { listDecisions, type Decision } from '@/lib/identity/decisions'
import { countLists, listPage, type ListRow } from '@/lib/identity/list-rows'
import { identityLists, type IdentityList, type ListColumn } from '@/lib/identity/lists'
import { takeBack } from './actions'

export const metadata = { title: 'Identities' }

const ROWS = 50

export default definePage('/admin/identities', (visit) => explained('/admin/identities', () => draw(visit)))

async function draw({ actor, scope, search }: GuardedVisit) {
  const address = readListAddress(search)
  const { list, page } = address
  const choice = { limit: ROWS, offset: (page - 1) * ROWS }
  const [{ counts, found }, history] = await Promise.all([
    withReader(scope, async (reader) => ({
      counts: await countLists(reader),
      found: list ? await listPage(reader, list, { ...choice, search: address.search }) : null,
    })),
    listDecisions(app(), choice),
  ])
  if (list) await recordView(app(), { actor, action: 'identity.view', subject: `list ${list.id}` })
  return (
    <>
      <PageHeader
        title="Identities"
        question="Which accounts are one person. Accounts with the same e-mail address are; what is decided here wins over addresses."
        actions={
          list && <ExportMenu href={`/export/identities?${listParams({ ...address, page: 1 })}`} background={false} />
        }
      />
      <ListChoice
        lists={[...identityLists, null].map((one, index) => ({
          label: one?.label ?? 'Decisions',
          href: addressOf({ list: one }),
          count: one ? (counts[index] ?? 0) : history.rowCount,
          current: one?.id === list?.id,
        }))}
      />
      {list && found ? (
        <FoundRows list={list} address={address} rows={found.rows} count={found.rowCount} />
      ) : (
        <Decisions decisions={history.decisions} address={address} count={history.rowCount} />
      )}
    </>
  )
}

function addressOf(address: Partial<ListAddress>): string {
  return `/admin/identities?${listParams(address)}`
}

interface RowsProps {
  list: IdentityList
  address: ListAddress
  rows: readonly ListRow[]
  count: number
}

function FoundRows({ list, address, rows, count }: RowsProps) {
  const { search } = address
  return (
    <Card
      title={list.label}
      about={list.meaning}
      footer={<Pages address={address} shown={rows.length} count={count} />}
    >
      {rows.length === 0 ? (
        <>
          <Search list={list} search={search} />
          <EmptyState icon={UserCheck} title={search === '' ? 'No account is listed here' : 'Nothing fits the search'}>
            {search === ''
              ? 'Nothing of this kind is in the data as it is now.'
              : 'Search for another part of a name or address, or for an id.'}
          </EmptyState>
        </>
      ) : (
        <DataTable
          label={`Rows of ${list.label}`}
          tools={<Search list={list} search={search} />}
          columns={list.columns.map(({ id, label, kind }) => ({ id, label, numeric: kind === 'number' }))}
          rows={rows.map((row) => ({
            id: `${row['account']} ${row['beside']} ${row['email']}`,
            cells: Object.fromEntries(
              list.columns.map((column, index) => [
                column.id,
                { ...cellOf(row, column), ...(index === 0 && { href: hrefOf(row) }) },
              ]),
            ),
          }))}
        />
      )}
    </Card>
  )
}

function Search({ list, search }: { list: IdentityList; search: string }) {
  return (
    <form action="/admin/identities" role="search" className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="list" value={list.id} />
      <Input
        type="search"
        name="q"
        aria-label="Name, address or id"
        placeholder="Name, address or id"
        defaultValue={search}
        className="w-64"
      />
      <Button type="submit">Search</Button>
    </form>
  )
}

function cellOf(row: ListRow, { id, kind }: ListColumn): TableCell {
  const value = row[id] ?? null
  if (kind === 'number') return { text: formatCount(Number(value)), quiet: Number(value) === 0 }
  if (kind === 'day') return { text: formatDay(value === null ? null : String(value)) }
  const text = String(value ?? '')
  return text === '' ? { text: '–', quiet: true } : { text, title: text }
}

/** A row leads to its accounts, side by side. */
function hrefOf(row: ListRow): string {
  const account = parseAccount(String(row['account']))
  return account ? compareHref({ account, beside: parseAccount(String(row['beside'] ?? '')) }) : '/admin/identities'
}

interface DecisionsProps {
  decisions: readonly Decision[]
  address: ListAddress
  count: number
}

function Decisions({ decisions, address, count }: DecisionsProps) {
  return (
    <Card
      title={formatCounted(count, 'decision', 'decisions')}
      about="The newest first. Decisions outlive refreshes; taking one back keeps it in this list. Times are UTC."
      footer={<Pages address={address} shown={decisions.length} count={count} />}
    >
      {decisions.length === 0 ? (
        <EmptyState icon={UserCheck} title="Nothing was decided so far">
          Addresses alone say who is who. Open an account from one of the lists to link or to separate it.
        </EmptyState>
      ) : (
        <DecisionList
          decisions={decisions}
          labelOf={accountLabel}
          hrefOf={({ accounts: [account, beside = null] }) =>
            account ? compareHref({ account, beside }) : '/admin/identities'
          }
          takeBack={takeBack}
        />
      )}
    </Card>
  )
}

function Pages({ address, shown, count }: { address: ListAddress; shown: number; count: number }) {
  const first = (address.page - 1) * ROWS
  const to = (page: number) => addressOf({ ...address, page })
  return (
    <>
      <span role="status">
        {shown > 0 && `${formatCount(first + 1)} to ${formatCount(first + shown)} of ${formatCount(count)}`}
      </span>
      <Pager
        previous={address.page > 1 ? to(address.page - 1) : null}
        next={first + shown < count ? to(address.page + 1) : null}
      />
    </>
  )
}
