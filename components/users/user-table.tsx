import { DataTable, type TableColumn, type TableRow } from '@/components/tables/data-table'
import type { UserSort } from '@/lib/auth/user-address'
import type { ListedTeam, ListedUser } from '@/lib/auth/user-list'
import { formatDay, formatMoment } from '@/lib/format/dates'
import { roleWords } from './roles'
import { stateWords } from './user-state'

const columns: readonly { id: string; label: string; sort?: UserSort }[] = [
  { id: 'name', label: 'Name', sort: 'name' },
  { id: 'email', label: 'E-mail address', sort: 'email' },
  { id: 'role', label: 'Role', sort: 'role' },
  { id: 'teams', label: 'Teams' },
  { id: 'lastSignIn', label: 'Last sign-in', sort: 'last_sign_in' },
  { id: 'state', label: 'State', sort: 'state' },
]

interface UserTableProps {
  users: readonly ListedUser[]
  sort: UserSort
  descending: boolean
  /** The address that sorts like that. */
  sortHref: (sort: UserSort, descending: boolean) => string
  /** Today (ISO), to tell which rights hold. */
  today: string
}

export function UserTable({ users, sort, descending, sortHref, today }: UserTableProps) {
  const heads = columns.map(({ id, label, sort: by }): TableColumn => {
    if (!by) return { id, label }
    const sorted = by === sort ? { sorted: descending ? ('descending' as const) : ('ascending' as const) } : {}
    return { id, label, sortHref: sortHref(by, by === sort && !descending), ...sorted }
  })
  return (
    <DataTable label="Accounts" columns={heads} rows={users.map((user) => rowOf(user, today))} chooseColumns={false} />
  )
}

function rowOf({ id, name, email, role, teams, lastSignInAt, state, linkUntil }: ListedUser, today: string): TableRow {
  const dated = teams.map((team) => teamInWords(team, today)).join(', ')
  return {
    id,
    cells: {
      name: { text: name, href: `/admin/users/${id}`, quiet: state === 'disabled' },
      email: { text: email, title: email },
      role: { text: roleWords[role].label },
      teams: {
        text: dated || (role === 'manager' ? 'None' : 'All'),
        quiet: dated === '',
        ...(dated && { title: dated }),
      },
      lastSignIn: { text: lastSignInAt === null ? 'Never' : formatMoment(lastSignInAt), quiet: lastSignInAt === null },
      state: {
        text: state === 'invited' && linkUntil === null ? 'Invited, link expired' : stateWords[state],
        quiet: state === 'disabled',
        ...(state === 'invited' && { tone: 'warning' as const }),
      },
    },
  }
}

/** "Risk", "Risk (until 31 Jan 2026)", "Risk (ended)". */
export function teamInWords({ name, from, until }: ListedTeam, today: string): string {
  if (until !== null && until <= today) return `${name} (ended)`
  const days = [
    ...(from !== null && from > today ? [`from ${formatDay(from)}`] : []),
    ...(until === null ? [] : [`until ${formatDay(until)}`]),
  ]
  return days.length === 0 ? name : `${name} (${days.join(' ')})`
}
