/** What readers can see, as hashes, so that "nothing changed" can be told from "one row changed". */
import type pg from 'pg'

/** Hash of each table's rows, by name. */
export type Content = Readonly<Record<string, string>>

/** One statement, so one moment: mirrors, marts, and what speaks of them. */
export async function contentOf(db: pg.Pool | pg.ClientBase): Promise<Content> {
  const { rows: tables } = await db.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('datacamp', 'skilljar', 'mart') or (schemaname = 'app' and tablename in ('publication', 'watermark', 'archive'))
     order by 1`,
  )
  const { rows } = await db.query<{ name: string; hash: string | null }>(
    tables.map(({ name }) => hashOf(name)).join(' union all '),
  )
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash ?? 'empty']))
}

// Numbers of rows are given anew with every load.
const hashOf = (name: string) => `
  select '${name}' as name, md5(string_agg(hash, '' order by hash)) as hash
  from (select md5((to_jsonb(t) - 'row_id')::text) as hash from ${name} t) as hashed`

/** The names of the tables in which two contents differ. */
export function differences(before: Content, after: Content): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name])
}
