import { duringRequest, sessionOf } from '@/lib/testing/next-request'
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { parse } from 'csv-parse/sync'
import { GET as download } from '@/app/export/users/route'
import tokensPage from '@/app/(app)/admin/tokens/page'
import { create, revoke } from '@/app/(app)/admin/tokens/actions'
import { choose, open } from '@/app/(auth)/choose-password/actions'
import type { Role } from '@/generated/prisma/client'
import { createToken, findToken } from '@/lib/auth/tokens'
import { userActor } from '@/lib/authz/actor'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import { provide } from '@/lib/env'
import { mailPassword, startMailReceiver } from '@/lib/notify/testing/receivers'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { provideSettings, TEST_ADDRESS } from '@/lib/testing/settings'
import userPage from './[user]/page'
import { change, disable, invite, makeLink, signOutEverywhere } from './actions'
import page from './page'

let database: TestDatabase
let admin: { id: string }
let cookie: Record<string, string>

before(async () => {
  database = await testDatabase()
  provideSettings(database)
  await database.pool.query(
    `insert into datacamp.team_dim (team_id, name, deleted_date) values (1, 'Finance', null), (2, 'Risk', null), (3, 'Old', '2020-01-01')`,
  )
  admin = await person('admin', 'Ines Carvalho')
  cookie = await sessionOf(admin)
})
after(async () => {
  await app().$disconnect()
  await closePools()
  await database.drop()
})

let people = 0
async function person(role: Role, name: string, more: object = {}) {
  return app().user.create({ data: { email: `u${++people}@example.com`, name, role, passwordHash: 'x', ...more } })
}

async function shown(search: Record<string, string>): Promise<string> {
  const visit = { params: Promise.resolve({}), searchParams: Promise.resolve(search) }
  return duringRequest(cookie, async () => renderToStaticMarkup((await page(visit)) as ReactNode))
}

async function send(action: typeof invite, fields: Record<string, string>, headers = cookie) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return duringRequest({ ...headers, origin: TEST_ADDRESS, host: 'localhost:3000' }, () => action(null, form), 'action')
}

async function csv(search: string): Promise<string[][]> {
  const { token } = await createToken(app(), 'system', { name: 'export', role: 'admin' })
  const headers = { authorization: `Bearer ${token}` }
  const request = new Request(`${TEST_ADDRESS}/export/users?${search}`, { headers })
  const response = await duringRequest(headers, () => download(request, { params: Promise.resolve(undefined) }))
  assert.equal(response.status, 200)
  return parse(await response.text(), { record_delimiter: '\r\n' }) as string[][]
}

const namesIn = (html: string) =>
  [...html.matchAll(/href="\/admin\/users\/[0-9a-f-]{36}"[^>]*>([^<]+)</g)].map(([, name]) => name)

test('the list finds by name and address, sorts, and its CSV holds the same people in the same order', async () => {
  await person('manager', 'Max Okafor', {
    lastSignInAt: new Date('2026-03-01T10:00:00Z'),
    teams: { create: [{ teamId: 2, validUntil: new Date('2999-01-01') }, { teamId: 1 }, { teamId: 77 }] },
  })
  await person('viewer', 'anna keller', { passwordHash: null })
  await person('analyst', '=cmd|Vera', { disabledAt: new Date() })
  for (const search of [
    {},
    { q: 'KELL' },
    { q: 'example.com', sort: 'role:desc' },
    { state: 'invited' },
    { role: 'manager' },
    { sort: 'last_sign_in:desc' },
  ]) {
    const listed = namesIn(await shown(search))
    const rows = await csv(new URLSearchParams(search as Record<string, string>).toString())
    assert.deepEqual(
      rows.slice(1).map(([name]) => name?.replace(/^'/, '')),
      listed,
      JSON.stringify(search),
    )
    assert.ok(listed.length > 0)
  }
  assert.deepEqual(namesIn(await shown({})), ['=cmd|Vera', 'anna keller', 'Ines Carvalho', 'Max Okafor'])
  const [heads, manager] = await csv('q=okafor')
  assert.deepEqual(heads, ['name', 'email', 'role', 'teams', 'last_sign_in_at', 'state', 'created_at'])
  assert.deepEqual(manager?.slice(2, 6), [
    'manager',
    'Finance; Risk ( to 2999-01-01); Unknown team 77',
    '2026-03-01 10:00:00+00',
    'active',
  ])
})

test('a misspelt filter of the list is named, never ignored', async () => {
  assert.match(await shown({ rolle: 'admin' }), /The parameter “rolle”/)
  assert.match(await shown({ sort: 'password_hash:asc' }), /The parameter “sort”/)
  assert.match(await shown({ state: 'gone' }), /The parameter “state”/)
})

test('somebody is invited, chooses a password, changes role, and is out when disabled, each from the next request on', async () => {
  const teams = JSON.stringify([{ teamId: 1, validFrom: null, validUntil: '2099-12-31' }])
  const invited = await send(invite, { name: 'New Person', email: 'New@Example.com', role: 'manager', teams })
  assert.equal(invited.ok, true)
  const secret = invited.once?.split('#')[1] ?? ''
  assert.equal(invited.once, `${TEST_ADDRESS}/choose-password#${secret}`)
  const user = await app().user.findUniqueOrThrow({ where: { email: 'new@example.com' } })

  assert.deepEqual(await send(open, { secret }, {}), {
    ok: true,
    account: { name: 'New Person', email: 'new@example.com' },
  })
  const short = await send(choose, { secret, password: 'short', again: 'short' }, {})
  assert.equal(short.errors?.['password'], 'Passwords have at least 12 characters.')
  const different = await send(choose, { secret, password: 'a long password', again: 'a longer password' }, {})
  assert.equal(different.errors?.['again'], 'The two passwords differ.')
  assert.equal((await send(choose, { secret, password: 'a long password', again: 'a long password' }, {})).ok, true)
  const dead = await send(choose, { secret, password: 'a long password', again: 'a long password' }, {})
  assert.deepEqual(dead, await send(open, { secret: 'unknown' }, {}))
  assert.match(dead.message ?? '', /^This link does not work\./)

  assert.deepEqual((await userActor(app(), user.id, 2))?.teams, [1])
  assert.equal((await send(change, { user: user.id, role: 'analyst', teams: '[]' })).ok, true)
  assert.equal((await userActor(app(), user.id, 2))?.role, 'analyst')
  assert.equal((await send(signOutEverywhere, { user: user.id })).ok, true)
  assert.equal(await userActor(app(), user.id, 2), null)
  await createToken(
    app(),
    { kind: 'user', id: user.id, name: 'New Person', role: 'admin', teams: [] },
    { name: 't', role: 'viewer' },
  )
  const out = await send(disable, { user: user.id })
  assert.match(out.message ?? '', /Still working: 1 token that this person made/)
  assert.equal(await userActor(app(), user.id, 3), null)
  assert.match((await send(makeLink, { user: user.id })).message ?? '', /disabled/)

  const told = await app().audit.findMany({ where: { subject: user.id }, orderBy: { id: 'asc' } })
  assert.deepEqual(
    told.map(({ action, actorId }) => [action, actorId === admin.id]),
    [
      ['user.create', true],
      ['link.create', true],
      ['link.use', false],
      ['user.change', true],
      ['user.sessions.end', true],
      ['user.disable', true],
    ],
  )
})

test('the invitation goes out by e-mail where a mail server is set, and stays usable where that fails', async (t) => {
  const { url, mails } = await startMailReceiver(t)
  provide({ SMTP_URL: url })
  t.after(() => provide({ SMTP_URL: '' }))
  const fields = { name: 'Mailed', role: 'viewer', teams: '[]' }
  const sent = await send(invite, { ...fields, email: 'mailed@example.com' })
  assert.match(sent.message ?? '', /The link was sent to mailed@example\.com/)
  const raw = mails[0]?.raw.replace(/=\r\n/g, '').replaceAll('=3D', '=') ?? ''
  assert.equal(mails[0]?.to, 'mailed@example.com')
  assert.ok(sent.once && raw.includes(sent.once), 'the mail holds the link')
  assert.match(raw, /Subject: Skillscope: You are invited/)

  const failed = await send(invite, { ...fields, email: 'mailed@refused.example' })
  assert.equal(failed.ok, true)
  assert.match(failed.message ?? '', /The e-mail was not sent/)
  assert.ok(failed.once)
  assert.doesNotMatch(JSON.stringify(failed), new RegExp(mailPassword))
})

test('an administrator’s own page offers no way to disable the own account', async () => {
  const visit = { params: Promise.resolve({ user: admin.id }), searchParams: Promise.resolve({}) }
  const html = await duringRequest(cookie, async () => renderToStaticMarkup((await userPage(visit)) as ReactNode))
  assert.match(html, /Only another administrator can disable it/)
  assert.doesNotMatch(html, />Disable</)
  const refused = await send(disable, { user: admin.id })
  assert.deepEqual(refused, { ok: false, message: 'You cannot disable your own account. Another administrator can.' })
})

test('rights that make no sense are refused at their field', async () => {
  const user = (await person('viewer', 'Odd')).id
  const refused = async (role: string, teams: string) => (await send(change, { user, role, teams })).errors?.['teams']
  assert.match((await refused('manager', '[]')) ?? '', /at least one team/)
  assert.match((await refused('viewer', '[{"teamId":1,"validFrom":null,"validUntil":null}]')) ?? '', /managers only/)
  assert.match((await refused('manager', 'not json')) ?? '', /not understood/)
  assert.match((await refused('manager', '{"teamId":1}')) ?? '', /not understood/)
  assert.match(
    (await refused('manager', '[{"teamId":1,"validFrom":"2026-02-30","validUntil":null}]')) ?? '',
    /does not exist/,
  )
  assert.ok((await send(change, { user, role: 'owner', teams: '[]' })).errors?.['role'])
  assert.equal((await app().user.findUniqueOrThrow({ where: { id: user } })).role, 'viewer')
})

test('a token is shown once, works to the end of its last day, and a revoked one is refused and that is written down', async () => {
  const fields = { name: 'nightly', role: 'manager', expires: '2099-12-31' }
  const teams = JSON.stringify([{ teamId: 2, validFrom: null, validUntil: null }])
  const made = await send(create, { ...fields, teams })
  const token = made.once ?? ''
  const actor = await findToken(app(), token)
  assert.deepEqual([actor?.role, actor?.teams], ['manager', [2]])
  const { id, expiresAt } = await app().apiToken.findFirstOrThrow({ where: { name: 'nightly' } })
  assert.equal(expiresAt?.toISOString(), '2100-01-01T00:00:00.000Z')

  const visit = { params: Promise.resolve({}), searchParams: Promise.resolve({}) }
  const draw = () => duringRequest(cookie, async () => renderToStaticMarkup((await tokensPage(visit)) as ReactNode))
  const html = await draw()
  assert.match(html, /Manager of Risk · made by Ines Carvalho on .* · works until the end of 31 Dec 2099/)
  assert.ok(!html.includes(token))
  assert.equal(
    (await send(create, { ...fields, teams, expires: '2020-01-01' })).errors?.['expires'],
    'This day is over already.',
  )

  assert.equal((await send(revoke, { token: id })).ok, true)
  assert.equal(await findToken(app(), token), null)
  assert.equal(await findToken(app(), token), null)
  assert.match(await draw(), /Revoked.*refused/s)
  const uses = await app().audit.findMany({ where: { action: 'token.use', subject: id }, orderBy: { id: 'asc' } })
  assert.deepEqual(
    uses.map(({ outcome }) => outcome),
    ['allowed', 'denied'],
  )
})
