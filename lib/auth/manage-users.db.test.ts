import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Role } from '@/generated/prisma/client'
import { userActor, type Actor } from '@/lib/authz/actor'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { changeRights, disableUser, enableUser, endSessions } from './manage-users'
import type { TeamRight } from './rights'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())
beforeEach(() => database.app.user.deleteMany())

let people = 0
async function person(role: Role, passwordHash: string | null = 'scrypt'): Promise<Actor> {
  const data = { email: `${role}${++people}@example.com`, name: `${role} ${people}`, role, passwordHash }
  const { id, name } = await database.app.user.create({ data })
  return { kind: 'user', id, name, role, teams: [] }
}
const team = (teamId: number, validFrom: string | null = null, validUntil: string | null = null): TeamRight => ({
  teamId,
  validFrom,
  validUntil,
})
const told = (subject: string) => database.app.audit.findMany({ where: { subject }, orderBy: { id: 'asc' } })

test('A-07: a role and teams that were changed hold for a session that exists, with before and after in the audit', async () => {
  const { app } = database
  const [admin, other] = [await person('admin'), await person('analyst')]
  const days = {
    role: 'manager' as const,
    teams: [team(7), team(3, '2020-01-01', '2999-01-01'), team(5, null, '2020-01-01')],
  }
  assert.equal(await changeRights(app, admin, other.id, days), true)
  const now = await userActor(app, other.id, 1)
  assert.deepEqual([now?.role, now?.teams.toSorted()], ['manager', [3, 7]])

  assert.equal(await changeRights(app, admin, other.id, { role: 'manager', teams: [team(7)] }), true)
  assert.deepEqual((await userActor(app, other.id, 1))?.teams, [7])
  assert.equal(await changeRights(app, admin, other.id, { role: 'manager', teams: [team(7)] }), false)
  assert.deepEqual(
    (await told(other.id)).map(({ actorId, action, detail }) => [actorId, action, detail]),
    [
      [
        admin.id,
        'user.change',
        {
          before: { role: 'analyst', teams: [] },
          after: {
            role: 'manager',
            teams: [
              { team: 3, from: '2020-01-01', until: '2999-01-01' },
              { team: 5, until: '2020-01-01' },
              { team: 7 },
            ],
          },
        },
      ],
      [
        admin.id,
        'user.change',
        {
          before: {
            role: 'manager',
            teams: [
              { team: 3, from: '2020-01-01', until: '2999-01-01' },
              { team: 5, until: '2020-01-01' },
              { team: 7 },
            ],
          },
          after: { role: 'manager', teams: [{ team: 7 }] },
        },
      ],
    ],
  )
})

test('A-07: a disabled account is nobody on the next request, and its old sessions stay dead when it is enabled again', async () => {
  const { app } = database
  const [admin, other] = [await person('admin'), await person('viewer')]
  assert.equal(await disableUser(app, admin, other.id), true)
  assert.equal(await disableUser(app, admin, other.id), false)
  assert.equal(await userActor(app, other.id, 1), null)
  assert.equal(await enableUser(app, admin, other.id), true)
  assert.equal(await enableUser(app, admin, other.id), false)
  assert.equal(await userActor(app, other.id, 1), null)
  assert.ok(await userActor(app, other.id, 2))
  assert.deepEqual(
    (await told(other.id)).map(({ action, detail }) => [action, detail]),
    [
      ['user.disable', { before: { state: 'active' }, after: { state: 'disabled' } }],
      ['user.enable', { before: { state: 'disabled' }, after: { state: 'active' } }],
    ],
  )
})

test('ending all sessions signs out everywhere and changes nothing else', async () => {
  const { app } = database
  const [admin, other] = [await person('admin'), await person('analyst')]
  await endSessions(app, admin, other.id)
  assert.equal(await userActor(app, other.id, 1), null)
  assert.equal((await userActor(app, other.id, 2))?.role, 'analyst')
  assert.deepEqual(
    (await told(other.id)).map(({ action }) => action),
    ['user.sessions.end'],
  )
})

test('administrators cannot disable or demote themselves', async () => {
  const { app } = database
  const [admin] = [await person('admin'), await person('admin')]
  await assert.rejects(disableUser(app, admin, admin.id), /You cannot disable your own account/)
  await assert.rejects(changeRights(app, admin, admin.id, { role: 'viewer', teams: [] }), /from your own account/)
  assert.equal((await userActor(app, admin.id, 1))?.role, 'admin')
  assert.deepEqual(await told(admin.id), [])
})

test('the last active administrator stays: the invited and the disabled do not count', async () => {
  const { app } = database
  const last = await person('admin')
  await person('admin', null)
  await disableUser(app, 'system', (await person('admin')).id)
  await assert.rejects(disableUser(app, 'system', last.id), /the last active administrator/)
  await assert.rejects(changeRights(app, 'system', last.id, { role: 'analyst', teams: [] }), /the last active/)
  await person('admin')
  assert.equal(await disableUser(app, 'system', last.id), true)
})

test('of two administrators who close each other’s accounts in the same moment one remains', async () => {
  const { app } = database
  const [one, other] = [await person('admin'), await person('admin')]
  const outcomes = await Promise.allSettled([
    disableUser(app, one, other.id),
    changeRights(app, other, one.id, { role: 'viewer', teams: [] }),
  ])
  assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  assert.equal(await app.user.count({ where: { role: 'admin', disabledAt: null } }), 1)
})

test('teams that limit nothing, stand twice or end before they begin are refused, by the database too', async () => {
  const { app, pool } = database
  const other = await person('viewer')
  const change = (role: Role, teams: TeamRight[]) => changeRights(app, 'system', other.id, { role, teams })
  await assert.rejects(change('analyst', [team(1)]), /Teams limit managers only/)
  await assert.rejects(change('manager', []), /at least one team/)
  await assert.rejects(change('manager', [team(1), team(1)]), /twice/)
  await assert.rejects(change('manager', [team(1, '2026-02-01', '2026-02-01')]), /ends after the day it begins/)
  const insert = `insert into app.user_team (user_id, team_id, valid_from, valid_until) values ($1, 1, '2026-02-01', '2026-01-01')`
  await assert.rejects(pool.query(insert, [other.id]), /user_team_days_check/)
})
