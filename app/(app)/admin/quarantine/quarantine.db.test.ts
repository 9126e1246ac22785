import { duringRequest, sessionOf } from '@/lib/testing/next-request'
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { GET as download } from '@/app/export/quarantine/route'
import type { Role } from '@/generated/prisma/client'
import { createToken } from '@/lib/auth/tokens'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { provideSettings, TEST_ADDRESS } from '@/lib/testing/settings'
import { putAside, replay } from './actions'
import page from './page'

const hostile = '7,</script><script>alert(1)</script>,javascript:alert(1),\u202eRTL\u200b,😀'

let database: TestDatabase
const cookies: Partial<Record<Role, Record<string, string>>> = {}

before(async () => {
  database = await testDatabase()
  provideSettings(database)
  for (const role of ['admin', 'analyst'] as const) {
    cookies[role] = await sessionOf(
      await app().user.create({ data: { email: `${role}@example.com`, name: role, role } }),
    )
  }
  await app().connector.create({ data: { id: 'datacamp' } })
  const run = await app().refreshRun.create({
    data: { connectorId: 'datacamp', trigger: 'manual', state: 'published' },
  })
  const failed = await app().refreshRun.create({
    data: { connectorId: 'datacamp', trigger: 'manual', state: 'failed' },
  })
  const row = (raw: Buffer, more: object = {}) => ({
    runId: run.id,
    connectorId: 'datacamp',
    table: 'course_fact',
    raw: new Uint8Array(raw),
    reasonCode: 'column_count',
    message: 'The record has 2 fields where the header has 5.',
    header: ['user_id', 'course, id', 'date_id', 'time_spent', 'xp'],
    ...more,
  })
  await app().quarantine.createMany({
    data: [
      row(Buffer.from(hostile)),
      row(Buffer.from([0x31, 0x2c, 0xe9, 0x00, 0x0d])),
      row(Buffer.from('of a failed run'), { runId: failed.id }),
      row(Buffer.from('1\t2'), { table: 'user_dim', reasonCode: 'null_key', header: undefined, format: 'copy' }),
    ],
  })
})
after(async () => {
  await app().$disconnect()
  await closePools()
  await database.drop()
})

const open = async (search: Record<string, string>, role: Role = 'admin') =>
  duringRequest(cookies[role] ?? {}, async () =>
    renderToStaticMarkup(
      (await page({ params: Promise.resolve({}), searchParams: Promise.resolve(search) })) as ReactNode,
    ),
  )

async function ask(search: string, role: Role = 'admin') {
  const { token } = await createToken(database.app, 'system', { name: role, role })
  const request = new Request(`${TEST_ADDRESS}/export/quarantine?${search}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  return download(request, { params: Promise.resolve({}) })
}

test('T-11: rows full of tags, scripts and reversed text are shown as text, control characters spelt out', async () => {
  const html = await open({})
  assert.ok(html.includes('&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;'))
  assert.ok(!html.includes('<script>alert'))
  assert.ok(!/="javascript:alert/i.test(html))
  assert.ok(html.includes('\\u{202e}RTL\\u{200b}') && html.includes('😀'))
})

test('the page counts by reason and table, leaves out failed runs, and narrows by its address', async () => {
  const all = await open({})
  assert.match(all, /3 rows, by reason and table/)
  assert.ok(all.includes('Wrong number of fields') && all.includes('Without its key'))
  assert.ok(!all.includes('of a failed run'))
  const one = await open({ connector: 'datacamp', table: 'user_dim', reason: 'null_key' })
  assert.ok(one.includes('Download 1 row as it came'))
  assert.ok(!one.includes('Wrong number of fields'))
  assert.match(await open({ table: 'team_dim' }), /No row waits here/)
})

test('a download is the raw bytes, one record a line under the names of its file, and is written down', async () => {
  const response = await ask('connector=datacamp&table=course_fact&reason=column_count')
  assert.equal(response.headers.get('content-type'), 'text/plain; charset=utf-8')
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff')
  assert.match(
    response.headers.get('content-disposition') ?? '',
    /^attachment; filename="quarantine_datacamp_course_fact_column_count\.txt"$/,
  )
  const expected = Buffer.concat([
    Buffer.from('user_id,"course, id",date_id,time_spent,xp\r\n'),
    Buffer.from(`${hostile}\n`),
    Buffer.from([0x31, 0x2c, 0xe9, 0x00, 0x0d, 0x0a]),
  ])
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), expected)
  assert.equal(await app().audit.count({ where: { action: 'quarantine.download', outcome: 'allowed' } }), 1)
})

test('only administrators get the raw rows; a wrong address is told so', async () => {
  assert.equal((await ask('connector=datacamp&table=course_fact&reason=column_count', 'analyst')).status, 403)
  await assert.rejects(open({}, 'analyst'))
  assert.equal((await ask('connector=datacamp&table=course_fact')).status, 400)
  assert.equal((await ask('connector=datacamp&table=no_table&reason=column_count')).status, 400)
  assert.equal((await ask('connector=datacamp&table=course_fact&reason=too_long')).status, 404)
})

async function send(action: typeof replay, fields: Record<string, string>, role: Role = 'admin') {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  // After the deed, the action asks Next to draw the page anew, which only Next's own server can do.
  return duringRequest({ ...cookies[role], origin: TEST_ADDRESS, host: 'localhost:3000' }, () =>
    action(null, form),
  ).catch(String)
}

test('putting rows aside needs a reason and the permission, keeps their bytes, and is written down', async () => {
  const rows = { connector: 'datacamp', table: 'user_dim', reason: 'null_key' }
  const waiting = () => app().quarantine.count({ where: { resolvedAt: null } })
  const before = await waiting()
  assert.deepEqual(await send(putAside, { ...rows, because: ' ' }), {
    ok: false,
    message: 'Some fields need another look.',
    errors: { because: 'Say why, for those who come after you.' },
  })
  await send(putAside, { ...rows, because: 'A test account.' }, 'analyst')
  assert.equal(await waiting(), before)
  await send(putAside, { ...rows, because: 'A test account.' })
  assert.equal(await waiting(), before - 1)
  const [row] = await app().quarantine.findMany({ where: { table: 'user_dim' } })
  assert.deepEqual([row?.resolution, Buffer.from(row?.raw ?? []).toString()], ['dismissed', '1\t2'])
  const [entry] = await app().audit.findMany({ where: { action: 'quarantine.dismiss', outcome: 'allowed' } })
  assert.deepEqual(entry?.detail, { table: 'user_dim', reason: 'null_key', rows: 1, because: 'A test account.' })
})

test('of several rows one can be put aside alone, so that the one it contradicts can be replayed', async () => {
  const [first] = await app().quarantine.findMany({
    where: { table: 'course_fact', resolvedAt: null },
    orderBy: { id: 'asc' },
  })
  const rows = { connector: 'datacamp', table: 'course_fact', reason: 'column_count', row: String(first?.id) }
  assert.match(await open(rows), /Put aside (<!-- -->)?1 row/)
  await send(putAside, { ...rows, because: 'The other one is right.' })
  const left = await app().quarantine.findMany({ where: { resolution: 'dismissed', table: 'course_fact' } })
  assert.deepEqual(
    left.map(({ id }) => id),
    [first?.id],
  )
})

test('a replay asked for on the page is a queued run that knows what to take', async () => {
  await send(replay, { connector: 'datacamp', table: 'course_fact' })
  const [run] = await app().refreshRun.findMany({ where: { replay: true } })
  assert.deepEqual(
    [run?.state, run?.trigger, run?.sourceSnapshot],
    ['queued', 'replay', { replay: { table: 'course_fact' } }],
  )
})
