/** The marts in words, to compare those that refreshes kept up with those built anew. */
import type pg from 'pg'
import { rebuildMarts } from '@/lib/marts/refresh'
import { inTransaction } from './mirrors'

export type Marts = Readonly<Record<string, readonly unknown[]>>

/** Person numbers differ between two builds, keys do not. */
export async function martsOf(db: pg.Pool | pg.ClientBase): Promise<Marts> {
  const queries = {
    people: `select to_jsonb(person) - 'person_id' as row from mart.person`,
    identity: `select jsonb_build_array(source, source_id, person_key) as row from mart.identity join mart.person using (person_id)`,
    teams: `select jsonb_build_array(person_key, team_id, joined, "left") as row from mart.person_team join mart.person using (person_id)`,
    activity: `select to_jsonb(activity) - 'person_id' || jsonb_build_object('person', person_key, 'seconds', trim_scale(seconds), 'xp', trim_scale(xp)) as row
      from mart.activity left join mart.person using (person_id)`,
    progress: `select to_jsonb(pair) - 'person_id' || jsonb_build_object('person', person_key) as row
      from mart.course_progress pair left join mart.person using (person_id)`,
  }
  const marts: Record<string, unknown[]> = {}
  for (const [name, text] of Object.entries(queries)) {
    marts[name] = (await db.query<{ row: unknown }>(`${text} order by row`)).rows.map(({ row }) => row)
  }
  return marts
}

/** What a build from nothing would give; the marts stay as they are. */
export async function rebuilt(pool: pg.Pool): Promise<Marts> {
  return inTransaction(pool, async (tx) => {
    await tx.query('truncate mart.person, mart.identity, mart.person_team, mart.activity, mart.course_progress')
    await rebuildMarts(tx)
    const marts = await martsOf(tx)
    await tx.query('rollback')
    return marts
  })
}
