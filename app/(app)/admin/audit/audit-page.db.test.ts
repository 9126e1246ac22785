import { duringRequest, sessionOf } from '@/lib/testing/next-request'
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { parse } from 'csv-parse/sync'
import { GET as download } from '@/app/export/audit/route'
import { GET as query } from '@/app/api/v1/query/route'
import { GET as table } from '@/app/api/v1/tables/[table]/route'
import peoplePage from '@/app/(app)/learning-activity/people/page'
import tablePage from '@/app/(app)/explorer/[table]/page'
import { authOptions } from '@/lib/auth/options'
import { createToken } from '@/lib/auth/tokens'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { provideSettings, TEST_ADDRESS } from '@/lib/testing/settings'
import entryPage from './[entry]/page'
import page from './page'

let database: TestDatabase
let admin: { id: string }
let cookie: Record<string, string>
let token: string

before(async () => {
  database = await testDatabase()
  provideSettings(database)
  admin = await app().user.create({ data: { email: 'ines@example.com', name: 'Ines Carvalho', role: 'admin' } })
  cookie = await sessionOf(admin)
  token = (await createToken(app(), 'system', { name: 'notebook', role: 'admin' })).token
})
after(async () => {
  await app().$disconnect()
  await closePools()
  await database.drop()
})

type Page = typeof page
const visit = (of: Page, search: Record<string, string>, params: Record<string, string> = {}) =>
  duringRequest(cookie, () => of({ params: Promise.resolve(params), searchParams: Promise.resolve(search) }))
const open = async (...what: Parameters<typeof visit>) => renderToStaticMarkup((await visit(...what)) as ReactNode)
const ask = (of: typeof download, path: string, params: Record<string, string> = {}) => {
  const headers = { authorization: `Bearer ${token}` }
  const request = new Request(`${TEST_ADDRESS}${path}`, { headers })
  return duringRequest(headers, () => of(request, { params: Promise.resolve(params) }))
}
const told = (where: object) => app().audit.findMany({ where, orderBy: { id: 'asc' } })

test('whoever looks at rows about single learners is written down, on pages and through the API', async () => {
  await visit(peoplePage, { from: '2026-01-01', to: '2026-01-31' })
  await visit(peoplePage, { from: '2026-01-01', to: '2026-01-31' })
  await visit(tablePage, { filter: 'xp:gt:100' }, { table: 'datacamp.course_fact' })
  assert.equal((await ask(query, '/api/v1/query?metrics=xp&by=person')).status, 200)
  assert.equal((await ask(query, '/api/v1/query?metrics=xp&by=week')).status, 200)
  assert.equal((await ask(table, '/api/v1/tables/skilljar.student', { table: 'skilljar.student' })).status, 200)
  const views = await told({ action: { endsWith: '.view' } })
  assert.deepEqual(
    views.map(({ actorKind, actorLabel, action, subject, detail }) => [actorKind, actorLabel, action, subject, detail]),
    [
      ['user', 'Ines Carvalho', 'people.view', 'learning-activity', { filters: 'from=2026-01-01&to=2026-01-31' }],
      ['user', 'Ines Carvalho', 'table.view', 'datacamp.course_fact', { filters: 'filter=xp%3Agt%3A100' }],
      ['token', 'notebook', 'people.view', 'query', { filters: 'metrics=xp&by=person' }],
      ['token', 'notebook', 'table.view', 'skilljar.student', {}],
    ],
  )
})

test('signing out is written down', async () => {
  await authOptions().events?.signOut?.({ token: { sub: admin.id, sessionVersion: 1 }, session: undefined as never })
  const [entry] = await told({ action: 'session.end' })
  assert.equal(entry?.actorId, admin.id)
})

test('the page shows who did what to whom, by name, and each entry opens with what was before and after', async () => {
  const other = await app().user.create({ data: { email: 'max@example.com', name: 'Max Okafor', role: 'viewer' } })
  const entry = await app().audit.create({
    data: {
      actorKind: 'user',
      actorId: admin.id,
      actorLabel: 'Ines <b>Carvalho</b>',
      action: 'user.change',
      subject: other.id,
      detail: { before: { role: 'viewer' }, after: { role: 'analyst' } },
    },
  })
  const html = await open(page, { subject: other.id })
  assert.match(html, /Role or teams changed/)
  assert.match(html, /Ines &lt;b&gt;Carvalho&lt;\/b&gt;/)
  assert.match(html, new RegExp(`href="/admin/users/${other.id}"[^>]*>Max Okafor<`))
  const detail = await open(entryPage, {}, { entry: String(entry.id) })
  assert.match(detail, /Before and after/)
  assert.match(detail, /viewer.*analyst/s)
  for (const odd of ['0', '-1', '9999999', 'x', '1e3']) {
    await assert.rejects(open(entryPage, {}, { entry: odd }), /NEXT_HTTP_ERROR_FALLBACK;404/, odd)
  }
  assert.match(await open(page, { from: '2026-13-01' }), /The parameter “from”/)
})

test('the CSV holds the entries of the page, and taking it away is an entry itself', async () => {
  const response = await ask(download, '/export/audit?action=user')
  const rows = parse(await response.text(), { record_delimiter: '\r\n', columns: true }) as Record<string, string>[]
  assert.deepEqual(
    rows.map(({ action, actor_id }) => [action, actor_id]),
    [['user.change', admin.id]],
  )
  assert.deepEqual(JSON.parse(rows[0]?.['detail'] ?? ''), { before: { role: 'viewer' }, after: { role: 'analyst' } })
  const [entry] = await told({ action: 'export.create' })
  assert.deepEqual(
    [entry?.subject, entry?.detail, entry?.actorLabel],
    ['audit', { filters: 'action=user' }, 'notebook'],
  )
})
