/** Names for the ids that the audit log keeps, as far as they still exist. */
import { sql } from 'kysely'
import type { Warehouse } from '@/lib/db/warehouse'

export interface Named {
  readonly id: string
  readonly kind: 'user' | 'token'
  readonly name: string
  /** E-mail address of a person. */
  readonly note: string | null
}

/** Everybody who can be an actor, by name. */
export async function auditActors(db: Warehouse): Promise<readonly Named[]> {
  const { rows } = await sql<Named>`
    select id::text, 'user' as kind, name, email as note from app."user"
    union all select id::text, 'token', name, null from app.api_token
    order by kind desc, name, note`.execute(db)
  return rows
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export async function namesOf(
  db: Warehouse,
  subjects: readonly (string | null)[],
): Promise<ReadonlyMap<string, Named>> {
  const ids = [...new Set(subjects)].filter((subject) => subject !== null && UUID.test(subject))
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Named>`
    select id::text, 'user' as kind, name, email as note from app."user" where id = any(${ids}::uuid[])
    union all select id::text, 'token', name, null from app.api_token where id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}
