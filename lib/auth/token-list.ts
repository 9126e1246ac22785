/** The tokens as their page shows them, newest first; the tokens themselves nobody can show. */
import { sql } from 'kysely'
import type { Role } from '@/generated/prisma/client'
import type { Warehouse } from '@/lib/db/warehouse'

export interface ListedToken {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly role: Role
  readonly teams: readonly string[]
  readonly state: 'active' | 'expired' | 'revoked'
  readonly createdBy: string | null
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
  /** When it was last tried although it had ended. */
  readonly refusedAt: string | null
}

export async function listTokens(db: Warehouse): Promise<readonly ListedToken[]> {
  const { rows } = await sql<ListedToken>`
    select t.id::text, t.name, t.prefix, t.role::text as role, u.name as "createdBy", t.created_at as "createdAt",
      t.expires_at as "expiresAt", t.last_used_at as "lastUsedAt", t.refused_at as "refusedAt",
      case when t.revoked_at is not null then 'revoked' when t.expires_at <= now() then 'expired' else 'active' end as state,
      array(
        select coalesce(team.name, 'Unknown team ' || tt.team_id)
        from app.api_token_team tt left join datacamp.team_dim team using (team_id)
        where tt.token_id = t.id order by 1
      ) as teams
    from app.api_token t left join app."user" u on u.id = t.created_by_id
    order by t.revoked_at is not null, t.created_at desc, t.id`.execute(db)
  return rows
}

/** How many tokens that this person made still work. */
export async function countTokensMadeBy(db: Warehouse, userId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from app.api_token
    where created_by_id = ${userId}::uuid and revoked_at is null and (expires_at is null or expires_at > now())`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}
