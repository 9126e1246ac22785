/**
 * Ways out of the page for SQL, tried. Each statement is tried twice: as the page runs it, and bare in a session of the login,
 * without anything of ours before it, because the rights of the login are the fence and the page's own refusals are a courtesy.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { publishBoth } from '@/lib/testing/mirrors'
import { fillMirrors } from '@/lib/testing/random-mirrors'
import { checkedStatement, SqlProblem } from './check'
import { explainSql, runSql, type SqlResult } from './run'
import { sqlDatabase, type SqlDatabase } from './testing/sql-database'

/** Not one of them is a query that reads. */
const notQueries = [
  'set role skillscope',
  'reset role',
  'set session authorization skillscope',
  'set row_security = off',
  'set statement_timeout = 0',
  'begin read write',
  'commit',
  'rollback; select 1',
  'select 1; select 2',
  'select 1; set role skillscope; select * from app."user"',
  'select 1) to stdout; set role skillscope; --',
  'select 1) as answer; delete from mart.activity; --',
  'select 1) as answer (c0) union all (select 2',
  '/* select */ delete from mart.activity',
  'do $$ begin perform 1; end $$',
  "do language plpgsql $x$ begin execute 'reset role'; end $x$",
  `copy mart.activity to '/tmp/out'`,
  `copy (select 1) to program 'id'`,
  `copy mart.activity from program 'id'`,
  'insert into mart.activity default values',
  'with gone as (delete from mart.activity returning 1) select * from gone',
  'with more as (insert into mart.activity default values returning 1) select * from more',
  'select 1 into kept',
  'create table public.kept as select 1',
  'create temp table kept (a int)',
  'create function pg_temp.f() returns int language sql as $$ select 1 $$',
  'prepare p as select 1',
  'execute p',
  'deallocate all',
  'declare c cursor with hold for select 1',
  'fetch all from answer',
  'call app.admit_readers()',
  `call app.admit_sql_login('x')`,
  'explain analyze delete from mart.activity',
  'listen anything',
  `notify anything, 'x'`,
  'lock table mart.activity',
  'vacuum',
  'alter role current_user superuser',
  'grant skillscope to current_user',
  `load 'auto_explain'`,
  'discard all',
  'show data_directory',
]

/** Queries, but of what is closed to the login or to the page. */
const closed = [
  'select sealed from app.connector_secret',
  'select * from app."user"',
  'select id from app."user"',
  'select password_hash from app."user"',
  'select * from app.session',
  'select hash from app.api_token',
  'select value from app.setting',
  'select raw from app.quarantine',
  'select row from app.archive',
  'select * from app.audit',
  'select * from app.notification_target',
  'select * from app.saved_query',
  'select * from app.export_chunk',
  'select * from app.user_team',
  'select * from pg_catalog.pg_authid',
  'select * from pg_shadow',
  'select rolpassword from pg_authid',
  'select * from pg_user_mapping',
  'select * from pg_hba_file_rules',
  'select * from pg_largeobject',
  'select * from pg_subscription',
  `select pg_read_file('/etc/passwd')`,
  `select pg_read_binary_file('postgresql.conf')`,
  `select pg_ls_dir('.')`,
  `select * from pg_stat_file('postgresql.conf')`,
  `select lo_import('/etc/passwd')`,
  `select lo_export(1, '/tmp/out')`,
  `select current_setting('data_directory')`,
  `select current_setting('hba_file')`,
  `select set_config('role', 'skillscope', false)`,
  `select set_config('role', 'skillscope_web_all', false)`,
  `select set_config('role', 'skillscope_sql', false)`,
  `select set_config('session_authorization', 'skillscope', false)`,
  `select set_config('log_statement', 'none', false)`,
  `select set_config('temp_file_limit', '-1', false)`,
  `select query_to_xml('reset role', true, true, '')`,
  `select query_to_xml('delete from mart.activity', true, true, '')`,
  `select query_to_xml('select * from app."user"', true, true, '')`,
  `select table_to_xml('app.audit', true, true, '')`,
  `select * from ts_stat('select password_hash from app."user"')`,
  `select nextval('app.audit_id_seq')`,
  'select pg_reload_conf()',
  'select pg_rotate_logfile()',
  `select pg_create_restore_point('x')`,
  `select pg_switch_wal()`,
  'select pg_terminate_backend(pid) from pg_stat_activity where usename <> current_user',
  'select * from staging.nothing',
]

/** Harmless to others, or bound by the clock, when bare; the page does not run them. */
const refusedByName = [
  'select pg_sleep(1)',
  'select pg_advisory_lock(1)',
  'select pg_try_advisory_xact_lock(1)',
  `select pg_notify('a', 'b')`,
  'select pg_cancel_backend(1)',
  'select query from pg_stat_activity',
  'select * from pg_settings',
  'select * from pg_roles',
  'select * from pg_stats',
  'select PG_SLEEP (1)',
  'select "pg_sleep"(1)',
  'select pg_catalog . pg_sleep(1)',
  'select pg_/**/sleep(1)',
  'select/* /* */ */pg_sleep(1)',
  `select u&"\\0070g_sleep"(1)`,
  `select e'a'\n'\\' ' || pg_sleep(1) || '', ''`,
  'select 1 as a\u00a0$$, pg_sleep(1), 2 as b\u00a0$$',
  'select $a$ $b$ $a$, pg_sleep(1), $a$ $b$ $a$',
  `select '\\', pg_sleep(1), '\\'`,
  'select 1 --\r, pg_sleep(1)',
  `select set_config('app.actor', 'system', false)`,
  `select set_config('row_security', 'off', false)`,
  `select set_config('transaction_read_only', 'off', true)`,
  `select set_config('search_path', 'app', false)`,
  `select set_config('statement_timeout', '0', false)`,
  `select set_config('work_mem', '100GB', false)`,
  `select query_to_xml('select pg_sleep(9)', true, true, '')`,
  'select lo_create(0)',
  'select $1',
]

describe('ways out of the page for SQL', () => {
  let database: SqlDatabase
  let reader: string
  before(async () => {
    database = await sqlDatabase()
    await fillMirrors(database.pool, 3)
    await publishBoth(database.pool)
    reader = await account('analyst')
  })
  after(() => database?.drop())

  async function account(role: 'admin' | 'analyst' | 'manager' | 'viewer'): Promise<string> {
    const { id } = await database.app.user.create({ data: { email: `${randomUUID()}@x.test`, name: role, role } })
    return `user:${id}`
  }

  const run = (statement: string, as = reader): Promise<SqlResult> => runSql(database.access, statement, { reader: as })

  /** As the login, with the actor that the page would name, and nothing else of the page. */
  async function bare(statement: string, as = reader): Promise<unknown> {
    const client = new pg.Client({ connectionString: database.access.address, statement_timeout: 5_000 })
    await client.connect()
    try {
      await client.query(`select set_config('app.actor', $1, false)`, [as])
      return await client.query(statement)
    } finally {
      await client.end()
    }
  }

  const state = async () => {
    const { rows } = await database.pool.query(
      `select (select count(*) from mart.activity) as activity, (select count(*) from app."user") as users,
         (select count(*) from pg_class where relnamespace in (select oid from pg_namespace where nspname in ('public', 'mart', 'app'))) as relations,
         (select count(*) from pg_proc where pronamespace in (select oid from pg_namespace where nspname in ('public', 'mart', 'app'))) as functions,
         (select count(*) from pg_largeobject_metadata) as objects`,
    )
    return rows[0]
  }

  test('what is no query that reads is not run, and nothing of it is done', async () => {
    const before = await state()
    for (const statement of notQueries) {
      await assert.rejects(run(statement), SqlProblem, statement)
      await assert.rejects(explainSql(database.access, statement, { reader }), SqlProblem, statement)
    }
    assert.deepEqual(await state(), before)
  })

  test('what is closed is refused by the page, and by the database where nothing of the page is before it', async () => {
    for (const statement of closed) {
      await assert.rejects(run(statement), SqlProblem, statement)
      await assert.rejects(bare(statement), pg.DatabaseError, statement)
    }
  })

  test('what everybody may call is refused by name, however the name is written', async () => {
    for (const statement of refusedByName) {
      assert.throws(() => checkedStatement(statement), SqlProblem, statement)
      await assert.rejects(run(statement), SqlProblem, statement)
    }
  })

  test('the fence stands where every word of a statement runs: writing, other roles, more rights and lasting objects are refused', async () => {
    const before = await state()
    for (const statement of [
      'delete from mart.activity',
      'begin; set transaction read write; delete from mart.activity; commit',
      'truncate mart.activity',
      'update app."user" set role = \'admin\'',
      'create table public.kept (a int)',
      'create table mart.kept (a int)',
      'create schema kept',
      'create function public.f() returns int language sql as $$ select 1 $$',
      `create function pg_temp.f() returns text language sql security definer as $$ select current_user::text $$; select pg_temp.f() from app."user"`,
      'create extension dblink',
      'create role kept',
      'set role skillscope',
      'set session authorization skillscope',
      'set session authorization default; set role skillscope_web_all; select 1',
      "do $$ begin execute 'set role skillscope_web_all'; end $$",
      'do $$ begin delete from mart.activity; end $$',
      'alter role current_user superuser',
      'alter role current_user bypassrls',
      'alter table mart.activity disable row level security',
      'drop policy reach on mart.activity',
      "alter system set log_statement = 'none'",
      `copy (select 1) to '/tmp/skillscope-sql-test'`,
      `copy (select 1) to program 'true'`,
      `copy mart.activity from program 'true'`,
      'lock table mart.activity in exclusive mode',
      'begin; select 1 from mart.activity for update',
      `call app.fence('mart.activity', 'true')`,
      'create publication kept for all tables',
      'set row_security = off; select count(*) from mart.activity',
      'create temp view kept as select * from app."user"; select * from kept',
      'set search_path = app; select * from "user"',
    ])
      await assert.rejects(bare(statement), pg.DatabaseError, statement)
    assert.deepEqual(await state(), before)
  })

  test('whatever a statement makes of the actor, it sees no more than an analyst, and for anybody else nothing', async () => {
    const count = 'select count(*)::int as seen from mart.activity'
    const all = (await run(count)).rows[0]?.[0]
    assert.ok(Number(all) > 0)
    const seen = async (as: string) => {
      const answer = (await bare(count, as)) as pg.QueryResult<{ seen: number }>
      return String(answer.rows[0]?.seen)
    }
    assert.equal(await seen(reader), all)
    const disabled = await account('analyst')
    await database.app.user.update({ where: { id: disabled.slice(5) }, data: { disabledAt: new Date() } })
    const nobodies = [
      '',
      'system',
      'user:',
      `user:${randomUUID()}`,
      disabled,
      await account('manager'),
      await account('viewer'),
    ]
    for (const as of nobodies) {
      assert.equal(await seen(as), '0', as)
      await assert.rejects(run(count, as), /may not run statements/, as)
    }
    // As the group that the login belongs to, or with the definer of a reviewed function, there is no more to see.
    const changed = (await bare(
      `select set_config('app.actor', '', false); ${count}; reset all; ${count}`,
    )) as unknown as pg.QueryResult<{ seen: number }>[]
    assert.deepEqual([changed[1]?.rows[0]?.seen, changed[3]?.rows[0]?.seen], [0, 0])
  })

  test('an account that is disabled, or changes its role, between two statements gets nothing more', async () => {
    const analyst = await account('analyst')
    assert.equal((await run('select 1', analyst)).rows.length, 1)
    await database.app.user.update({ where: { id: analyst.slice(5) }, data: { role: 'viewer' } })
    await assert.rejects(run('select 1', analyst), /may not run statements/)
    await database.app.user.update({ where: { id: analyst.slice(5) }, data: { role: 'admin' } })
    assert.equal((await run('select 1', analyst)).rows.length, 1)
    await database.app.user.update({ where: { id: analyst.slice(5) }, data: { disabledAt: new Date() } })
    await assert.rejects(run('select 1', analyst), /may not run statements/)
  })

  test('nothing of a session is left for the next statement', async () => {
    const [first, second] = [
      await run("select current_setting('app.actor'), txid_current()"),
      await run("select current_setting('app.actor'), txid_current()", await account('admin')),
    ]
    assert.notEqual(first.rows[0]?.[0], second.rows[0]?.[0])
    assert.equal(database.access.pool.idleCount, 0)
  })
})
