import { duringRequest, sessionOf } from '@/lib/testing/next-request'
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { createToken } from '@/lib/auth/tokens'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { provideSettings, TEST_ADDRESS } from '@/lib/testing/settings'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import type { Role } from '@/generated/prisma/client'
import { defineAction } from './action'
import { admitToShell, pageAt } from './admission'
import { definePage } from './page'
import { defineRoute } from './route'
import type { Scope } from './scope'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
  provideSettings(database)
})
after(async () => {
  await app().$disconnect()
  await closePools()
  await database.drop()
})

let people = 0
async function person(
  role: Role,
  more: { disabledAt?: Date; teams?: { teamId: number; validFrom?: Date; validUntil?: Date }[] } = {},
) {
  const { teams = [], ...fields } = more
  return app().user.create({
    data: {
      email: `${role}${++people}@example.com`,
      name: `${role} ${people}`,
      role,
      ...fields,
      teams: { create: teams },
    },
  })
}

const props = { params: Promise.resolve({}), searchParams: Promise.resolve({}) }
// What Next gives to a route without variable parts.
const noParams = { params: Promise.resolve(undefined) }
const digest = async (page: Promise<unknown>) =>
  page.then(
    () => 'rendered',
    (error: { digest?: string }) => error.digest ?? String(error),
  )
const denials = () => app().audit.count({ where: { outcome: 'denied' } })

test('a page sends those who are not signed in to the sign-in, and back afterwards', async () => {
  const page = definePage('/explorer', () => 'rows')
  const headers = { 'x-skillscope-path': '/explorer?limit=5' }
  assert.match(
    await digest(duringRequest(headers, () => page(props))),
    /^NEXT_REDIRECT;.*;\/sign-in\?callbackUrl=%2Fexplorer%3Flimit%3D5;/,
  )
})

test('a page refuses a role without its permission, and writes that down', async () => {
  const page = definePage('/explorer', () => 'rows')
  const outcomes: Record<string, string> = {}
  const before = await denials()
  for (const role of ['admin', 'analyst', 'manager', 'viewer'] as const) {
    outcomes[role] = await digest(duringRequest(await sessionOf(await person(role)), () => page(props)))
  }
  const refused = 'NEXT_HTTP_ERROR_FALLBACK;403'
  assert.deepEqual(outcomes, { admin: 'rendered', analyst: 'rendered', manager: refused, viewer: refused })
  assert.equal(await denials(), before + 2)
})

test('the shell turns people away as its pages do, while the status can still say so', async () => {
  const visit = async (path: string, headers: Record<string, string>) =>
    digest(duringRequest({ ...headers, 'x-skillscope-path': path }, () => admitToShell()))
  const viewer = await sessionOf(await person('viewer'))
  assert.match(
    await visit('/explorer/datacamp.user_dim?limit=5', {}),
    /^NEXT_REDIRECT;.*%2Fexplorer%2Fdatacamp.user_dim%3Flimit%3D5/,
  )
  assert.equal(await visit('/explorer/datacamp.user_dim?limit=5', viewer), 'NEXT_HTTP_ERROR_FALLBACK;403')
  assert.equal(await visit('/overview?from=2026-01-01', viewer), 'rendered')
  assert.equal(await visit('/nowhere', viewer), 'rendered')
})

test('an address is led to its own page before one with a variable part', () => {
  assert.equal(pageAt('/explorer?a=/b'), '/explorer')
  assert.equal(pageAt('/explorer/datacamp.user_dim#x'), '/explorer/[table]')
  assert.equal(pageAt('/admin/connectors/skilljar'), '/admin/connectors/[connector]')
  assert.equal(pageAt('/'), '/')
  assert.equal(pageAt('/nowhere'), null)
})

test('a disabled account, a new role and an ended session hold from the next request on', async () => {
  const admin = await person('admin')
  const session = await sessionOf(admin)
  const page = definePage('/admin/connectors', () => 'credentials')
  const visit = async () => digest(duringRequest(session, () => page(props)))
  assert.equal(await visit(), 'rendered')

  await app().user.update({ where: { id: admin.id }, data: { role: 'analyst' } })
  assert.equal(await visit(), 'NEXT_HTTP_ERROR_FALLBACK;403')
  await app().user.update({ where: { id: admin.id }, data: { role: 'admin', sessionVersion: { increment: 1 } } })
  assert.match(await visit(), /sign-in/)
  await app().user.update({ where: { id: admin.id }, data: { sessionVersion: 1, disabledAt: new Date() } })
  assert.match(await visit(), /sign-in/)
  await app().user.delete({ where: { id: admin.id } })
  assert.match(await visit(), /sign-in/)
})

test('a session signed with another key is nobody’s', async () => {
  const session = await sessionOf(await person('admin'))
  const page = definePage('/explorer', () => 'rows')
  const forged = { cookie: session['cookie']!.slice(0, -6) + 'AAAAAA' }
  assert.match(await digest(duringRequest(forged, () => page(props))), /sign-in/)
})

test('a manager’s teams are those of today, and everybody else’s scope is not made of teams', async () => {
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000)
  const manager = await person('manager', {
    teams: [
      { teamId: 1 },
      { teamId: 2, validFrom: day(1) },
      { teamId: 3, validUntil: day(-1) },
      { teamId: 4, validFrom: day(0), validUntil: day(1) },
    ],
  })
  const seen: Scope[] = []
  const page = definePage('/overview', ({ scope }) => void seen.push(scope))
  const readers = [manager, await person('viewer'), await person('analyst')]
  for (const user of readers) {
    await duringRequest(await sessionOf(user), () => page(props))
  }
  assert.deepEqual(seen, [
    { reader: `user:${readers[0]?.id}`, people: { teams: [1, 4] }, learnerRows: true, minimumCell: 1 },
    { reader: `user:${readers[1]?.id}`, people: 'all', learnerRows: false, minimumCell: 5 },
    { reader: `user:${readers[2]?.id}`, people: 'all', learnerRows: true, minimumCell: 1 },
  ])
})

const request = (headers: Record<string, string>, method = 'GET') =>
  new Request(`${TEST_ADDRESS}/api/v1/x`, { method, headers })

test('a route answers a stranger with 401, a wrong role with 403 and a right one with what it has, never cached', async () => {
  const route = defineRoute('GET /api/v1/tables', async ({ actor }) => Response.json({ role: actor.role }))
  const viewer = await createToken(app(), 'system', { name: 'screen', role: 'viewer' })
  const analyst = await createToken(app(), 'system', { name: 'notebook', role: 'analyst' })
  const call = (headers: Record<string, string>) => duringRequest(headers, () => route(request(headers), noParams))

  const stranger = await call({})
  assert.equal(stranger.status, 401)
  assert.equal(stranger.headers.get('content-type'), 'application/problem+json')
  const before = await denials()
  const refused = await call({ authorization: `Bearer ${viewer.token}` })
  assert.equal(refused.status, 403)
  assert.equal(await denials(), before + 1)
  const { request_id, ...problem } = (await refused.json()) as Record<string, unknown>
  assert.deepEqual(problem, {
    type: 'about:blank',
    status: 403,
    title: 'Not allowed',
    detail: 'Your role does not allow this.',
  })
  assert.equal(request_id, refused.headers.get('x-request-id'))

  const answer = await call({ authorization: `Bearer ${analyst.token}` })
  assert.deepEqual(await answer.json(), { role: 'analyst' })
  for (const response of [stranger, refused, answer])
    assert.equal(response.headers.get('cache-control'), 'private, no-store')
})

test('a wrong token never falls back to the session that came along', async () => {
  const route = defineRoute('GET /api/v1/tables', async () => new Response('rows'))
  const session = await sessionOf(await person('admin'))
  const call = (headers: Record<string, string>) => duringRequest(headers, () => route(request(headers), noParams))
  assert.equal((await call(session)).status, 200)
  for (const authorization of ['Bearer sk_wrong', 'Bearer ', 'Basic YTpi', '']) {
    assert.equal((await call({ ...session, authorization })).status, 401, authorization)
  }
})

test('a session changes something only from a page of ours; a token needs no origin', async () => {
  let changes = 0
  const route = defineRoute('POST /api/v1/connectors/[connector]/refresh', async () =>
    Response.json({ changes: ++changes }),
  )
  const session = await sessionOf(await person('admin'))
  const call = async (headers: Record<string, string>) =>
    (await duringRequest(headers, () => route(request(headers, 'POST'), noParams))).status
  assert.equal(await call(session), 403)
  assert.equal(await call({ ...session, origin: 'https://evil.example' }), 403)
  assert.equal(await call({ ...session, origin: 'null' }), 403)
  assert.equal(await call({ ...session, origin: 'http://localhost:3000.evil.example' }), 403)
  assert.equal(changes, 0)
  assert.equal(await call({ ...session, origin: TEST_ADDRESS }), 200)
  assert.equal(await call({ ...session, origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }), 200)
  const { token } = await createToken(app(), 'system', { name: 'cron', role: 'admin' })
  assert.equal(await call({ authorization: `Bearer ${token}` }), 200)
})

test('an error that names its parameter is told; anything else stays in the log', async () => {
  const { token } = await createToken(app(), 'system', { name: 'errors', role: 'viewer' })
  const headers = { authorization: `Bearer ${token}` }
  const answer = async (error: Error) => {
    const route = defineRoute('GET /api/v1/metrics', async () => Promise.reject(error))
    const response = await route(request(headers), noParams)
    return [response.status, (await response.json()) as Record<string, unknown>] as const
  }
  const [status, problem] = await answer(new InvalidFilter('from', 'from: "soon" is not a day.'))
  assert.deepEqual([status, problem['param'], problem['detail']], [400, 'from', 'from: "soon" is not a day.'])

  const [failed, hidden] = await answer(new Error('select * from app.user: password of ines'))
  assert.equal(failed, 500)
  assert.doesNotMatch(JSON.stringify(hidden), /password|select/)
  const [late] = await answer(Object.assign(new Error('canceling statement'), { code: '57014' }))
  assert.equal(late, 503)
})

test('an action checks origin, person and input, in this order, before it does anything', async () => {
  const done: string[] = []
  const save = defineAction(
    'connector.save',
    z.object({ name: z.string().min(1, 'Enter a name.') }),
    async ({ name }, actor) => {
      done.push(`${actor.role} ${name}`)
      return { ok: true }
    },
  )
  const form = new FormData()
  form.set('name', 'a')
  const session = await sessionOf(await person('admin'))
  const admin = { ...session, origin: TEST_ADDRESS }
  const send = (headers: Record<string, string>, what: unknown = form) =>
    duringRequest(headers, () => save(null, what as FormData))

  assert.match((await send({ ...admin, origin: 'https://evil.example' })).message!, /not sent from a page/)
  assert.match((await send(session)).message!, /not sent from a page/)
  assert.match((await send({ origin: TEST_ADDRESS })).message!, /session has ended/)
  const before = await denials()
  const analyst = { ...(await sessionOf(await person('analyst'))), origin: TEST_ADDRESS }
  assert.match((await send(analyst)).message!, /role does not allow/)
  assert.equal(await denials(), before + 1)
  assert.deepEqual((await send(admin, new FormData())).ok, false)
  assert.deepEqual((await send(admin, [{ name: { $gt: '' } }])).ok, false)
  assert.deepEqual(done, [])
  assert.deepEqual(await send(admin), { ok: true })
  assert.deepEqual(done, ['admin a'])
})
