import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { csv } from '@/lib/export/csv'
import { admin } from '@/lib/refresh/testing/engine'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { insertMirrorRows, publishMarts } from '@/lib/testing/mirrors'
import { everybody, readAs } from '@/lib/testing/reader'
import { linkAccounts } from './decide'
import { decisionsAbout, listDecisions } from './decisions'
import { countLists, listExport, listPage } from './list-rows'
import { findList, identityLists, type IdentityListId } from './lists'
import { findAccounts, lookAt } from './look'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
  await insertMirrorRows(database.pool, 'datacamp.user_dim', [
    { user_id: 1, email: 'ada@example.com', first_name: 'Ada', last_name: 'Lovelace' },
    { user_id: 2, email: 'ADA@example.com ', first_name: 'Countess', last_name: 'King' },
    { user_id: 3, email: 'grace@example.com', first_name: 'Grace', last_name: 'Hopper' },
    { user_id: 4, email: null, first_name: 'Prince', last_name: null },
  ])
  await insertMirrorRows(database.pool, 'datacamp.team_dim', [{ team_id: 7, name: 'Navy' }])
  await insertMirrorRows(database.pool, 'datacamp.user_team_bridge', [
    { user_id: 3, team_id: 7, joined_team_date: null },
    { user_id: 3, team_id: 8, joined_team_date: null },
  ])
  await insertMirrorRows(database.pool, 'datacamp.course_fact', [
    { user_id: 1, course_id: 5, date_id: 20260104, time_spent: 60, xp: 0, started_at: '2026-01-04' },
    { user_id: 2, course_id: 5, date_id: 20260106, time_spent: 60, xp: 0, started_at: '2026-01-06' },
    { user_id: 9, course_id: 5, date_id: 20260107, time_spent: 60, xp: 0, started_at: '2026-01-07' },
  ])
  await insertMirrorRows(database.pool, 'skilljar.student', [
    { student_id: 'a', email: 'ada@example.com', first_name: 'ADA', last_name: 'LOVELACE' },
    { student_id: 'g', email: 'grace@navy.example', first_name: 'grace', last_name: 'hopper' },
    { student_id: 'p', email: 'prince@example.com', first_name: 'Prince', last_name: null },
  ])
  for (const connectorId of ['datacamp', 'skilljar'] as const) {
    const tables = connectorId === 'datacamp' ? ['user_dim', 'user_team_bridge', 'course_fact'] : ['student']
    await publishMarts(database.pool, { connectorId, tables: new Set(tables), days: 'all' })
  }
})
after(() => database?.drop())

async function rowsOf(id: IdentityListId, search = '') {
  const list = findList(id)
  assert.ok(list)
  const page = await readAs(database.warehouse, everybody, (reader) =>
    listPage(reader, list, { search, limit: 50, offset: 0 }),
  )
  assert.equal(page.rows.length, page.rowCount)
  return page.rows
}
const accountsOf = async (id: IdentityListId, search = '') => (await rowsOf(id, search)).map(({ account }) => account)

test('accounts whose person is on one platform only are listed, also those that only facts speak of', async () => {
  assert.deepEqual(await accountsOf('datacamp-only'), ['datacamp:9', 'datacamp:3', 'datacamp:4'])
  assert.deepEqual(await accountsOf('skilljar-only'), ['skilljar:g', 'skilljar:p'])
  const [unknown, grace] = await rowsOf('datacamp-only')
  assert.deepEqual([unknown?.['name'], unknown?.['courses']], ['Unknown learner 9', 1])
  assert.deepEqual([grace?.['teams'], grace?.['last_evidence']], ['Navy, Unknown team 8', null])
})

test('a search finds part of a name, of an address, and ids, and takes % and _ as they are', async () => {
  assert.deepEqual(await accountsOf('skilljar-only', 'HOPP'), ['skilljar:g'])
  assert.deepEqual(await accountsOf('skilljar-only', '@navy'), ['skilljar:g'])
  assert.deepEqual(await accountsOf('skilljar-only', '%'), [])
  assert.deepEqual(await accountsOf('same-name', 'grace@example.com'), ['skilljar:g'])
})

test('several accounts of one person, different names and shared addresses are told', async () => {
  const [twice] = await rowsOf('same-platform')
  assert.deepEqual(
    [twice?.['which'], twice?.['accounts'], twice?.['match'], twice?.['last_evidence']],
    ['datacamp:1, datacamp:2', 2, 'Same address', '2026-01-06'],
  )
  const [named] = await rowsOf('different-names')
  assert.deepEqual(named?.['email'], 'ada@example.com')
  assert.equal((await rowsOf('shared-address'))[0]?.['accounts'], 3)
})

test('the same full name with another address is offered and matches nobody; a first name alone is not offered', async () => {
  const rows = await rowsOf('same-name')
  assert.deepEqual(
    rows.map(({ account, beside, alike }) => [account, beside, alike]),
    [['skilljar:g', 'datacamp:3', 'Before the @']],
  )
})

test('the counts are those of the lists, and the CSV has the same rows in the same order', async () => {
  const counts = await readAs(database.warehouse, everybody, countLists)
  for (const [index, { id }] of identityLists.entries()) {
    const rows = await rowsOf(id)
    assert.equal(counts[index], rows.length, id)
    const list = findList(id)
    assert.ok(list)
    const query = await readAs(database.warehouse, everybody, async (reader) => listExport(reader, list, ''))
    const [heading, ...lines] = (await new Response(await csv(query, database.pool)).text()).trimEnd().split('\r\n')
    assert.match(heading ?? '', /^account,/)
    assert.deepEqual(
      lines.map((line) => line.split(',')[0]),
      rows.map(({ account }) => account),
    )
  }
})

test('an account is looked at with its own evidence, courses and teams, and beside the others of its person', async () => {
  const ada = await lookAt(database.pool, { source: 'skilljar', sourceId: 'a' })
  assert.equal(await lookAt(database.pool, { source: 'skilljar', sourceId: 'nobody' }), null)
  assert.deepEqual(
    ada?.accounts.map(({ source, sourceId, lastEvidence, courses, sharesAddress }) => [
      `${source}:${sourceId}`,
      lastEvidence,
      courses,
      sharesAddress,
    ]),
    [
      ['datacamp:1', '2026-01-04', 1, true],
      ['datacamp:2', '2026-01-06', 1, true],
      ['skilljar:a', null, 0, true],
    ],
  )
})

test('accounts to link with are found among other people, and a decision is found by either of its accounts', async () => {
  const [one, other] = [
    { source: 'skilljar', sourceId: 'g' },
    { source: 'datacamp', sourceId: '3' },
  ] as const
  const find = () =>
    readAs(database.warehouse, everybody, (reader) => findAccounts(reader, one, { search: 'hopper', limit: 5 }))
  assert.deepEqual(
    (await find()).map(({ source, sourceId }) => ({ source, sourceId })),
    [other],
  )
  const { decision } = await linkAccounts(database.pool, admin, [one, other], 'Grace told us so herself.')
  assert.deepEqual(await find(), [])
  assert.deepEqual(await rowsOf('same-name'), [])
  for (const account of [one, other]) {
    const { decisions } = await decisionsAbout(database.app, [account])
    assert.deepEqual(
      decisions.map(({ id, accounts, by }) => ({ id, accounts, by })),
      [{ id: decision, accounts: [other, one], by: 'Ada' }],
    )
  }
  assert.equal((await listDecisions(database.app, { limit: 1, offset: 1 })).rowCount, 1)
})
