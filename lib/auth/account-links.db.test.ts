import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { userActor } from '@/lib/authz/actor'
import { provide } from '@/lib/env'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { choosePassword, findLink, inviteUser, renewLink } from './account-links'
import { disableUser, enableUser } from './manage-users'
import { verifyPassword } from './password'
import { UserRefused } from './rights'
import { signIn } from './sign-in'
import { createUser } from './users'

const password = 'correct horse battery'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
  provide({ DATABASE_URL: database.url })
})
after(() => database.drop())

let people = 0
const invite = () =>
  inviteUser(database.app, 'system', {
    email: `p${++people}@example.com`,
    name: `P ${people}`,
    role: 'viewer',
    teams: [],
  })
const choose = (secret: string, chosen = password) =>
  choosePassword(database.app, { secret, password: chosen }, database.pool)
const arrive = (email: string, given = password) => signIn(database.app, { email, password: given }, {}, database.pool)

test('an invited person chooses a password with the link, once, and signs in with it', async () => {
  const { app } = database
  const link = await invite()
  assert.equal(link.kind, 'invitation')
  assert.ok(Math.abs(link.expiresAt.getTime() - Date.now() - 7 * 86_400_000) < 60_000, 'seven days')
  assert.equal(await arrive(link.email), null)
  assert.deepEqual(await findLink(app, link.secret), { name: link.name, email: link.email })
  assert.equal(await choose(link.secret), true)
  assert.equal((await arrive(link.email))?.id, link.userId)

  assert.equal(await findLink(app, link.secret), null)
  assert.equal(await choose(link.secret, 'somebody else’s password'), false)
  const { passwordHash } = await app.user.findUniqueOrThrow({ where: { id: link.userId } })
  assert.equal(await verifyPassword(password, passwordHash), true)
})

test('the database cannot give a link back, and neither can the audit log', async () => {
  const { secret } = await invite()
  const { rows } = await database.pool.query<{ row: string }>(
    'select l::text as row from app.account_link l union all select a::text from app.audit a',
  )
  for (const { row } of rows) assert.ok(!row.includes(secret.slice(8)), 'the stored rows hold the link')
})

test('an unknown, a used, an expired, a replaced link and that of a disabled account get the same answer', async () => {
  const { app } = database
  const used = await invite()
  await choose(used.secret)
  const expired = await invite()
  await app.accountLink.updateMany({ where: { userId: expired.userId }, data: { expiresAt: new Date(Date.now() - 1) } })
  const replaced = await invite()
  await renewLink(app, 'system', replaced.userId)
  const closed = await invite()
  await disableUser(app, 'system', closed.userId)
  const reopened = await invite()
  await disableUser(app, 'system', reopened.userId)
  await enableUser(app, 'system', reopened.userId)

  const before = await app.audit.count({ where: { action: 'link.use', outcome: 'denied' } })
  const secrets = [used, expired, replaced, closed, reopened].map(({ secret }) => secret)
  for (const secret of [...secrets, 'unknown', '', used.secret.toUpperCase()]) {
    assert.equal(await findLink(app, secret), null)
    assert.equal(await choose(secret, 'another password'), false)
  }
  assert.equal(await app.audit.count({ where: { action: 'link.use', outcome: 'denied' } }), before + 8)
})

test('of two browsers that use a link in the same moment one gets in', async () => {
  const { secret, userId } = await invite()
  const chosen = ['the first password', 'the second password']
  const outcomes = await Promise.all(chosen.map((one) => choose(secret, one)))
  assert.deepEqual(outcomes.toSorted(), [false, true])
  const { passwordHash } = await database.app.user.findUniqueOrThrow({ where: { id: userId } })
  assert.equal(await verifyPassword(chosen[outcomes.indexOf(true)]!, passwordHash), true)
})

test('a new password by link ends every session, and the former password opens nothing', async () => {
  const { app } = database
  const { id } = await createUser(app, 'system', { email: 'forgot@example.com', name: 'F', role: 'analyst', password })
  const link = await renewLink(app, 'system', id)
  assert.equal(link.kind, 'reset')
  assert.ok(link.expiresAt.getTime() - Date.now() <= 86_400_000, 'one day')
  assert.ok(await userActor(app, id, 1), 'the link alone changes nothing')
  assert.equal(await choose(link.secret, 'a fresh new password'), true)
  assert.equal(await userActor(app, id, 1), null)
  assert.equal(await arrive('forgot@example.com'), null)
  assert.equal((await arrive('forgot@example.com', 'a fresh new password'))?.sessionVersion, 2)
  const [made, chosen] = await app.audit.findMany({ where: { subject: id, action: { startsWith: 'link.' } } })
  assert.deepEqual([made?.actorKind, chosen?.actorId, chosen?.detail], ['system', id, { kind: 'reset' }])
})

test('an address that has an account is not invited again, nor a manager without a team', async () => {
  const { app } = database
  await createUser(app, 'system', { email: 'known@example.com', name: 'K', role: 'viewer', password })
  const again = { email: 'Known@Example.com', name: 'K', role: 'viewer' as const, teams: [] }
  await assert.rejects(
    inviteUser(app, 'system', again),
    new UserRefused('There is an account for known@example.com already.', 'email'),
  )
  const manager = { email: 'm@example.com', name: 'M', role: 'manager' as const, teams: [] }
  await assert.rejects(inviteUser(app, 'system', manager), /at least one team/)
  assert.equal(await app.user.count({ where: { email: 'm@example.com' } }), 0)
})

test('a disabled account gets no link', async () => {
  const { app } = database
  const { userId } = await invite()
  await disableUser(app, 'system', userId)
  await assert.rejects(renewLink(app, 'system', userId), /disabled\. Enable it first/)
})
