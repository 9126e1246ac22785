import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { verifyPassword } from './password'
import { UserRefused } from './rights'
import { createFirstAdmin, createUser, isSetupOpen } from './users'

const password = 'correct horse battery'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())
beforeEach(() => database.app.user.deleteMany())

test('of many browsers that set up in the same moment exactly one makes the administrator', async () => {
  const { app } = database
  const tries = Array.from({ length: 6 }, (_, n) =>
    createFirstAdmin(app, { email: `a${n}@example.com`, name: `A ${n}`, password }),
  )
  const outcomes = await Promise.allSettled(tries)
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') assert.ok(outcome.reason instanceof UserRefused, String(outcome.reason))
  const users = await app.user.findMany()
  assert.deepEqual(
    users.map(({ role }) => role),
    ['admin'],
  )
  assert.equal(await verifyPassword(password, users[0]!.passwordHash), true)
})

test('set-up stays closed once there is any account', async () => {
  const { app } = database
  assert.equal(await isSetupOpen(app), true)
  await createUser(app, 'system', { email: 'v@example.com', name: 'V', role: 'viewer', password })
  assert.equal(await isSetupOpen(app), false)
  await assert.rejects(createFirstAdmin(app, { email: 'x@example.com', name: 'X', password }), /Set-up is closed/)
  assert.equal(await app.user.count(), 1)
})

test('an account is found by its address however that was typed, and exists once', async () => {
  const { app } = database
  await createUser(app, 'system', { email: '  Ines@Example.COM ', name: ' Ines ', role: 'analyst', password })
  const user = await app.user.findUniqueOrThrow({ where: { email: 'ines@example.com' } })
  assert.equal(user.name, 'Ines')
  assert.notEqual(user.passwordHash, password)
  const again = () => createUser(app, 'system', { email: 'INES@example.com', name: 'I', role: 'viewer', password })
  await assert.rejects(again(), new UserRefused('There is an account for ines@example.com already.', 'email'))
})

test('a manager without teams, and teams for anybody else, are refused', async () => {
  const { app } = database
  const make = (role: 'manager' | 'viewer', teams: number[]) =>
    createUser(app, 'system', { email: `${role}@example.com`, name: role, role, password, teams })
  await assert.rejects(make('manager', []), UserRefused)
  await assert.rejects(make('viewer', [3]), UserRefused)
  const { id } = await make('manager', [3, 9])
  const teams = await app.userTeam.findMany({ where: { userId: id }, orderBy: { teamId: 'asc' } })
  assert.deepEqual(
    teams.map(({ teamId }) => Number(teamId)),
    [3, 9],
  )
})

test('making an account is written down without its password', async () => {
  const { app } = database
  const { id } = await createUser(app, 'system', { email: 'audited@example.com', name: 'A', role: 'admin', password })
  const entry = await app.audit.findFirstOrThrow({ where: { action: 'user.create', subject: id } })
  assert.deepEqual([entry.actorKind, entry.detail], ['system', { role: 'admin', teams: [] }])
  assert.doesNotMatch(
    JSON.stringify(entry, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
    /horse|scrypt/,
  )
})

test('nobody can rewrite or erase what was written down', async () => {
  const { app, pool } = database
  await createUser(app, 'system', { email: 'kept@example.com', name: 'K', role: 'viewer', password })
  await assert.rejects(pool.query(`update app.audit set action = 'nothing'`))
  await assert.rejects(pool.query('delete from app.audit'))
})
