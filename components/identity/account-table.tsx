import { sourceNames } from '@/components/shell/source-names'
import { DataTable, type TableColumn } from '@/components/tables/data-table'
import { formatDay } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/numbers'
import type { KnownAccount } from '@/lib/identity/look'

const columns: readonly TableColumn[] = [
  { id: 'account', label: 'Account' },
  { id: 'name', label: 'Name' },
  { id: 'email', label: 'Address' },
  { id: 'teams', label: 'Teams' },
  { id: 'last', label: 'Newest evidence' },
  { id: 'first', label: 'First evidence' },
  { id: 'days', label: 'Active days', numeric: true },
  { id: 'courses', label: 'Courses', numeric: true },
]

interface AccountTableProps {
  label: string
  accounts: readonly KnownAccount[]
  hrefOf: (account: KnownAccount) => string
}

/** What tells the accounts of one person apart, or does not. */
export function AccountTable({ label, accounts, hrefOf }: AccountTableProps) {
  return (
    <DataTable
      label={label}
      columns={columns}
      chooseColumns={false}
      rows={accounts.map((account) => ({
        id: `${account.source}:${account.sourceId}`,
        cells: {
          account: { text: `${sourceNames[account.source]} ${account.sourceId}`, href: hrefOf(account) },
          name: { text: account.name ?? '–', quiet: account.name === null },
          email: { text: account.email ?? 'No address', quiet: account.email === null, title: account.email ?? '' },
          teams: { text: account.teams || '–', quiet: account.teams === '', title: account.teams },
          last: { text: formatDay(account.lastEvidence) },
          first: { text: formatDay(account.firstEvidence) },
          days: { text: formatCount(account.activeDays), quiet: account.activeDays === 0 },
          courses: { text: formatCount(account.courses), quiet: account.courses === 0 },
        },
      }))}
    />
  )
}
