/** The accounts as the list, its CSV and the page of one person show them. */
import { sql, type CompiledQuery, type RawBuilder } from 'kysely'
import type { Role } from '@/generated/prisma/client'
import type { Warehouse } from '@/lib/db/warehouse'
import type { UserFilter, UserSort, UserState } from './user-address'

export interface ListedTeam {
  readonly id: number
  readonly name: string
  /** First day with the right, and first day without it. */
  readonly from: string | null
  readonly until: string | null
}

export interface ListedUser {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly state: UserState
  readonly createdAt: string
  readonly lastSignInAt: string | null
  /** Until when the newest link to choose a password works; null: there is none. */
  readonly linkUntil: string | null
  readonly teams: readonly ListedTeam[]
}

const state = sql`case when u.disabled_at is not null then 'disabled' when u.password_hash is null then 'invited' else 'active' end`

const teamName = sql`coalesce(team.name, 'Unknown team ' || ut.team_id)`

const columns = sql`
  u.id::text, u.name, u.email, u.role::text as role, ${state} as state, u.created_at as "createdAt",
  u.last_sign_in_at as "lastSignInAt",
  (select max(expires_at) from app.account_link l
   where l.user_id = u.id and used_at is null and revoked_at is null and expires_at > now()) as "linkUntil",
  coalesce((
    select jsonb_agg(jsonb_build_object('id', ut.team_id, 'name', ${teamName}, 'from', ut.valid_from, 'until', ut.valid_until)
      order by lower(team.name), ut.team_id)
    from app.user_team ut left join datacamp.team_dim team using (team_id) where ut.user_id = u.id
  ), '[]') as teams`

function condition({ search, state: wanted, role }: UserFilter): RawBuilder<unknown> {
  const parts = [
    ...(search === '' ? [] : [sql`position(lower(${search}) in lower(u.name || ' ' || u.email)) > 0`]),
    ...(wanted === null ? [] : [sql`${state} = ${wanted}`]),
    ...(role === null ? [] : [sql`u.role::text = ${role}`]),
  ]
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `)
}

const sorts: Readonly<Record<UserSort, RawBuilder<unknown>>> = {
  name: sql`lower(u.name)`,
  email: sql`u.email`,
  role: sql`u.role::text`,
  last_sign_in: sql`u.last_sign_in_at`,
  state,
}

/** Never signed in stands last whatever the direction. */
const order = ({ sort, descending }: UserFilter) =>
  sql`${sorts[sort]} ${descending ? sql`desc` : sql`asc`} nulls last, lower(u.name), u.id`

export async function listUsers(
  db: Warehouse,
  filter: UserFilter,
  limit: number,
): Promise<{ users: readonly ListedUser[]; count: number }> {
  const offset = (filter.page - 1) * limit
  const { rows } = await sql<ListedUser>`
    select ${columns} from app."user" u where ${condition(filter)}
    order by ${order(filter)} limit ${limit} offset ${offset}`.execute(db)
  const { rows: counted } = await sql<{ count: number }>`
    select count(*) as count from app."user" u where ${condition(filter)}`.execute(db)
  return { users: rows, count: counted[0]?.count ?? 0 }
}

export async function findUser(db: Warehouse, id: string): Promise<ListedUser | null> {
  const { rows } = await sql<ListedUser>`select ${columns} from app."user" u where u.id = ${id}::uuid`.execute(db)
  return rows[0] ?? null
}

export function usersExport(db: Warehouse, filter: UserFilter): CompiledQuery {
  const teams = sql`(
    select string_agg(${teamName} || case
        when ut.valid_from is null and ut.valid_until is null then ''
        else ' (' || coalesce(ut.valid_from::text, '') || ' to ' || coalesce(ut.valid_until::text, '') || ')' end,
      '; ' order by lower(team.name), ut.team_id)
    from app.user_team ut left join datacamp.team_dim team using (team_id) where ut.user_id = u.id)`
  return sql`
    select u.name, u.email, u.role::text as role, ${teams} as teams, u.last_sign_in_at, ${state} as state, u.created_at
    from app."user" u where ${condition(filter)} order by ${order(filter)}`.compile(db)
}

export interface TeamChoice {
  readonly id: number
  readonly name: string
  /** It exists no more on DataCamp. */
  readonly deleted: boolean
}

/** Every team that a right can be given for. */
export async function teamChoices(db: Warehouse): Promise<readonly TeamChoice[]> {
  const { rows } = await sql<TeamChoice>`
    select team_id as id, coalesce(name, 'Unnamed team ' || team_id) as name, deleted_date is not null as deleted
    from datacamp.team_dim order by deleted, lower(name), team_id`.execute(db)
  return rows
}
