/** The roles that the web reads as (migration row_level_security): their rights after every migration, and what is missing. */
import type pg from 'pg'
import { withConnection } from './connect'

/** Grants what new tables and a restored database lack; nothing where all is in place or the migration is still to come. */
export async function admitReaders(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ call: string }>(
    `select format('call app.%I()', p.proname) as call from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'app' and p.proname in ('admit_readers', 'admit_sql_reader') order by p.proname`,
  )
  for (const { call } of rows) await client.query(call)
}

/** What to tell whoever starts the product about the fence around rows; null: it stands. */
export function readFenceWarning(url: string): Promise<string | null> {
  return withConnection(url, async (client) => {
    const { rows } = await client.query<{ user: string; entered: boolean }>(
      `select current_user as user, app.may_become('skillscope_web') and app.may_become('skillscope_web_all') as entered`,
    )
    const [found] = rows
    if (!found || found.entered) return null
    const create = `create role skillscope_web nologin; create role skillscope_web_all nologin; grant skillscope_web, skillscope_web_all to "${found.user}"; then run: node bin/skillscope.mjs migrate`
    return `Pages read as ${found.user}, which may read secrets and raw rows, because that user cannot become the roles skillscope_web and skillscope_web_all. Rows of people stay fenced. Let an administrator of the database run once: ${create}`
  })
}
