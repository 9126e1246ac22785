import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { createToken, findToken, revokeToken } from './tokens'
import { UserRefused } from './rights'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

test('a token speaks for its role and teams, and the database cannot give it back', async () => {
  const { app, pool } = database
  const { id, token } = await createToken(app, 'system', { name: 'nightly export', role: 'manager', teams: [4, 7] })
  assert.match(token, /^sk_[\w-]{43}$/)
  assert.deepEqual(await findToken(app, token), {
    kind: 'token',
    id,
    name: 'nightly export',
    role: 'manager',
    teams: [4, 7],
  })
  const { rows } = await pool.query<{ row: string }>(
    `select t::text as row from app.api_token t union all select a::text from app.audit a`,
  )
  assert.ok(rows.length >= 2)
  for (const { row } of rows) assert.ok(!row.includes(token.slice(12)), 'the stored rows hold the token')
})

test('a revoked, an expired and an invented token are nobody’s', async () => {
  const { app } = database
  const revoked = await createToken(app, 'system', { name: 'old', role: 'admin' })
  await revokeToken(app, 'system', revoked.id)
  await revokeToken(app, 'system', revoked.id)
  assert.equal(await findToken(app, revoked.token), null)
  assert.equal(await app.audit.count({ where: { action: 'token.revoke', subject: revoked.id } }), 1)

  const expired = await createToken(app, 'system', { name: 'trial', role: 'admin' })
  await app.apiToken.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1_000) } })
  assert.equal(await findToken(app, expired.token), null)

  for (const invented of ['sk_', `sk_${'a'.repeat(43)}`, '', expired.token.slice(0, -1), `${expired.token} `]) {
    assert.equal(await findToken(app, invented), null, invented)
  }
})

test('people see when a token was last used, without a write at every call', async () => {
  const { app } = database
  const { id, token } = await createToken(app, 'system', { name: 'used', role: 'viewer' })
  const lastUsed = async () => (await app.apiToken.findUniqueOrThrow({ where: { id } })).lastUsedAt?.getTime()
  assert.equal(await lastUsed(), undefined)
  await findToken(app, token)
  const first = await lastUsed()
  assert.ok(first && Date.now() - first < 60_000)
  await findToken(app, token)
  assert.equal(await lastUsed(), first)
})

test('a token without a name or with teams that limit nothing is refused', async () => {
  const { app } = database
  await assert.rejects(createToken(app, 'system', { name: ' ', role: 'viewer' }), UserRefused)
  await assert.rejects(createToken(app, 'system', { name: 'a', role: 'manager' }), UserRefused)
  await assert.rejects(createToken(app, 'system', { name: 'a', role: 'analyst', teams: [1] }), UserRefused)
})
