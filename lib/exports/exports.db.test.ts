/** An export's life in the background: made, fetched, cancelled, taken over, refused, expired; and whose it is. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { changeRights, disableUser } from '@/lib/auth/manage-users'
import { userActor, type Actor } from '@/lib/authz/actor'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import type { FormatId } from '@/lib/format/file-format'
import { datacampDatabase } from '@/lib/testing/datacamp-database'
import type { TestDatabase } from '@/lib/testing/database'
import { provideSettings } from '@/lib/testing/settings'
import { claimExport, writePiece } from './claim'
import { handOut, readyExport } from './hand-out'
import { PIECE } from './limits'
import { listExports } from './list'
import { requestExport } from './request'
import { cancelExport, removeExport } from './stop'
import { sweepExports } from './sweep'
import { makeNext } from './worker'

let database: TestDatabase
const signal = new AbortController().signal
const lists = '/export/analysis/inactive_learners?from=2025-01-05&to=2025-04-30&days=1'
const table = '/export/table/datacamp.user_dim'

before(async () => {
  // Long names make files of several pieces.
  database = await datacampDatabase(
    51,
    `update datacamp.user_dim set first_name = (select string_agg(md5(user_id::text || n), '') from generate_series(1, 2000) n)`,
  )
  provideSettings(database)
})
beforeEach(() => app().export.deleteMany())
after(async () => {
  await app().$disconnect()
  await closePools()
  await database?.drop()
})

let people = 0
async function person(role: 'analyst' | 'manager' | 'viewer' = 'analyst'): Promise<Actor> {
  const data = { email: `p${++people}@example.com`, name: `P ${people}`, role, passwordHash: 'x' }
  const teams = { create: role === 'manager' ? [{ teamId: 1 }, { teamId: 2 }] : [] }
  const { id } = await app().user.create({ data: { ...data, teams } })
  return (await userActor(app(), id, 1))!
}

async function made(actor: Actor, href = table, format: FormatId = 'csv'): Promise<string> {
  const id = await requestExport(app(), actor, href, format)
  assert.equal(await makeNext({ app: app(), signal }), true)
  const line = await app().export.findUniqueOrThrow({ where: { id } })
  assert.equal(line.state, 'ready', line.error ?? '')
  return id
}

const fetched = (actor: Actor, id: string, range: string | null = null, ifRange: string | null = null) =>
  handOut(app(), actor, id, range, 'r', ifRange)
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())
const isNotFound = (error: { problem?: { status: number } }) => error.problem?.status === 404
const pieces = (exportId: string) => app().exportChunk.count({ where: { exportId } })
const toldOf = async (actor: Actor) =>
  (await app().audit.findMany({ where: { actorId: actor.id }, orderBy: { id: 'asc' } })).map(
    ({ action, outcome }) => `${action} ${outcome}`,
  )

test('an export waits, is made piece by piece, and arrives whole with the checksum that its manifest says', async () => {
  const actor = await person()
  const id = await requestExport(app(), actor, table, 'csv')
  assert.deepEqual(
    (await listExports(app(), actor.id)).map(({ state }) => state),
    ['queued'],
  )
  await assert.rejects(fetched(actor, id), isNotFound)
  await makeNext({ app: app(), signal })
  const [line] = await listExports(app(), actor.id)
  const { rows } = await database.pool.query<{ n: number }>('select count(*)::int as n from datacamp.user_dim')
  assert.deepEqual([line!.state, line!.rows, line!.expectedRows], ['ready', rows[0]!.n, rows[0]!.n])
  assert.ok((await pieces(id)) > 2)

  const response = await fetched(actor, id)
  const bytes = await bytesOf(response)
  const manifest = (await readyExport(app(), actor, id)).manifest as Record<string, unknown>
  assert.equal(manifest['sha256'], createHash('sha256').update(bytes).digest('hex'))
  assert.deepEqual([manifest['rows'], manifest['bytes'], manifest['complete']], [rows[0]!.n, bytes.length, true])
  assert.equal(response.headers.get('content-length'), String(bytes.length))
  assert.match(response.headers.get('content-disposition') ?? '', /filename="datacamp.user_dim.csv"/)
  assert.deepEqual(await toldOf(actor), [
    'export.queue allowed',
    'export.download denied',
    'export.finish allowed',
    'export.download allowed',
  ])
})

test('a download that broke off goes on where it stopped', async () => {
  const actor = await person()
  const id = await made(actor, table, 'parquet')
  const whole = await bytesOf(await fetched(actor, id))
  const from = PIECE + 17
  const rest = await fetched(actor, id, `bytes=${from}-`)
  assert.deepEqual(
    [rest.status, rest.headers.get('content-range')],
    [206, `bytes ${from}-${whole.length - 1}/${whole.length}`],
  )
  assert.ok((await bytesOf(rest)).equals(whole.subarray(from)))
  const middle = await bytesOf(await fetched(actor, id, `bytes=5-${PIECE + 4}`))
  assert.ok(middle.equals(whole.subarray(5, PIECE + 5)))
  assert.equal((await fetched(actor, id, `bytes=${whole.length}-`)).status, 416)
  const etag = rest.headers.get('etag')
  assert.equal((await fetched(actor, id, 'bytes=5-', etag)).status, 206)
  assert.equal((await fetched(actor, id, 'bytes=5-', '"of another file"')).status, 200)
})

test('A-15: nobody else gets the file, whatever their role', async () => {
  const id = await made(await person())
  for (const other of [await person(), await person('manager'), await person('viewer')]) {
    await assert.rejects(fetched(other, id), isNotFound)
    await assert.rejects(cancelExport(app(), other, id), /not being made/)
    await removeExport(app(), other, id)
  }
  assert.ok((await pieces(id)) > 0)
})

for (const [what, rights] of [
  ['the role changes', { role: 'analyst' as const, teams: [] }],
  ['a team is taken away', { role: 'manager' as const, teams: [{ teamId: 1, validFrom: null, validUntil: null }] }],
] as const) {
  test(`A-15: when ${what}, the file that was made before is gone at the next download`, async () => {
    const actor = await person('manager')
    const id = await made(actor, lists)
    await changeRights(app(), 'system', actor.id, { role: rights.role, teams: [...rights.teams] })
    const user = await app().user.findUniqueOrThrow({ where: { id: actor.id } })
    const now = (await userActor(app(), actor.id, user.sessionVersion))!
    await assert.rejects(fetched(now, id), isNotFound)
    assert.equal(await pieces(id), 0)
    assert.match((await listExports(app(), actor.id))[0]!.error ?? '', /has changed since/)
  })
}

test('A-07: a file whose owner was disabled is swept away, and one that is being made ends', async () => {
  const [gone, stays] = [await person(), await person()]
  const ids = [await made(gone), await made(stays)]
  await requestExport(app(), gone, table, 'csv')
  await disableUser(app(), 'system', gone.id)
  await makeNext({ app: app(), signal })
  await sweepExports(app())
  assert.equal(await pieces(ids[0]!), 0)
  assert.ok((await pieces(ids[1]!)) > 0)
  const states = (await listExports(app(), gone.id)).map(({ state, error }) => [state, error])
  assert.deepEqual(states[0], ['failed', 'Your rights changed meanwhile.'])
})

test('a manager’s file holds the own teams only, as the page does', async () => {
  const all = await bytesOf(await fetched(...(await both('analyst'))))
  const own = await bytesOf(await fetched(...(await both('manager'))))
  assert.ok(own.length > 0 && own.length < all.length)
})
async function both(role: 'analyst' | 'manager'): Promise<[Actor, string]> {
  const actor = await person(role)
  return [actor, await made(actor, lists)]
}

test('who may not read the rows cannot have them made, and wrong filters are refused at once', async () => {
  await assert.rejects(requestExport(app(), await person('viewer'), table, 'csv'), /role does not allow/)
  await assert.rejects(requestExport(app(), await person('viewer'), lists, 'csv'), /not shown to your role/)
  await assert.rejects(requestExport(app(), await person(), `${table}?filter=nothing:eq:1`, 'csv'), /nothing/)
  for (const href of [
    '/export/users',
    '/export/files/x',
    'https://example.com/export/table/x',
    '/export/table/../users',
  ]) {
    await assert.rejects(requestExport(app(), await person(), href, 'csv'))
  }
  assert.equal(await app().export.count(), 0)
})

test('three at once and no more; cancelling one makes room, and its pieces are gone', async () => {
  const actor = await person()
  const asks = await Promise.allSettled(Array.from({ length: 5 }, () => requestExport(app(), actor, table, 'csv')))
  assert.deepEqual(asks.map(({ status }) => status).sort(), [
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
  ])
  const claimed = (await claimExport(app()))!
  await writePiece(app(), claimed, 0, Buffer.from('half'))
  await cancelExport(app(), actor, claimed.id)
  assert.equal(await pieces(claimed.id), 0)
  await assert.rejects(writePiece(app(), claimed, 1, Buffer.from('a file')), /cancelled/)
  await requestExport(app(), actor, table, 'csv')
  assert.deepEqual((await toldOf(actor)).at(-2), 'export.cancel allowed')
})

test('a worker that died is followed by another, and what it still writes is refused', async () => {
  const actor = await person()
  const id = await requestExport(app(), actor, table, 'jsonl')
  const dead = (await claimExport(app()))!
  await writePiece(app(), dead, 0, Buffer.from('of the dead'))
  assert.equal(await makeNext({ app: app(), signal }), false)
  assert.equal(await makeNext({ app: app(), signal }, -1), true)
  await assert.rejects(writePiece(app(), dead, 99, Buffer.from('too late')), /another worker/)
  const text = (await bytesOf(await fetched(actor, id))).toString()
  assert.ok(text.startsWith('{') && text.endsWith('}\n') && !text.includes('of the dead'))
})

test('no file is ready that the audit log does not know: without the entry it is made again', async () => {
  const actor = await person()
  const id = await requestExport(app(), actor, table, 'csv')
  await database.pool.query(`
    create function app.refuse_entry() returns trigger language plpgsql as $$ begin raise 'the log is full'; end $$;
    create trigger refuse_entry before insert on app.audit for each row when (new.action = 'export.finish')
      execute function app.refuse_entry()`)
  try {
    await assert.rejects(makeNext({ app: app(), signal }), /the log is full/)
  } finally {
    await database.pool.query('drop function app.refuse_entry() cascade')
  }
  assert.equal((await app().export.findUniqueOrThrow({ where: { id } })).state, 'running')
  assert.equal(await makeNext({ app: app(), signal }, -1), true)
  assert.equal((await fetched(actor, id)).status, 200)
})

test('a worker that stops gives back what it began', async () => {
  const actor = await person()
  const id = await requestExport(app(), actor, table, 'csv')
  const stopping = new AbortController()
  stopping.abort()
  await makeNext({ app: app(), signal: stopping.signal })
  assert.equal((await app().export.findUniqueOrThrow({ where: { id } })).state, 'queued')
  await makeNext({ app: app(), signal })
  assert.equal((await fetched(actor, id)).status, 200)
})

test('cancelling while it is made stops the making', async () => {
  const actor = await person()
  const id = await requestExport(app(), actor, table, 'csv')
  // Holds the rows, so that the making cannot be over before it is cancelled.
  const lock = await database.pool.connect()
  try {
    await lock.query('begin; lock table datacamp.user_dim in access exclusive mode')
    const making = makeNext({ app: app(), signal, sayMs: 20 })
    while ((await app().export.findUniqueOrThrow({ where: { id } })).state !== 'running') await sleep(10)
    await cancelExport(app(), actor, id)
    await making
  } finally {
    await lock.query('rollback')
    lock.release()
  }
  await sweepExports(app())
  assert.deepEqual([await pieces(id), (await listExports(app(), actor.id))[0]!.state], [0, 'cancelled'])
})

test('O-09: a file is kept for a day and its line for a month', async () => {
  const actor = await person()
  const id = await made(actor)
  await app().export.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1_000) } })
  await assert.rejects(fetched(actor, id), isNotFound)
  await sweepExports(app())
  assert.deepEqual([await pieces(id), (await listExports(app(), actor.id))[0]!.state], [0, 'expired'])
  await app().export.update({ where: { id }, data: { createdAt: new Date(Date.now() - 31 * 86_400_000) } })
  await sweepExports(app())
  assert.equal(await app().export.count({ where: { id } }), 0)
})

test('a file that a crash of the database lost is made again', async () => {
  const actor = await person()
  const id = await made(actor)
  await database.pool.query('truncate app.export_chunk')
  await sweepExports(app())
  assert.equal(await makeNext({ app: app(), signal }), true)
  assert.equal((await bytesOf(await fetched(actor, id))).length, Number((await readyExport(app(), actor, id)).bytes))
})

test('E-09: a query that fails ends in words, an entry of the audit log and no file', async () => {
  const actor = await person()
  const id = await requestExport(app(), actor, table, 'csv')
  await app().export.update({ where: { id }, data: { search: 'filter=gone:eq:1' } })
  await makeNext({ app: app(), signal })
  const [line] = await listExports(app(), actor.id)
  assert.equal(line!.state, 'failed')
  assert.match(line!.error ?? '', /gone/)
  assert.deepEqual(await toldOf(actor), ['export.queue allowed', 'export.finish failed'])
})
