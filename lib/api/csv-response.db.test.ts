import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { createToken, findToken, revokeToken } from '@/lib/auth/tokens'
import { changeRights, disableUser, endSessions } from '@/lib/auth/manage-users'
import { userActor, type Actor } from '@/lib/authz/actor'
import { app } from '@/lib/db/app'
import { closePools, webPool } from '@/lib/db/pools'
import { warehouse } from '@/lib/db/warehouse'
import { provide } from '@/lib/env'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { csvResponse } from './csv-response'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
  provide({ DATABASE_URL: database.url, SKILLSCOPE_SECRET: Buffer.alloc(32, 7).toString('base64') })
})
after(async () => {
  await app().$disconnect()
  await closePools()
  await database.drop()
})

let people = 0
async function manager(): Promise<Actor> {
  const data = { email: `m${++people}@example.com`, name: `M ${people}`, role: 'manager' as const, passwordHash: 'x' }
  const teams = { create: [{ teamId: 1 }, { teamId: 2 }] }
  const { id } = await app().user.create({ data: { ...data, teams } })
  return (await userActor(app(), id, 1))!
}

/** More than any buffer on the way holds. */
const long = () => sql`select n, repeat('x', 1000) as filling from generate_series(1, 60000) n`.compile(warehouse())

/** Reads one chunk, lets something happen and time pass, and reads the rest. */
async function readAround(
  t: { mock: typeof test.mock },
  actor: Actor,
  happens: () => Promise<unknown>,
): Promise<number> {
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() })
  const response = await csvResponse(actor, long(), { name: 'long', filters: '', requestId: 'r', ownTables: true })
  const reader = response.body!.getReader()
  let bytes = (await reader.read()).value?.length ?? 0
  await happens()
  t.mock.timers.tick(6_000)
  for (let part = await reader.read(); !part.done; part = await reader.read()) bytes += part.value.length
  return bytes
}

const changes: Record<string, (actor: Actor) => Promise<unknown>> = {
  'the account is disabled': ({ id }) => disableUser(app(), 'system', id),
  'the sessions are ended': ({ id }) => endSessions(app(), 'system', id),
  'the role changes': ({ id }) => changeRights(app(), 'system', id, { role: 'viewer', teams: [] }),
  'a team is taken away': ({ id }) => {
    const teams = [{ teamId: 1, validFrom: null, validUntil: null }]
    return changeRights(app(), 'system', id, { role: 'manager', teams })
  },
}

for (const [what, change] of Object.entries(changes)) {
  test(`A-07: a download that runs breaks off when ${what}, and that is written down`, async (t) => {
    const actor = await manager()
    await assert.rejects(
      readAround(t, actor, () => change(actor)),
      /may not see it any more/,
    )
    const told = await app().audit.findMany({
      where: { actorId: actor.id, action: 'export.create' },
      orderBy: { id: 'asc' },
    })
    assert.deepEqual(
      told.map(({ outcome }) => outcome),
      ['allowed', 'denied'],
    )
    // The query was stopped and its connection is not lost.
    await webPool().query('select 1')
    for (let n = 0; n < 200 && webPool().totalCount !== webPool().idleCount; n++) await sleep(50)
    assert.equal(webPool().totalCount, webPool().idleCount)
  })
}

test('A-07: a download of a token breaks off when the token is revoked', async (t) => {
  const { id, token } = await createToken(app(), 'system', { name: 't', role: 'analyst' })
  const actor = (await findToken(app(), token))!
  await assert.rejects(
    readAround(t, actor, () => revokeToken(app(), 'system', id)),
    /may not see it any more/,
  )
})

test('a download of somebody whose rights stay arrives whole', async (t) => {
  const actor = await manager()
  const other = await manager()
  const bytes = await readAround(t, actor, () => disableUser(app(), 'system', other.id))
  assert.ok(bytes > 60_000_000)
})
