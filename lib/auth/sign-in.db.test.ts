import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createPool } from '@/lib/db/pools'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { countTry, RateLimited, type Limit } from './rate-limit'
import { signIn } from './sign-in'
import { createUser } from './users'

const password = 'correct horse battery'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

const attempt = (email: string, given: string, from = '10.0.0.1') =>
  signIn(database.app, { email, password: given }, { 'x-forwarded-for': from }, database.pool)

const person = (name: string) =>
  createUser(database.app, 'system', { email: `${name}@example.com`, name, role: 'viewer', password })

/** As if so many had failed before; each real one costs a fifth of a second. */
async function afterTries(tries: number, key: string, limit: Limit = 'signIn.account'): Promise<void> {
  for (let n = 0; n < tries; n++) await countTry(limit, key, database.pool)
}

test('the right password signs in, and that is written down', async () => {
  const { id } = await person('ines')
  assert.deepEqual(await attempt(' INES@example.com ', password), { id, sessionVersion: 1 })
  const { lastSignInAt } = await database.app.user.findUniqueOrThrow({ where: { id } })
  assert.ok(lastSignInAt)
  assert.equal(await database.app.audit.count({ where: { action: 'session.create', actorId: id } }), 1)
})

test('an unknown address, a wrong password and a closed account get the same answer', async () => {
  const { id } = await person('closed')
  await person('open')
  await database.app.user.update({ where: { id }, data: { disabledAt: new Date() } })
  assert.equal(await attempt('nobody@example.com', password, '10.0.1.1'), null)
  assert.equal(await attempt('open@example.com', 'wrong password', '10.0.1.1'), null)
  assert.equal(await attempt('closed@example.com', password, '10.0.1.1'), null)
  assert.equal(await database.app.audit.count({ where: { action: 'session.create', outcome: 'denied' } }), 3)
})

test('after ten wrong passwords even the right one has to wait, from wherever it comes', async () => {
  await person('target')
  await afterTries(9, 'target@example.com')
  assert.equal(await attempt('target@example.com', 'wrong password', '10.0.2.1'), null)
  await assert.rejects(attempt('target@example.com', password, '10.0.3.1'), (error: RateLimited) => {
    assert.ok(error instanceof RateLimited)
    assert.match(error.message, /^Too many attempts\. Try again in 1[45] minutes\.$/)
    return true
  })
  // A restart or a second web server counts in the same table.
  const other = createPool(database.url)
  const elsewhere = signIn(database.app, { email: 'target@example.com', password }, {}, other)
  await assert.rejects(elsewhere, RateLimited).finally(() => other.end())
})

test('wrong guesses of an owner are forgotten with the right password', async () => {
  await person('clumsy')
  for (let round = 0; round < 2; round++) {
    await afterTries(9, 'clumsy@example.com')
    assert.ok(await attempt('clumsy@example.com', password, '10.0.4.1'))
  }
})

test('one address of the network cannot try many accounts, and an own account does not buy it more tries', async () => {
  await person('insider')
  await afterTries(49, '10.0.5.1', 'signIn.address')
  assert.ok(await attempt('insider@example.com', password, '10.0.5.1'))
  assert.equal(await attempt('guess1@example.com', 'wrong password', '10.0.5.1'), null)
  await assert.rejects(attempt('guess2@example.com', 'wrong password', '10.0.5.1'), RateLimited)
  await assert.rejects(attempt('insider@example.com', password, '10.0.5.1'), RateLimited)
  // What a client writes into the header itself stands before what the proxy adds.
  await assert.rejects(attempt('insider@example.com', password, '1.2.3.4, 10.0.5.1'), RateLimited)
})

test('where tries cannot be counted nobody signs in', async () => {
  await person('patient')
  const broken = createPool(database.url)
  await broken.end()
  await assert.rejects(signIn(database.app, { email: 'patient@example.com', password }, {}, broken))
})

test('the first try over a limit is written down with the account; those after it only wait', async () => {
  const { id } = await person('loud')
  await afterTries(10, 'loud@example.com')
  for (let n = 0; n < 3; n++) await assert.rejects(attempt('loud@example.com', password, '10.0.6.1'), RateLimited)
  const entries = await database.app.audit.findMany({ where: { subject: id, outcome: 'denied' } })
  assert.deepEqual(
    entries.map(({ action, detail }) => [action, detail]),
    [['session.create', { reason: 'too many tries' }]],
  )
})
