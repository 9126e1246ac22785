/** The login for statements: made once by whoever comes first, closed politely where it cannot be, its password nowhere. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { deploy } from '@/lib/db/migrate/deploy'
import { createPool } from '@/lib/db/pools'
import { emptyDatabase, testDatabase, type EmptyDatabase } from '@/lib/testing/database'
import { openAccess, SqlClosed } from './access'
import { admitLogin, loginName, loginPassword, loginUrl, scramVerifier } from './login'
import { runSql } from './run'
import { checkedStatement, SqlProblem } from './check'
import { dropLogin, sqlDatabase, testSecret, type SqlDatabase } from './testing/sql-database'

const otherSecret = Buffer.alloc(32, 9).toString('base64')

test('the verifier is the one that PostgreSQL would make of the password', () => {
  // RFC 7677's example.
  assert.equal(
    scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64')),
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  )
})

test('an address of a socket names its user among the parameters, and keeps none of the owner’s', () => {
  const address = new URL(loginUrl('postgresql:///skillscope?host=/run/pg&user=owner&password=secret', 'login', 'own'))
  assert.deepEqual(Object.fromEntries(address.searchParams), { host: '/run/pg', user: 'login', password: 'own' })
})

describe('the login for statements', () => {
  let database: SqlDatabase
  let reader: string
  before(async () => {
    database = await sqlDatabase()
    const { id } = await database.app.user.create({ data: { email: 'a@x.test', name: 'A', role: 'analyst' } })
    reader = `user:${id}`
  })
  after(() => database?.drop())

  async function names(question: string): Promise<string[]> {
    const { rows } = await database.pool.query<{ name: string }>(question, [database.login])
    return rows.map(({ name }) => name).sort()
  }

  test('A-20: it may read the fenced tables and the sources’ dimensions, and nothing else, and write nothing', async () => {
    const tables = `from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
      and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`
    const readable = await names(
      `select c.oid::regclass::text as name ${tables} and c.relkind <> 'S' and has_any_column_privilege($1, c.oid, 'select')`,
    )
    const open = await names(
      `select c.oid::regclass::text as name ${tables} and $1 <> '' and (n.nspname in ('datacamp', 'skilljar') or n.nspname = 'mart')
         and c.relkind in ('r', 'p', 'v')`,
    )
    assert.deepEqual(readable, open)
    const touched = await names(
      `select c.oid::regclass::text as name ${tables} and case c.relkind when 'S' then has_sequence_privilege($1, c.oid, 'usage, select, update')
         else has_table_privilege($1, c.oid, 'insert, update, delete, truncate, references, trigger')
           or has_any_column_privilege($1, c.oid, 'insert, update, references') end`,
    )
    const schemas = await names(
      `select nspname as name from pg_namespace where has_schema_privilege($1, oid, 'create') and nspname !~ '^pg_(toast_)?temp'`,
    )
    assert.deepEqual([touched, schemas], [[], []])
  })

  test('A-20: it passes nothing, makes nothing, owns nothing and belongs to skillscope_sql alone, whose role it cannot take', async () => {
    const { rows } = await database.pool.query(
      `select rolname like 'skillscope\\_sql\\_%' as login, rolcanlogin, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as strong,
         exists (select from pg_class where relowner = r.oid) as owns,
         array(select granted.rolname::text from pg_auth_members m join pg_roles granted on granted.oid = m.roleid where m.member = r.oid) as of
       from pg_roles r where rolname in ('skillscope_sql', $1) order by rolname`,
      [database.login],
    )
    assert.deepEqual(rows, [
      { login: false, rolcanlogin: false, strong: false, owns: false, of: [] },
      { login: true, rolcanlogin: true, strong: false, owns: false, of: ['skillscope_sql'] },
    ])
  })

  test('every function that changes something, waits or looks around is closed by name, or was looked at', async () => {
    const harmless = [
      'amvalidate',
      'array_sample',
      'array_shuffle',
      'clock_timestamp',
      'current_query',
      'gen_random_uuid',
      'random',
      'random_normal',
      'setseed',
      'timeofday',
      'txid_status',
      'uuidv4',
      'uuidv7',
    ]
    const callable = await names(
      `select distinct p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where p.provolatile = 'v' and p.prokind = 'f' and has_function_privilege($1, p.oid, 'execute')
         and has_schema_privilege($1, n.oid, 'usage')
         and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype, 'internal'::regtype)
         and not 'internal'::regtype = any (p.proargtypes) and n.nspname not in ('app', 'information_schema')`,
    )
    const open = callable.filter((name) => {
      try {
        return checkedStatement(`select "${name}"()`) !== ''
      } catch (error) {
        assert.ok(error instanceof SqlProblem)
        return false
      }
    })
    assert.deepEqual(new Set(open).difference(new Set(harmless)), new Set())
  })

  test('the names that are closed are no names of our tables and columns', async () => {
    const all = await names(
      `select distinct name from (
         select c.relname::text as name from pg_class c where relnamespace in (select oid from pg_namespace where nspname in ('datacamp', 'skilljar', 'mart'))
         union select a.attname from pg_attribute a join pg_class c on c.oid = attrelid where attnum > 0 and not attisdropped
           and relkind in ('r', 'p', 'v') and relnamespace in (select oid from pg_namespace where nspname in ('datacamp', 'skilljar', 'mart'))
       ) as named where $1 <> ''`,
    )
    for (const name of all) assert.ok(checkedStatement(`select "${name}"`))
  })

  test('any number of processes may make it at once, in many databases of one server', async () => {
    const others = await Promise.all([testDatabase(), testDatabase()])
    const opened = await Promise.all(
      [...others, ...others, ...others].map((other) => openAccess(other.pool, other.url, testSecret)),
    )
    const logins = new Set(opened.map(({ address }) => new URL(address).username))
    try {
      assert.equal(logins.size, 2)
      assert.equal((await runSql(database.access, 'select 1', { reader })).rows.length, 1)
      // A login of another database signs in here, because PostgreSQL lets everybody, and sees nobody.
      const foreign = new URL(opened[0]!.address)
      foreign.pathname = new URL(database.access.address).pathname
      const client = new pg.Client({ connectionString: foreign.href })
      await client.connect()
      try {
        await assert.rejects(client.query('select app.read_as($1)', [reader]), /run in a session of skillscope_sql_/)
        await client.query(`select set_config('app.actor', $1, false)`, [reader])
        assert.deepEqual((await client.query('select app.reach() as reach')).rows, [{ reach: 'nobody' }])
      } finally {
        await client.end()
      }
    } finally {
      await Promise.all(opened.map(({ pool }) => pool.end()))
      await Promise.all(others.map((other) => other.drop()))
      for (const login of logins) await dropLogin(login)
    }
  })

  test('a login that was dropped, or has the password of another SKILLSCOPE_SECRET, is made anew', async () => {
    const other = await openAccess(database.pool, database.url, otherSecret)
    await assert.rejects(runSql(database.access, 'select 1', { reader }), /was changed meanwhile/)
    assert.equal((await runSql(other, 'select 1', { reader })).rows.length, 1)
    await other.pool.end()
    await database.pool.query(`drop role "${database.login}"`)
    const again = await openAccess(database.pool, database.url, testSecret)
    assert.equal((await runSql(again, 'select 1', { reader })).rows.length, 1)
    await again.pool.end()
  })

  test('a login that was given more than its rights runs nothing', async () => {
    for (const [give, take] of [
      ['bypassrls', 'nobypassrls'],
      ['superuser', 'nosuperuser'],
      ['createrole', 'nocreaterole'],
    ]) {
      await database.pool.query(`alter role "${database.login}" ${give}`)
      await assert.rejects(runSql(database.access, 'select 1', { reader }), /rights besides/, give)
      await database.pool.query(`alter role "${database.login}" ${take}`)
    }
    await database.pool.query(`grant pg_read_all_data to "${database.login}"`)
    await assert.rejects(runSql(database.access, 'select 1', { reader }), /rights besides/)
    await database.pool.query(`revoke pg_read_all_data from "${database.login}"`)
    assert.equal((await runSql(database.access, 'select 1', { reader })).rows.length, 1)
  })

  test('the database keeps a verifier of the password, and is never sent the password itself', async () => {
    const password = loginPassword(testSecret, database.login)
    await assert.rejects(
      database.pool.query('call app.admit_sql_login($1)', [password]),
      /takes a SCRAM-SHA-256 verifier/,
    )
    await assert.rejects(database.pool.query('call app.admit_sql_login(null)'), /takes a SCRAM-SHA-256 verifier/)
    const sent: string[] = []
    const listening = createPool(database.url, { max: 1 })
    listening.on('connect', (client) => {
      const query = client.query.bind(client) as (...parts: unknown[]) => unknown
      client.query = ((...parts: unknown[]) => (sent.push(JSON.stringify(parts.slice(0, 2))), query(...parts))) as never
    })
    await admitLogin(listening, password)
    await listening.end()
    assert.ok(sent.join().includes('SCRAM-SHA-256$4096:'))
    assert.ok(!sent.join().includes(password))
    const { rows } = await database.pool.query<{ kept: string }>(
      'select rolpassword as kept from pg_authid where rolname = $1',
      [database.login],
    )
    assert.match(rows[0]?.kept ?? '', /^SCRAM-SHA-256\$4096:/)
  })
})

describe('a server where DATABASE_URL names a plain owner', () => {
  const owner = `plain_${randomUUID().replaceAll('-', '')}`
  let database: EmptyDatabase
  let pool: pg.Pool
  let url: string
  before(async () => {
    database = await emptyDatabase()
    await database.pool.query(`create role ${owner} login password 'plain'`)
    await database.pool.query(
      `do $$ begin execute format('alter database %I owner to ${owner}', current_database()); end $$`,
    )
    url = loginUrl(database.url, owner, 'plain')
    await deploy(url)
    pool = createPool(url, { max: 2 })
  })
  after(async () => {
    const login = pool && (await loginName(pool))
    await pool?.end()
    await database?.pool.query(`reassign owned by ${owner} to current_user; drop owned by ${owner}`)
    await database?.drop()
    if (login) await dropLogin(login)
    await dropLogin(owner)
  })

  test('the page stays closed and says what an administrator has to do, until it is done', async () => {
    await assert.rejects(openAccess(pool, url, testSecret), (error) => {
      assert.ok(error instanceof SqlClosed)
      assert.match(error.message, new RegExp(`alter role "${owner}" createrole`))
      assert.ok(!error.message.includes(loginPassword(testSecret, `skillscope_sql_`)))
      return true
    })
    // As the README advises where a server has several databases.
    await pool.query(
      `do $$ begin execute format('revoke connect on database %I from public', current_database()); end $$`,
    )
    await database.pool.query(`alter role ${owner} createrole; grant skillscope_sql to ${owner} with admin option`)
    const access = await openAccess(pool, url, testSecret)
    const { rows } = await pool.query<{ id: string }>(
      `insert into app."user" (id, email, name, role) values (gen_random_uuid(), 'a', 'a', 'analyst') returning id`,
    )
    const answer = await runSql(access, 'select count(*) from mart.activity', { reader: `user:${rows[0]?.id}` })
    assert.deepEqual(answer.rows, [['0']])
    await access.pool.end()
  })
})
