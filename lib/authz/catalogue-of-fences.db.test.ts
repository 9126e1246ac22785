/** The catalogue of the database against the promises of RELIABILITY.md, section 6: a new table without its fence fails here. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { tables } from '@/generated/catalogue/tables'

/** Columns that name a person or a team in any of the schemas. */
const learnerColumns = ['person_id', 'team_id', 'signature_id', 'user_id', 'student_id', 'creator_id', 'visitor_id']

/** Tables that lead to a learner, or hold personal data, and yet are nobody's learning. */
const open: Readonly<Record<string, string>> = {
  'datacamp.assignment_dim': 'names the colleague who made the assignment, not those who learn',
  'skilljar.promo_code_pool': 'names the purchase of a company, not a student',
  'skilljar.vilt_calendar_account': 'names instructors',
  'skilljar.vilt_session': 'names instructors',
}

/** Read without a fence, as their owner: what each gives away was looked at. */
const reviewedDefiners = {
  'app.sql_actor_holds': 'whether the actor of the transaction may write SQL, and nothing else of accounts',
  'mart.days_of_data': 'first and last day of the data, without saying whose',
  'mart.technologies_by_time': 'technologies in the order of their learning time, without the time',
}

const readers = ['skilljar', 'datacamp', 'mart'] as const

describe('the catalogue of fences', () => {
  let database: TestDatabase
  before(async () => {
    database = await testDatabase()
  })
  after(() => database?.drop())

  async function names(question: string, ...parameters: unknown[]): Promise<string[]> {
    const { rows } = await database.pool.query<{ name: string }>(question, parameters)
    return rows.map(({ name }) => name).sort()
  }

  const fenced = () =>
    names(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any($1) and c.relrowsecurity and c.relforcerowsecurity
         and exists (select from pg_policy where polrelid = c.oid)`,
      readers,
    )

  test('A-20: every table of the marts is behind the fence', async () => {
    const marts = await names(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'mart' and c.relkind in ('r', 'p', 'f')`,
    )
    assert.deepEqual(new Set(marts).difference(new Set(await fenced())), new Set())
  })

  test('A-20: every mirror that names a learner, or leads to one, is behind the fence', async () => {
    const behind = new Set(await fenced())
    const learners = new Set<string>()
    const isOpen = (name: string) => Object.hasOwn(open, name)
    for (let before = -1; before !== learners.size;) {
      before = learners.size
      for (const table of tables) {
        const name = qualifiedName(table)
        const leads = table.columns.some(
          (column) =>
            column.pii ||
            learnerColumns.includes(column.name) ||
            (column.references && learners.has(`${table.schema}.${column.references.split('.')[0]}`)),
        )
        if (leads && !isOpen(name)) learners.add(name)
      }
    }
    assert.deepEqual(learners.difference(behind), new Set())
    for (const name of Object.keys(open))
      assert.ok(!behind.has(name), `${name} is fenced by now: strike it from the list`)
  })

  test('A-20: the policies are those of app.fence, and hold everybody but the roles that no page reads as', async () => {
    const { rows } = await database.pool.query<{ name: string; policies: number; first: string }>(
      `select polrelid::regclass::text as name, count(*)::int as policies, min(pg_get_expr(polqual, polrelid)) as first
       from pg_policy group by polrelid`,
    )
    for (const { name, policies, first } of rows) {
      assert.equal(policies, 1, `${name}: a second permissive policy would open what the first one closes`)
      assert.match(
        first,
        /^\s*CASE app\.reach\(\)\s+WHEN 'everybody'::text THEN true\s+WHEN 'nobody'::text THEN false/,
        name,
      )
    }
    assert.deepEqual(rows.map(({ name }) => name).sort(), await fenced())
  })

  test('A-20: the reading roles own nothing, pass nothing, sign in nowhere and belong to nobody else', async () => {
    const { rows } = await database.pool.query(
      `select rolname, rolsuper or rolbypassrls or rolcanlogin or rolcreaterole or rolcreatedb or rolreplication as strong,
         exists (select from pg_auth_members where member = r.oid) as inherits,
         exists (select from pg_class where relowner = r.oid) as owns
       from pg_roles r where rolname like 'skillscope\\_web%' order by rolname`,
    )
    const weak = { strong: false, inherits: false, owns: false }
    assert.deepEqual(rows, [
      { rolname: 'skillscope_web', ...weak },
      { rolname: 'skillscope_web_all', ...weak },
    ])
  })

  test('A-20: the reading roles may read what is listed here of our own tables, and write nothing anywhere', async () => {
    for (const role of ['skillscope_web', 'skillscope_web_all']) {
      const columns = await names(
        `select c.oid::regclass::text || '.' || a.attname as name
         from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
         where n.nspname in ('app', 'staging', 'public') and c.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped
           and has_column_privilege($1, c.oid, a.attnum, 'select')`,
        role,
      )
      const of = (table: string, ...list: string[]) => list.map((column) => `app.${table}.${column}`)
      const publication = await names(
        `select 'app.' || c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
         where c.relnamespace = 'app'::regnamespace and c.relname in ('publication', 'verification', 'user_team', 'api_token_team')
           and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`,
      )
      const allowed = [
        ...publication,
        ...of('"user"', 'id', 'role', 'disabled_at'),
        ...of('api_token', 'id', 'role', 'revoked_at', 'expires_at'),
        ...of('refresh_run', 'id', 'connector_id', 'state'),
        ...of('seat', 'id', 'seats', 'valid_from', 'created_at'),
        ...of('quarantine', 'id', 'run_id', 'connector_id', 'table_name', 'reason_code', 'resolved_at'),
      ]
      assert.deepEqual(columns, allowed.sort())
      const writable = await names(
        `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname in ('app', 'mart', 'datacamp', 'skilljar', 'staging', 'public') and c.relkind in ('r', 'p', 'v')
           and (has_table_privilege($1, c.oid, 'insert, update, delete, truncate, references, trigger')
             or has_any_column_privilege($1, c.oid, 'insert, update, references'))`,
        role,
      )
      assert.deepEqual(writable, [])
    }
  })

  test('A-20: nobody else has a right: none is given to everybody', async () => {
    const given = await names(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace,
         lateral aclexplode(c.relacl) as acl
       where n.nspname in ('app', 'mart', 'datacamp', 'skilljar', 'staging') and acl.grantee = 0`,
    )
    const schemas = await names(
      `select nspname as name from pg_namespace, lateral aclexplode(nspacl) as acl
       where nspname in ('app', 'mart', 'datacamp', 'skilljar', 'staging') and acl.grantee = 0`,
    )
    assert.deepEqual([given, schemas], [[], []])
  })

  test('A-20: views read with the rights of who asks, and nothing is materialized', async () => {
    const views = await names(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('app', 'mart', 'datacamp', 'skilljar')
         and (c.relkind = 'm' or c.relkind = 'v' and not coalesce(c.reloptions @> array['security_invoker=true'], false))`,
    )
    assert.deepEqual(views, [])
  })

  test('A-20: the functions that run with their owner’s rights are the reviewed ones, with a fixed search path', async () => {
    const definers = await names(
      `select p.oid::regproc::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname in ('app', 'mart', 'datacamp', 'skilljar', 'staging', 'public') and p.prosecdef`,
    )
    assert.deepEqual(definers, Object.keys(reviewedDefiners).sort())
    const loose = await names(
      `select p.oid::regproc::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname in ('app', 'mart') and p.prorettype <> 'trigger'::regtype and p.prosqlbody is null
         and not coalesce('search_path=""' = any (p.proconfig), false)`,
    )
    assert.deepEqual(loose, ['app.prune_audit'])
  })

  test('a mart that a later migration brings is fenced by one line, after its columns', async () => {
    const client = await database.pool.connect()
    await client.query('begin')
    await client.query(`create table mart.of_people (person_id bigint, day date); create table mart.of_teams (team_id bigint);
      create table mart.of_everybody (seconds bigint)`)
    for (const table of ['of_people', 'of_teams', 'of_everybody'])
      await client.query(`call app.fence_mart('mart.${table}')`)
    const { rows } = await client.query<{ qual: string }>(
      `select pg_get_expr(polqual, polrelid) as qual from pg_policy
       where polrelid in ('mart.of_people'::regclass, 'mart.of_teams'::regclass, 'mart.of_everybody'::regclass) order by polrelid`,
    )
    const [people, teams, everybody] = rows.map(({ qual }) => qual)
    assert.match(people ?? '', /visible_people\(\)[\s\S]*visible_days\(\)/)
    assert.match(teams ?? '', /team_id = ANY \(.*visible_teams\(\)/)
    assert.match(everybody ?? '', /WHEN 'teams'::text THEN false/)
    await client.query('rollback')
    client.release()
  })
})
