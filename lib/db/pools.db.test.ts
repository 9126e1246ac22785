import assert from 'node:assert/strict'
import net from 'node:net'
import test, { after, before } from 'node:test'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { startWorker } from '@/lib/refresh/worker'
import { createApp } from './app'
import { withConnection } from './migrate/connect'
import { createPool, withSettings } from './pools'

let db: TestDatabase
before(async () => void (db = await testDatabase()))
after(() => db.drop())

test('values come as they are: microseconds, large integers and decimals lose nothing', async () => {
  const { rows } = await db.pool.query(
    `select timestamp '2026-03-29 02:30:00.123456' as instant, date '2026-01-02' as day, 9007199254740993::int8 as large,
       42::int8 as small, 0.10::numeric as decimal, timestamptz '2026-01-02 03:04:05+02' as zoned`,
  )
  assert.deepEqual(rows, [
    {
      instant: '2026-03-29 02:30:00.123456',
      day: '2026-01-02',
      large: '9007199254740993',
      small: 42,
      decimal: '0.10',
      zoned: '2026-01-02 01:04:05+00',
    },
  ])
})

test('sessions are in UTC even where the database has another zone, in Prisma too', async () => {
  const { rows } = await db.pool.query<{ name: string }>('select current_database() as name')
  await db.pool.query(`alter database ${rows[0]!.name} set timezone = 'America/New_York'`)
  const pool = createPool(db.url)
  assert.deepEqual((await pool.query(`select current_setting('TimeZone') as zone`)).rows, [{ zone: 'UTC' }])
  await pool.end()

  const at = new Date('2026-06-01T12:00:00Z')
  await db.app.audit.create({ data: { actorKind: 'system', action: 'test', at } })
  const stored = await db.pool.query(`select at at time zone 'UTC' as at from app.audit`)
  assert.deepEqual(stored.rows, [{ at: '2026-06-01 12:00:00' }])
})

test('the web role gives up on a statement after 15 seconds and uses no parallel workers; a worker may take its time', async () => {
  const question = `select current_setting('statement_timeout') as timeout, current_setting('max_parallel_workers_per_gather') as workers`
  const web = createPool(db.url, { role: 'web' })
  assert.deepEqual((await web.query(question)).rows, [{ timeout: '15s', workers: '0' }])
  const worker = createPool(db.url, { role: 'worker' })
  assert.equal((await worker.query(question)).rows[0].timeout, '0')
  await Promise.all([web.end(), worker.end()])
})

test('X-11: a page that was left in its transaction is ended by the server after a minute', async () => {
  const web = createPool(db.url, { role: 'web', max: 1 })
  const limit = `select current_setting('idle_in_transaction_session_timeout') as timeout`
  assert.deepEqual((await web.query(limit)).rows, [{ timeout: '1min' }])
  const client = await web.connect()
  const ended = new Promise((resolve) => client.once('end', resolve))
  // Nobody waits for a minute in a test.
  await client.query(`begin isolation level repeatable read; set local idle_in_transaction_session_timeout = '50ms'`)
  await ended
  await assert.rejects(client.query('select 1'))
  client.release(true)
  assert.deepEqual((await web.query(limit)).rows, [{ timeout: '1min' }])
  await web.end()
})

test('a connection that the server ends while idle is replaced, and the process lives on', async () => {
  const pool = createPool(db.url, { max: 1 })
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid')
  const lost = new Promise((resolve) => pool.once('error', resolve))
  await db.pool.query('select pg_terminate_backend($1)', [rows[0]!.pid])
  await lost
  assert.equal((await pool.query('select 1 as one')).rows[0].one, 1)
  await pool.end()
})

test('a connection that the server ends while somebody holds it fails that work, and the process lives on', async () => {
  const pool = createPool(db.url, { max: 1 })
  const client = await pool.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const ended = new Promise((resolve) => client.once('end', resolve))
  await db.pool.query('select pg_terminate_backend($1)', [rows[0]!.pid])
  await ended
  await assert.rejects(client.query('select 1'))
  client.release(true)
  assert.equal((await pool.query('select 1 as one')).rows[0].one, 1)
  await pool.end()
})

test('both ends of every session ask after a peer that fell silent: pages, our own tables, migrations and the queue', async (t) => {
  const asked = t.mock.method(net.Socket.prototype, 'setKeepAlive')
  const sessions: Record<string, () => Promise<unknown>> = {
    pool: async () => {
      const pool = createPool(db.url, { role: 'web' })
      await pool.query('select 1')
      return () => pool.end()
    },
    prisma: async () => {
      const app = createApp(db.url)
      await app.audit.count()
      return () => app.$disconnect()
    },
    migrate: () => withConnection(db.url, (client) => client.query('select 1')),
    queue: async () => {
      const worker = await startWorker({ url: db.url, app: db.app })
      return () => worker.stop()
    },
  }
  for (const [name, open] of Object.entries(sessions)) {
    const before = asked.mock.callCount()
    const close = await open()
    const calls = asked.mock.calls.slice(before).map(({ arguments: given }) => given)
    if (typeof close === 'function') await close()
    assert.ok(calls.length > 0, `${name} asks`)
    for (const call of calls) assert.deepEqual(call, [true, 10_000], name)
  }
  const settings = `select string_agg(setting, ' ' order by name) as settings from pg_settings where name like 'tcp_keepalives%'`
  const pool = createPool(db.url)
  assert.deepEqual((await pool.query(settings)).rows, [{ settings: '3 30 10' }])
  await pool.end()
  assert.deepEqual(await db.app.$queryRawUnsafe(settings), [{ settings: '3 30 10' }])
})

test('settings are added to an address that already has some', () => {
  const url = withSettings('postgresql://u:p%40ss@h/db?options=-c%20search_path%3Dx&sslmode=require', {
    timezone: 'UTC',
  })
  assert.equal(new URL(url).searchParams.get('options'), '-c search_path=x -c timezone=UTC')
  assert.equal(new URL(url).password, 'p%40ss')
  assert.doesNotMatch(url, /\+/)
})
