/**
 * The structure of a database as lines of text, so that two can be compared. Covers what Prisma's engine cannot see:
 * functions, triggers, views, policies, checks, storage settings, index definitions.
 */
import type pg from 'pg'

const OURS = `('app', 'datacamp', 'skilljar', 'mart', 'staging')`

const questions: Record<string, string> = {
  schema: `select nspname from pg_namespace where nspname in ${OURS}`,
  extension: `select extname from pg_extension where extname <> 'plpgsql'`,
  type: `
    select format('%I.%I (%s)', n.nspname, t.typname, string_agg(e.enumlabel, ', ' order by e.enumsortorder))
    from pg_type t join pg_namespace n on n.oid = t.typnamespace join pg_enum e on e.enumtypid = t.oid
    where n.nspname in ${OURS} group by n.nspname, t.typname`,
  table: `
    select format('%I.%I kind %s, %s%s%s%s', n.nspname, c.relname, c.relkind, c.relpersistence,
      case when c.relrowsecurity then ', row security' end, case when c.relforcerowsecurity then ' forced' end,
      ', ' || array_to_string(c.reloptions, ' '))
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ${OURS} and c.relkind in ('r', 'p', 'v', 'm', 'S')`,
  column: `
    select format('%I.%I.%I %s%s%s%s%s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then ' not null' end, ' default ' || pg_get_expr(d.adbin, d.adrelid),
      case when a.attidentity <> '' then ' identity ' || a.attidentity::text end,
      case when a.attgenerated <> '' then ' generated ' || a.attgenerated::text end)
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where n.nspname in ${OURS} and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`,
  constraint: `
    select format('%I.%I %I %s', n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid))
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ${OURS} and k.contype <> 'n'`,
  index: `
    select pg_get_indexdef(i.indexrelid) || case when i.indisvalid then '' else ' (invalid)' end
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ${OURS}`,
  view: `
    select format('%I.%I %s', n.nspname, c.relname, pg_get_viewdef(c.oid))
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ${OURS} and c.relkind in ('v', 'm')`,
  function: `
    select pg_get_functiondef(p.oid)
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ${OURS} and p.prokind in ('f', 'p')`,
  trigger: `
    select pg_get_triggerdef(t.oid) || ' enabled ' || t.tgenabled::text
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ${OURS} and not t.tgisinternal`,
  policy: `
    select format('%I.%I %I %s %s %s %s %s', schemaname, tablename, policyname, permissive, roles, cmd, qual, with_check)
    from pg_policies where schemaname in ${OURS}`,
}

/** Tables of a running or broken-off refresh come and go in staging. */
const passing = /\bstaging\./

export async function readStructure(client: pg.ClientBase): Promise<Set<string>> {
  const lines = new Set<string>()
  for (const [kind, question] of Object.entries(questions)) {
    const { rows } = await client.query<[string]>({ text: question, rowMode: 'array' })
    for (const [line] of rows) if (!passing.test(line)) lines.add(`${kind} ${line}`)
  }
  return lines
}
