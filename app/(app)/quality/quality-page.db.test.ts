import { duringRequest, sessionOf } from '@/lib/testing/next-request'
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { GET as download } from '@/app/export/quality/[check]/route'
import type { Role } from '@/generated/prisma/client'
import { createToken } from '@/lib/auth/tokens'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { insertMirrorRows } from '@/lib/testing/mirrors'
import { provideSettings, TEST_ADDRESS } from '@/lib/testing/settings'
import rowsPage from './[check]/page'
import page from './page'

const hostile = '</script><img src=x onerror=alert(1)>{{7*7}}\u202e😀'

let database: TestDatabase
const cookies: Partial<Record<Role, Record<string, string>>> = {}

before(async () => {
  database = await testDatabase()
  provideSettings(database)
  for (const role of ['analyst', 'manager'] as const) {
    cookies[role] = await sessionOf(
      await app().user.create({ data: { email: `${role}@example.com`, name: role, role } }),
    )
  }
})
after(async () => {
  await app().$disconnect()
  await closePools()
  await database.drop()
})

const props = (params: Record<string, string> = {}, search: Record<string, string> = {}) => ({
  params: Promise.resolve(params),
  searchParams: Promise.resolve(search),
})
const drawn = (draw: () => Promise<ReactNode>, role: Role = 'analyst') =>
  duringRequest(cookies[role] ?? {}, async () => renderToStaticMarkup(await draw()))
const open = (role?: Role) => drawn(() => page(props()), role)

test('before the first refresh the page says that there is nothing to look at yet', async () => {
  assert.match(await open(), /Nothing has been loaded yet/)
})

test('the page says how many rows of how many, what the numbers do with them, and leads to the rows', async () => {
  await app().connector.create({ data: { id: 'datacamp' } })
  await app().publication.create({ data: { connectorId: 'datacamp', runId: 1, asOf: new Date('2026-06-01') } })
  await app().verification.create({
    data: {
      connectorId: 'datacamp',
      table: 'course_fact',
      runId: 1,
      verifiedAt: new Date('2026-05-30T01:30:00Z'),
      method: 'full',
      rows: 4,
    },
  })
  await insertMirrorRows(database.pool, 'datacamp.user_dim', [{ user_id: 1, first_name: hostile, email: null }])
  await insertMirrorRows(
    database.pool,
    'datacamp.course_fact',
    [-1, 5, 6, 6].map((course_id, day) => ({
      user_id: 1,
      course_id,
      date_id: 20260101 + day,
      started_at: '2026-01-01',
      completed_at: null,
    })),
  )
  await insertMirrorRows(database.pool, 'datacamp.course_dim', [{ course_id: 5 }])

  const html = await open()
  assert.ok(html.includes('href="/quality/references.course_fact.course_id"'))
  assert.ok(html.includes('DataCamp · 2 of 3 rows (66.7'))
  assert.match(html, /Counted in time and XP, as unknown content/)
  assert.match(html, /30 May 2026/)
  assert.match(html, /\d+ checks found nothing/)
})

test('T-11: a learner’s name full of markup is text on the page of rows, and the rows are those of the number', async () => {
  const html = await drawn(() => rowsPage(props({ check: 'people.user_dim.no-address' })))
  assert.ok(html.includes('&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;{{7*7}}'))
  assert.ok(!html.includes('<img'))
  assert.ok(html.includes('1 of 1 rows (100'))
})

test('the export holds the rows, for analysts; managers and viewers get no page, no rows and no file', async () => {
  const ask = async (check: string, role: Role) => {
    const { token } = await createToken(database.app, 'system', { name: role, role })
    const request = new Request(`${TEST_ADDRESS}/export/quality/${check}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    return download(request, { params: Promise.resolve({ check }) })
  }
  const text = await (await ask('references.course_fact.course_id', 'analyst')).text()
  const [names, ...rows] = text.trim().split('\r\n')
  assert.match(names ?? '', /^course_id,user_id/)
  assert.deepEqual(
    rows.map((row) => row.split(',').slice(0, 2)),
    [
      ['6', '1'],
      ['6', '1'],
    ],
  )
  assert.equal((await ask('no.such.check', 'analyst')).status, 404)
  assert.equal((await ask('references.course_fact.course_id', 'viewer')).status, 403)
  await assert.rejects(open('manager'))
  await assert.rejects(drawn(() => rowsPage(props({ check: 'people.user_dim.no-address' })), 'manager'))
})

/** Runs `work` while a table is locked, and stops the first statement that waits for it, as its time limit would. */
async function stoppedByTheDatabase<T>(table: string, work: () => Promise<T>): Promise<T> {
  const client = await database.pool.connect()
  try {
    await client.query(`begin; lock table ${table} in access exclusive mode`)
    const working = work()
    for (;;) {
      const { rows } = await database.pool.query<{ stopped: boolean }>(
        `select pg_cancel_backend(pid) as stopped from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock' and state = 'active'`,
      )
      if (rows.length > 0) break
      await sleep(20)
    }
    await client.query('rollback')
    return await working
  } finally {
    client.release()
  }
}

test('rows that take too long to find are told with a way out, on the page and by the export', async () => {
  const html = await stoppedByTheDatabase('datacamp.course_fact', () =>
    drawn(() => rowsPage(props({ check: 'references.course_fact.course_id' }))),
  )
  assert.match(html, /These rows took too long to find/)
  assert.match(html, /href="\/export\/quality\/references\.course_fact\.course_id"/)

  const { token } = await createToken(database.app, 'system', { name: 'late', role: 'analyst' })
  const request = new Request(`${TEST_ADDRESS}/export/quality/x`, { headers: { authorization: `Bearer ${token}` } })
  const params = Promise.resolve({ check: 'references.course_fact.course_id' })
  const answer = await stoppedByTheDatabase('datacamp.course_fact', () => download(request, { params }))
  assert.equal(answer.status, 503)
  assert.match(await answer.text(), /export the whole of datacamp\.course_fact from the Explorer/)
})
