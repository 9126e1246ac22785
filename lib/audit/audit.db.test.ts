import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Actor } from '@/lib/authz/actor'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { readAuditFilter, type AuditFilter } from './address'
import { auditEntry, auditExport, auditPage, pruneAudit } from './entries'
import { record } from './record'
import { recordView } from './saw'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

/** The log takes no deletion, so every test looks at entries about its own subject. */
let subject = ''
let subjects = 0
beforeEach(() => {
  subject = `subject ${++subjects}.`
})

const ID = '018f0000-0000-7000-8000-00000000000'
const actor = (number: number, name = `Person ${number}`): Actor => ({
  kind: 'user',
  id: `${ID}${number}`,
  name,
  role: 'admin',
  teams: [],
})

async function write(entries: readonly { at: string; actor?: Actor; action?: string; outcome?: string }[]) {
  await database.app.audit.createMany({
    data: entries.map(({ at, actor: who, action = 'user.change', outcome = 'allowed' }) => ({
      at: new Date(at),
      actorKind: who ? 'user' : 'system',
      actorId: who?.id ?? null,
      actorLabel: who?.name ?? null,
      action,
      subject,
      outcome,
    })),
  })
}

const filter = (search: Record<string, string>) => readAuditFilter(new URLSearchParams({ subject, ...search }))
const page = (search: Record<string, string> = {}, limit = 50) => auditPage(database.warehouse, filter(search), limit)

test('entries are found by days, actor, action, part of the log, subject and outcome', async () => {
  await write([
    { at: '2026-01-01T00:00:00Z', actor: actor(1) },
    { at: '2026-01-31T23:59:59.999Z', actor: actor(2), action: 'user.disable', outcome: 'denied' },
    { at: '2026-02-01T00:00:00Z', action: 'users.other' },
  ])
  const found = async (search: Record<string, string>) => (await page(search)).entries.map(({ at }) => at.slice(0, 10))
  assert.deepEqual(await found({}), ['2026-02-01', '2026-01-31', '2026-01-01'])
  assert.deepEqual(await found({ from: '2026-01-01', to: '2026-01-31' }), ['2026-01-31', '2026-01-01'])
  assert.deepEqual(await found({ to: '2026-01-30' }), ['2026-01-01'])
  assert.deepEqual(await found({ actor: `${ID}2` }), ['2026-01-31'])
  assert.deepEqual(await found({ actor: 'system' }), ['2026-02-01'])
  assert.deepEqual(await found({ action: 'user' }), ['2026-01-31', '2026-01-01'])
  assert.deepEqual(await found({ action: 'user.change' }), ['2026-01-01'])
  assert.deepEqual(await found({ outcome: 'denied' }), ['2026-01-31'])
  assert.deepEqual(await found({ subject: subject.toUpperCase().slice(3) }), ['2026-02-01', '2026-01-31', '2026-01-01'])
  assert.deepEqual(await found({ subject: '%' }), [])
})

test('pages follow one another without a gap or a repetition, though many entries have the same time', async () => {
  await write(Array.from({ length: 23 }, (_, n) => ({ at: n < 15 ? '2026-03-01T00:00:00Z' : '2026-03-02T00:00:00Z' })))
  const seen: number[] = []
  let before: number | null = null
  do {
    const { entries, next } = await page(before === null ? {} : { before: String(before) }, 5)
    seen.push(...entries.map(({ id }) => id))
    before = next
  } while (before !== null)
  assert.equal(seen.length, 23)
  assert.equal(new Set(seen).size, 23)
  assert.deepEqual(
    seen,
    (await page()).entries.map(({ id }) => id),
  )
})

test('the CSV holds what all pages hold together', async () => {
  await write(Array.from({ length: 7 }, (_, n) => ({ at: `2026-04-0${n + 1}T00:00:00Z`, actor: actor(n) })))
  const wanted: AuditFilter = filter({ from: '2026-04-03' })
  const { rows } = await database.warehouse.executeQuery<{ id: number }>(
    auditExport(database.warehouse, { ...wanted, before: 1 }),
  )
  assert.deepEqual(
    rows.map(({ id }) => id),
    (await page({ from: '2026-04-03' })).entries.map(({ id }) => id),
  )
  assert.equal(rows.length, 5)
})

test('one entry is found by its number, with its detail', async () => {
  await record(database.app, {
    actor: actor(1),
    action: 'x.y',
    subject,
    detail: { before: 1, after: 2 },
    requestId: 'r',
  })
  const [{ id } = { id: 0 }] = (await page()).entries
  const entry = await auditEntry(database.warehouse, id)
  assert.deepEqual([entry?.detail, entry?.requestId, entry?.actorLabel], [{ before: 1, after: 2 }, 'r', 'Person 1'])
  assert.equal(await auditEntry(database.warehouse, 1e14), null)
})

test('a malformed address of the log names its parameter', () => {
  for (const [name, value] of [
    ['from', '2026-02-30'],
    ['actor', "' or 1=1"],
    ['actor', 'Ines'],
    ['action', 'user;drop'],
    ['outcome', 'maybe'],
    ['before', '-1'],
    ['before', '1e3'],
    ['id', '1'],
  ] as const) {
    assert.throws(() => readAuditFilter(new URLSearchParams({ [name]: value })), { param: name }, `${name}=${value}`)
  }
  assert.throws(() => readAuditFilter(new URLSearchParams({ from: '2026-02-02', to: '2026-02-01' })), { param: 'from' })
  // As a form sends what is left empty.
  assert.equal(readAuditFilter(new URLSearchParams({ from: '', actor: '', before: '' })).actor, null)
})

test('the same view is one entry for ten minutes; another person, page or filter is another', async () => {
  const { app } = database
  const view = { actor: actor(1), action: 'person.view', subject } as const
  for (let n = 0; n < 3; n++) await recordView(app, view)
  assert.equal((await page()).entries.length, 1)
  await recordView(app, { ...view, actor: actor(2) })
  await recordView(app, { ...view, filters: 'team=1' })
  assert.deepEqual(
    (await page()).entries.map(({ actorId, detail }) => [actorId, detail]),
    [
      [`${ID}1`, { filters: 'team=1' }],
      [`${ID}2`, {}],
      [`${ID}1`, {}],
    ],
  )
})

test('a view that could not be written down is not taken for written', async () => {
  const view = { actor: actor(1), action: 'person.view', subject } as const
  const broken = { audit: { create: () => Promise.reject(new Error('no database')) } } as unknown as TestDatabase['app']
  await assert.rejects(recordView(broken, view))
  await recordView(database.app, view)
  assert.equal((await page()).entries.length, 1)
})

test('nobody changes or removes an entry, whoever asks and whatever is set, while it is younger than 90 days', async () => {
  await record(database.app, { actor: 'system', action: 'x.y', subject })
  await write([{ at: new Date(Date.now() - 89 * 86_400_000).toISOString() }])
  const client = await database.pool.connect()
  try {
    await client.query(`set skillscope.audit_retention = 'on'`)
    await assert.rejects(
      client.query('delete from app.audit where subject = $1', [subject]),
      /keeps every entry for 90/,
    )
    await assert.rejects(client.query(`update app.audit set action = 'x'`), /append-only/)
    await assert.rejects(client.query('truncate app.audit'), /append-only/)
    await client.query('reset skillscope.audit_retention')
    await assert.rejects(client.query('delete from app.audit'), /append-only/)
    await assert.rejects(database.app.audit.deleteMany(), /append-only/)
    await assert.rejects(database.app.audit.updateMany({ data: { outcome: 'allowed' } }), /append-only/)
  } finally {
    client.release(true)
  }
  await assert.rejects(pruneAudit(database.warehouse, 30), /keeps every entry for 90 days/)
  assert.equal((await page()).entries.length, 2)
})

test('retention removes what is older, tells how much, and opens the log to no later deletion', async () => {
  const old = new Date(Date.now() - 500 * 86_400_000).toISOString()
  await write([{ at: old }, { at: old }, { at: new Date().toISOString() }])
  const removed = await pruneAudit(database.warehouse, 400)
  assert.ok(removed >= 2)
  assert.equal((await page()).entries.length, 1)
  const [told] = await database.app.audit.findMany({ where: { action: 'audit.prune' } })
  assert.equal((told?.detail as { removed?: number }).removed, removed)
  await assert.rejects(database.app.audit.deleteMany(), /append-only/)
  const direct = database.warehouse.transaction().execute(async (tx) => {
    await pruneAudit(tx, 400)
    await tx.deleteFrom('app.audit').execute()
  })
  await assert.rejects(direct, /append-only/)
})
