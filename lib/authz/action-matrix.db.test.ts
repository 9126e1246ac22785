/** Every server action of the product, called by hand as everybody who may not, and with every shape that is none. */
import { duringRequest, sessionOf } from '@/lib/testing/next-request'
import assert from 'node:assert/strict'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { after, before, test } from 'node:test'
import type { Role } from '@/generated/prisma/client'
import { createToken } from '@/lib/auth/tokens'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { entryPoints } from '@/lib/testing/entry-points'
import { provideSettings, TEST_ADDRESS } from '@/lib/testing/settings'
import type { FormAction, FormResult } from './action'
import { may } from './permissions'
import { actions, type ActionKey } from './registry'

let database: TestDatabase
const guarded: { key: ActionKey; call: FormAction }[] = []
const sessions: Partial<Record<Role, Record<string, string>>> = {}
/** What an action could be asked to do something to. */
let ids: Record<string, string> = {}

before(async () => {
  database = await testDatabase()
  provideSettings(database)
  for (const role of ['admin', 'analyst', 'manager', 'viewer'] as const) {
    const teams = role === 'manager' ? { create: [{ teamId: 1 }] } : {}
    const data = { email: `${role}@example.com`, name: role, role, passwordHash: 'x', teams }
    sessions[role] = await sessionOf(await app().user.create({ data }))
  }
  const victim = await app().user.create({ data: { email: 'v@example.com', name: 'V', role: 'viewer' } })
  const token = await createToken(app(), 'system', { name: 't', role: 'viewer' })
  await app().connector.create({ data: { id: 'datacamp' } })
  const run = await app().refreshRun.create({ data: { connectorId: 'datacamp', trigger: 'manual', state: 'held' } })
  const target = await app().notificationTarget.create({
    data: { channel: 'email', address: 'team@example.com', events: ['refresh.failed'] },
  })
  const { id: entry } = await app().seat.create({ data: { seats: 100, validFrom: new Date('2026-01-01') } })
  const { id: view } = await app().savedView.create({ data: { ownerId: victim.id, name: 'V', path: '/overview' } })
  const { id: delivery } = await app().delivery.create({
    data: { ownerId: victim.id, name: 'V', kind: 'view', viewId: view, cron: '0 7 * * 1' },
  })
  const { id } = await app().savedQuery.create({ data: { ownerId: victim.id, name: 'V', statement: 'select 1' } })
  const made = { userId: victim.id, kind: 'table', subject: 'datacamp.user_dim', format: 'csv', name: 'v' }
  const { id: file } = await app().export.create({ data: { ...made, state: 'ready' } })
  const own = { export: file, user: victim.id, token: token.id, target: target.id, entry, view, delivery, id }
  ids = { ...own, connector: 'datacamp', run: String(run.id) }
  const files = entryPoints(['app', 'lib', 'components']).flatMap(({ kind, file }) => (kind === 'action' ? [file] : []))
  for (const file of files) {
    const exported = (await import(pathToFileURL(path.resolve(file)).href)) as Record<string, FormAction>
    for (const call of Object.values(exported)) {
      const key = await keyOf(call)
      if (key !== null) guarded.push({ key, call })
    }
  }
})
after(async () => {
  await app().$disconnect()
  await closePools()
  await database.drop()
})

function send(call: FormAction, headers: Record<string, string>, fields: Record<string, string>): Promise<FormResult> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return duringRequest(headers, () => call(null, form), 'action')
}

/** The registry's name of an action, as the denial of a stranger tells it; null: it is open to everybody. */
async function keyOf(call: FormAction): Promise<ActionKey | null> {
  const before = await newestDenial()
  await send(call, { origin: TEST_ADDRESS }, {})
  const after = await newestDenial()
  return after && after.id !== before?.id ? (after.action as ActionKey) : null
}

const newestDenial = () => app().audit.findFirst({ where: { outcome: 'denied' }, orderBy: { id: 'desc' } })

/** What every action finds its own fields in. */
const fields = () => ({
  ...ids,
  reason: 'A reason that is long enough.',
  because: 'Because.',
  table: 'course_fact',
  name: 'Mallory',
  email: 'mallory@example.com',
  role: 'admin',
  teams: '[]',
  expires: '',
  channel: 'email',
  address: 'mallory@example.com',
  'refresh.failed': 'on',
  preset: 'off',
  seats: '250',
  validFrom: '2026-02-01',
})

/** All rows of our own tables, but for the log and the counters of tries. */
async function state(): Promise<string> {
  const { rows: tables } = await database.pool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'app' and tablename not in ('audit', 'rate_limit') order by 1`,
  )
  const parts = tables.map(
    ({ name }) => `select '${name}', md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from app."${name}" t`,
  )
  const { rows } = await database.pool.query({ text: parts.join(' union all '), rowMode: 'array' })
  return JSON.stringify(rows)
}

test('the matrix knows every guarded action of the registry', () => {
  const wanted = (Object.keys(actions) as ActionKey[]).filter((key) => actions[key] !== 'public')
  assert.deepEqual(guarded.map(({ key }) => key).toSorted(), wanted.toSorted())
})

test('A-02, A-03: an action that is not the role’s does nothing, says so, and is written down', async () => {
  const before = await state()
  for (const { key, call } of guarded) {
    const permission = actions[key]
    for (const role of ['analyst', 'manager', 'viewer'] as const) {
      if (permission === 'public' || may({ role }, permission)) continue
      const denial = await newestDenial()
      const result = await send(call, { ...sessions[role], origin: TEST_ADDRESS }, fields())
      assert.deepEqual(result, { ok: false, message: 'Your role does not allow this.' }, `${role} ${key}`)
      const told = await newestDenial()
      assert.deepEqual([told?.action, told?.actorLabel, told?.id === denial?.id], [key, role, false])
    }
  }
  assert.equal(await state(), before)
})

test('A-02: no action does anything for a page of somebody else, or for nobody', async () => {
  const before = await state()
  for (const { key, call } of guarded) {
    for (const origin of ['https://evil.example', 'null', 'http://localhost:3000.evil.example', null]) {
      const headers = { ...sessions.admin, ...(origin !== null && { origin }) }
      const result = await send(call, headers, fields())
      assert.match(result.message ?? '', /not sent from a page of Skillscope/, `${key} from ${origin}`)
    }
    const stranger = await send(call, { origin: TEST_ADDRESS }, fields())
    assert.match(stranger.message ?? '', /session has ended/, key)
  }
  assert.equal(await state(), before)
})

test('A-02, A-08: ids and fields that are none are refused, whatever they look like', async () => {
  const before = await state()
  const nobody = '018f0000-0000-7000-8000-000000000000'
  const odd = ['', '0', '-1', 'null', ':id', '%', '*', '1 OR 1=1', '9223372036854775808', '[]', '{"a":1}', nobody]
  for (const { key, call } of guarded) {
    for (const value of odd) {
      const wrong = Object.fromEntries(Object.keys(fields()).map((name) => [name, value]))
      const result = await send(call, { ...sessions.admin, origin: TEST_ADDRESS }, wrong)
      // What is gone already can be taken away again: it changes nothing, as is seen below.
      const isGone = value === nobody && /remove|revoke/.test(key)
      assert.ok(isGone || !result.ok, `${key} with "${value}": ${JSON.stringify(result)}`)
    }
    const result = await duringRequest(
      { ...sessions.admin, origin: TEST_ADDRESS },
      () => call(null, [{ user: { $gt: '' } }] as unknown as FormData),
      'action',
    )
    assert.equal(result.ok, false, key)
  }
  assert.equal(await state(), before)
})
