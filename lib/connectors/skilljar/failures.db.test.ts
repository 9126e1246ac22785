import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTcpProxy } from '@/lib/testing/tcp-proxy'
import { failsWith, pinAndRead, signal } from '../testing/read'
import { startSource, type SkilljarSource } from '../testing/skilljar-source'
import { SourceError } from '../types'

let source: SkilljarSource
before(async () => void (source = await startSource()))
after(() => source.drop())

test('P-16: missing tables, key columns and rights are named', async () => {
  await source.pool.query('alter table lesson rename to lessons')
  await assert.rejects(source.readOnce('lesson'), failsWith('missing_table', /no table lesson/))
  await source.pool.query('alter table lessons rename to lesson; alter table lesson rename lesson_id to x')
  await assert.rejects(source.readOnce('lesson'), failsWith('missing_column', /public\.lesson has no column lesson_id/))
  await source.pool.query('alter table lesson rename x to lesson_id')

  // Roles belong to the whole server, which other tests use too.
  const name = `reader_${source.credentials.database}`
  await source.pool.query(
    `create role ${name} login password 'reader'; grant select on lesson to ${name}; grant select (student_id) on "Student" to ${name}`,
  )
  const reader = { user: name, password: 'reader' }
  const refused = failsWith('permission', /"reader_\w+" may not read public\.student_sco_progress/)
  await assert.rejects(source.readOnce('lesson', null, reader), refused)
  await source.pool.query(`grant select on student_sco_progress to ${name}`)
  const opened = await source.connection(reader).open()
  const pinned = await opened.pin(signal)
  assert.match(pinned.tables[1]?.warnings.join() ?? '', /may not read public\.Student: email_address/)
  assert.deepEqual((await pinAndRead(opened, 'student')).rows, [['s1']])
  await opened.close()
  await source.pool.query(`drop owned by ${name}; drop role ${name}`)
})

test('P-17: wrong host, port, user, password, database and schema are told apart in plain words', async () => {
  const closed = await startTcpProxy({ host: '127.0.0.1', port: 1 })
  await closed.stop()
  await assert.rejects(
    source.connection({ password: 'wrong' }).open(),
    failsWith('login', /refused the password for user/),
  )
  await assert.rejects(source.connection({ user: 'nobody' }).open(), failsWith('login', /"nobody"/))
  await assert.rejects(
    source.connection({ database: 'nowhere' }).open(),
    failsWith('database', /no database "nowhere"/),
  )
  await assert.rejects(
    source.connection({ port: closed.port }).open(),
    failsWith('host', /refused the connection on port/),
  )
  await assert.rejects(
    source.connection({ host: 'no-such-host.invalid' }).open(),
    (error) => error instanceof SourceError && error.code === 'host',
  )
  await assert.rejects(source.connection({ sslmode: 'require' }).open(), failsWith('tls', /offers no TLS/))
  await assert.rejects(
    source.readOnce('lesson', null, { schema: 'nowhere' }),
    failsWith('schema', /no schema "nowhere"/),
  )
})

test('a private address that is not listed is refused without a single connection', async () => {
  const proxy = await startTcpProxy(source.credentials)
  for (const host of ['127.0.0.1', 'localhost', '0.0.0.0']) {
    const refused = source.connection(
      { host, port: proxy.port },
      { privateTargets: [`127.0.0.1:${source.credentials.port}`] },
    )
    await assert.rejects(refused.open(), failsWith('private_target', /SKILLSCOPE_PRIVATE_TARGETS/))
    assert.deepEqual(
      (await refused.test(signal)).map(({ ok }) => ok),
      [false],
    )
  }
  assert.equal(proxy.accepted(), 0)
  await proxy.stop()
})

test('P-17, P-18: a connection that is cut, falls silent or is cancelled ends the read at once', async () => {
  await source.pool.query(
    `truncate lesson; insert into lesson (lesson_id, title) select i::text, repeat('x', 500) from generate_series(1, 40000) i`,
  )
  for (const fault of ['cut', 'silence', 'cancel'] as const) {
    const proxy = await startTcpProxy(source.credentials)
    const reader = await source.connection({ port: proxy.port }).open()
    const pinned = await reader.pin(signal)
    const cancel = new AbortController()
    const batches = reader.read(pinned.tables[0]!, { since: null, signal: cancel.signal })
    await batches.next()
    if (fault === 'cut') proxy.cutAfter(100_000)
    else if (fault === 'silence') proxy.blackHole()
    else setTimeout(() => cancel.abort(), 20)
    const start = performance.now()
    const drain = async () => {
      while (!(await batches.next()).done) if (fault === 'cancel') await new Promise((done) => setTimeout(done, 50))
    }
    await assert.rejects(
      drain(),
      (error: Error) =>
        fault === 'cancel' ? error.name === 'AbortError' : error instanceof SourceError && error.transient,
      fault,
    )
    assert.ok(performance.now() - start < 3_000, fault)
    await reader.close()
    await proxy.stop()
  }
})

test('the connection test tells what works, and stops at what does not', async () => {
  const good = await source.connection().test(signal)
  assert.deepEqual(
    good.map(({ name, ok }) => [name, ok]),
    [
      ['Host', true],
      ['Connection', true],
      ['Login', true],
      ['Tables', true],
      ['Permission', true],
    ],
  )
  assert.match(good[3]?.message ?? '', /3 of 3 tables found in schema "public"/)
  const bad = await source.connection({ password: 'wrong' }).test(signal)
  assert.deepEqual(
    bad.map(({ name, ok }) => [name, ok]),
    [
      ['Host', true],
      ['Connection', true],
      ['Login', false],
    ],
  )
})
