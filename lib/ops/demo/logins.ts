/** One account per role, with passwords made for this home. */
import { createUser } from '@/lib/auth/users'
import { app } from '@/lib/db/app'
import { workerPool } from '@/lib/db/pools'
import type { DemoState } from './home'

/** Two teams of middling size, so that a manager sees some people and far from all. */
async function managersTeams(): Promise<number[]> {
  const { rows } = await workerPool().query<{ team_id: number }>(
    `with sizes as (
       select team_id, row_number() over (order by count(*) desc, team_id) as place, count(*) over () as teams
       from mart.person_team where "left" = 'infinity' group by team_id
     )
     select team_id from sizes where place > teams / 4 order by place limit 2`,
  )
  return rows.map((row) => Number(row.team_id))
}

export async function ensureLogins({ logins }: DemoState): Promise<void> {
  for (const login of logins) {
    if (await app().user.findUnique({ where: { email: login.email } })) continue
    const teams = login.role === 'manager' ? await managersTeams() : []
    await createUser(app(), 'system', { ...login, teams })
  }
}
