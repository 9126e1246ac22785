import { duringRequest, sessionOf } from '@/lib/testing/next-request'
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { GET as download } from '@/app/export/identities/route'
import type { Role } from '@/generated/prisma/client'
import { createToken } from '@/lib/auth/tokens'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { insertMirrorRows, publishMarts } from '@/lib/testing/mirrors'
import { provideSettings, TEST_ADDRESS } from '@/lib/testing/settings'
import { link, separate, takeBack } from './actions'
import compare from './compare/page'
import page from './page'

const hostile = '</script><script>alert(1)</script>'
const because = 'Both were told by the person.'

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
  await insertMirrorRows(database.pool, 'datacamp.user_dim', [
    { user_id: 1, email: 'ada@example.com', first_name: 'Ada', last_name: 'Lovelace' },
  ])
  await insertMirrorRows(database.pool, 'skilljar.student', [
    { student_id: 'a/b?c&d', email: 'countess@example.com', first_name: hostile, last_name: 'King' },
  ])
  for (const [connectorId, name] of [
    ['datacamp', 'user_dim'],
    ['skilljar', 'student'],
  ] as const) {
    await publishMarts(database.pool, { connectorId, tables: new Set([name]), days: 'all' })
  }
})
after(async () => {
  await app().$disconnect()
  await closePools()
  await database.drop()
})

const open = async (search: Record<string, string>, { of = page, role = 'admin' as Role } = {}) =>
  duringRequest(cookies[role] ?? {}, async () =>
    renderToStaticMarkup(
      (await of({ params: Promise.resolve({}), searchParams: Promise.resolve(search) })) as ReactNode,
    ),
  )

async function send(action: typeof link, fields: Record<string, string>, role: Role = 'admin') {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  // After the deed, the action asks Next to draw the page anew, which only Next's own server can do.
  return duringRequest({ ...cookies[role], origin: TEST_ADDRESS, host: 'localhost:3000' }, () =>
    action(null, form),
  ).catch(String)
}

const people = async () =>
  (await database.pool.query<{ n: number }>('select count(distinct person_id) as n from mart.identity')).rows[0]?.n

test('T-11: names full of tags are shown as text, and ids with any character lead to their account', async () => {
  const html = await open({})
  assert.ok(html.includes('&lt;script&gt;alert(1)&lt;/script&gt;') && !html.includes('<script>alert'))
  assert.ok(html.includes('account=skilljar%3Aa%2Fb%3Fc%26d'))
  const accounts = await open({ account: 'skilljar:a/b?c&d', find: 'lovelace' }, { of: compare })
  assert.ok(accounts.includes('countess@example.com') && accounts.includes('with=datacamp%3A1'))
  assert.match(await open({ account: 'moodle:7' }, { of: compare }), /“account” of this address cannot be understood/)
})

test('the CSV is a download of the list that is shown, and is written down without what was searched for', async () => {
  const { token } = await createToken(database.app, 'system', { name: 'admin', role: 'admin' })
  const ask = (search: string, bearer = token) =>
    download(
      new Request(`${TEST_ADDRESS}/export/identities?${search}`, { headers: { authorization: `Bearer ${bearer}` } }),
      { params: Promise.resolve({}) },
    )
  const response = await ask('list=skilljar-only&q=countess')
  assert.match(response.headers.get('content-disposition') ?? '', /filename="identities\.skilljar-only\.csv"/)
  const [heading, row] = (await response.text()).replace('\ufeff', '').split('\r\n')
  assert.equal(heading, 'account,Name,Address,Student,Newest evidence,Courses')
  assert.match(row ?? '', /^skilljar:a\/b\?c&d,/)
  const [entry] = await app().audit.findMany({ where: { action: 'export.create' } })
  assert.deepEqual([entry?.subject, entry?.detail], ['identities.skilljar-only', { filters: 'a search' }])
  assert.equal((await ask('list=decisions')).status, 400)
  const analyst = await createToken(database.app, 'system', { name: 'analyst', role: 'analyst' })
  assert.equal((await ask('list=skilljar-only', analyst.token)).status, 403)
})

test('only administrators see the accounts and decide about them; a reason is needed; a refusal is told', async () => {
  await assert.rejects(open({}, { role: 'analyst' }))
  await assert.rejects(open({ account: 'datacamp:1' }, { of: compare, role: 'analyst' }))
  const pair = { account: 'skilljar:a/b?c&d', beside: 'datacamp:1' }
  await send(link, { ...pair, because }, 'analyst')
  assert.deepEqual(await send(link, { ...pair, because: 'same' }), {
    ok: false,
    message: 'Some fields need another look.',
    errors: { because: 'Say in at least 10 characters why.' },
  })
  assert.equal(await people(), 2)
  await send(link, { ...pair, because })
  assert.equal(await people(), 1)
  assert.deepEqual(await send(separate, { account: 'datacamp:1', because }), {
    ok: false,
    message:
      'No other account of this person has the address of the DataCamp account 1: links made by hand join them. Take those back instead.',
  })

  const shown = await open({ account: 'datacamp:1', with: 'skilljar:a/b?c&d' }, { of: compare })
  assert.ok(shown.includes('The two accounts are one person.') && shown.includes(because))
  assert.match(await open({ list: 'decisions' }), /In force/)
  const [decision] = await app().identityLink.findMany()
  await send(takeBack, { decision: String(decision?.id), because })
  assert.equal(await people(), 2)
  assert.match(await open({ list: 'decisions' }), /Taken back/)
})
