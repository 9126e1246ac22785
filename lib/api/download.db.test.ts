import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { createToken, findToken, revokeToken } from '@/lib/auth/tokens'
import { changeRights, disableUser, endSessions } from '@/lib/auth/manage-users'
import { userActor, type Actor } from '@/lib/authz/actor'
import { app } from '@/lib/db/app'
import { closePools, webPool } from '@/lib/db/pools'
import { warehouse } from '@/lib/db/warehouse'
import { formatIds, formats } from '@/lib/format/file-format'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { provideSettings } from '@/lib/testing/settings'
import { downloadResponse } from './download'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
  provideSettings(database)
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
  const response = await downloadResponse(actor, long(), { name: 'long', filters: '', requestId: 'r', ownTables: true })
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

const few = () => sql`select n, '=' || n as formula from generate_series(1, 3) n`.compile(warehouse())
const options = { name: 'few', filters: 'a=1', requestId: 'r', ownTables: true } as const
const told = (actor: Actor) =>
  app().audit.findMany({ where: { actorId: actor.id, action: { startsWith: 'export.' } }, orderBy: { id: 'asc' } })

test('each format comes under its own name and type, and its manifest says how to tell that it is whole', async () => {
  const actor = await manager()
  for (const format of formatIds) {
    const response = await downloadResponse(actor, few(), { ...options, wanted: { format, manifestOnly: false } })
    assert.equal(response.headers.get('content-type'), formats[format].contentType)
    assert.match(response.headers.get('content-disposition') ?? '', new RegExp(`"few.${formats[format].extension}"`))
    const bytes = Buffer.from(await response.arrayBuffer())
    const about = await downloadResponse(actor, few(), { ...options, wanted: { format, manifestOnly: true } })
    const manifest = (await about.json()) as Record<string, unknown>
    assert.deepEqual(
      { ...manifest, as_of: null, data_version: 0 },
      {
        file: `few.${formats[format].extension}`,
        format,
        filters: 'a=1',
        definitions: [],
        columns: ['n', 'formula'],
        as_of: null,
        data_version: 0,
        rows: 3,
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        cut_cells: 0,
        null_cells: 0,
        complete: true,
      },
      format,
    )
  }
})

test('E-09: the audit log says of every download how it ended: whole with rows and checksum, left, or failed', async () => {
  const whole = await manager()
  await (await downloadResponse(whole, few(), options)).text()
  const ended = (await told(whole)).map(({ action, outcome, detail }) => ({ action, outcome, ...Object(detail) }))
  assert.deepEqual(
    ended.map(({ action, outcome, rows, filters }) => [action, outcome, rows, filters]),
    [
      ['export.create', 'allowed', undefined, 'a=1'],
      ['export.finish', 'allowed', 3, 'a=1'],
    ],
  )
  assert.match(ended[1].sha256, /^[0-9a-f]{64}$/)

  const left = await manager()
  const reader = (await downloadResponse(left, long(), options)).body!.getReader()
  await reader.read()
  await reader.cancel()
  const broken = await manager()
  const breaks = sql`select n, 1 / (200000 - n) as a from generate_series(1, 1000000) n`.compile(warehouse())
  await assert.rejects((await downloadResponse(broken, breaks, options)).text(), /division by zero/)
  for (const [actor, reason] of [
    [left, 'left by the reader'],
    [broken, 'the query failed'],
  ] as const) {
    const last = (await told(actor)).at(-1)!
    assert.deepEqual([last.action, last.outcome, Object(last.detail).reason], ['export.finish', 'failed', reason])
  }
})

for (const format of ['xlsx', 'parquet', 'jsonl'] as const) {
  test(`E-06: a ${formats[format].label} that breaks off is an error, and what arrived of it does not pass for whole`, async () => {
    const breaks = sql`select n, md5(n::text) as a, 1 / (200000 - n) as b from generate_series(1, 1000000) n`
    const wanted = { format, manifestOnly: false }
    const response = await downloadResponse(await manager(), breaks.compile(warehouse()), { ...options, wanted })
    const parts: Uint8Array[] = []
    await assert.rejects(async () => {
      for await (const part of response.body!) parts.push(part)
    }, /division by zero/)
    const arrived = Buffer.concat(parts)
    assert.ok(arrived.length > 0)
    if (format === 'parquet') assert.notEqual(arrived.subarray(-4).toString('latin1'), 'PAR1')
    // The end of a workbook's directory.
    if (format === 'xlsx') assert.equal(arrived.indexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06])), -1)
    await webPool().query('select 1')
  })
}
