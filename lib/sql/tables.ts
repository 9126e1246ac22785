/** What a statement can name: the tables that the login may read, as the database knows them. */
import type pg from 'pg'
import { findTable } from '@/lib/catalogue/catalogue'

export interface SqlTable {
  /** "datacamp.course_fact" */
  readonly name: string
  readonly about: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
}

/** As the owner, because the login is not asked about itself by name. */
export async function sqlTables(owner: pg.Pool): Promise<readonly SqlTable[]> {
  const { rows } = await owner.query<{ name: string; columns: { name: string; type: string }[] }>(
    `select n.nspname || '.' || c.relname as name,
       json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname in ('datacamp', 'skilljar', 'mart') and c.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped
       and has_table_privilege('skillscope_sql', c.oid, 'select')
     group by n.nspname, c.relname
     order by array_position(array['datacamp', 'skilljar', 'mart'], n.nspname::text), c.relname`,
  )
  return rows.map(({ name, columns }) => ({ name, about: findTable(name)?.description ?? '', columns }))
}
