import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { Role } from '@/generated/prisma/client'
import { userActor } from '@/lib/authz/actor'
import { withReader } from '@/lib/authz/reader'
import { scopeOf, withoutApplicationFence } from '@/lib/authz/scope'
import { allowedTokens, allTokens, fillCanaries, tokensIn } from '@/lib/authz/testing/canary-data'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { insertMirrorRows } from '@/lib/testing/mirrors'
import { provideSettings } from '@/lib/testing/settings'
import { parseSearch } from './match'
import { findPeople } from './people'
import { search } from './search'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
  provideSettings(database)
  await insertMirrorRows(database.pool, 'datacamp.user_dim', [
    { user_id: 901, first_name: 'Zoë', last_name: 'Lindqvist', email: 'zoe@example.com' },
    { user_id: 902, first_name: 'Anna', last_name: 'Zoeller', email: 'anna@example.com' },
    { user_id: 903, first_name: 'Marazoe', last_name: 'Quint', email: 'quint@example.com' },
    { user_id: 904, first_name: 'Per_cent', last_name: '100%', email: 'percent@example.com' },
  ])
  await insertMirrorRows(database.pool, 'skilljar.quiz', [
    { quiz_id: 'q1', name: 'Closing exam' },
    { quiz_id: 'q2', name: 'Closing exam of nobody' },
  ])
  await insertMirrorRows(database.pool, 'skilljar.student_lesson_progress', [
    { student_lesson_progress_id: 'l9', student_course_progress_id: 'g9' },
  ])
  await insertMirrorRows(database.pool, 'skilljar.quiz_response', [
    {
      ...{ quiz_response_id: 'r1', quiz_id: 'q1', student_lesson_progress_id: 'l9' },
      ...{ started_at: '2026-02-02 08:00:00', finished_at: '2026-02-02 09:00:00' },
    },
  ])
  await fillCanaries(database.pool)
})
after(async () => {
  await app().$disconnect()
  await closePools()
  await database?.drop()
})

async function askerOf(role: Role, teams: readonly number[] = []) {
  const { id } = await database.app.user.create({
    data: {
      email: `${role}${teams.join('-')}${Math.random()}@example.com`,
      name: role,
      role,
      teams: { create: teams.map((teamId) => ({ teamId })) },
    },
  })
  const actor = await userActor(database.app, id, 1)
  assert.ok(actor)
  return actor
}

async function found(role: Role, teams: readonly number[], text: string) {
  const actor = await askerOf(role, teams)
  return search({ actor, scope: scopeOf(actor), db: database.app, pages: [] }, parseSearch(text))
}

const texts = (groups: Awaited<ReturnType<typeof found>>, title: string) =>
  groups.find((group) => group.title === title)?.hits.map(({ text }) => text) ?? []

/** Letters and digits that all canaries begin with, and the number of each. */
const questions = [
  'canary',
  'ca',
  ...[1, 4, 7, 10, 13, 16, 19, 22, 25, 28, 31].map((number) => `canarylearner${number}`),
  ...[1, 2, 3, 4].map((number) => `canaryteam${number}`),
  ...['canarycourse1', 'canarycourse5', '0t', '7t'],
]

async function everythingMet(role: Role, teams: readonly number[]): Promise<Set<string>> {
  const actor = await askerOf(role, teams)
  const met = new Set<string>()
  for (const text of questions) {
    const groups = await search({ actor, scope: scopeOf(actor), db: database.app, pages: [] }, parseSearch(text))
    for (const token of tokensIn(JSON.stringify(groups))) met.add(token)
  }
  return met
}

test('a manager finds people of the own teams, those teams and what they learned, and nobody else', async () => {
  const allowed = await allowedTokens(database.pool, [2])
  const met = await everythingMet('manager', [2])
  assert.deepEqual([...met.difference(allowed)], [])
  assert.ok([...met].some((token) => token.startsWith('canarylearner')))
  assert.ok(met.has('canaryteam2'))
  assert.ok([...met].some((token) => token.startsWith('canarycourse')))
})

test('the database alone holds a manager’s search to the own teams when the application does not', async () => {
  const allowed = await allowedTokens(database.pool, [2])
  const met = await withoutApplicationFence(() => everythingMet('manager', [2]))
  assert.deepEqual([...met.difference(allowed)], [])
})

test('a viewer finds teams and courses but never a person, whatever is typed', async () => {
  const allowed = await allTokens(database.pool, 'without learners')
  const met = await everythingMet('viewer', [])
  assert.deepEqual([...met.difference(allowed)], [])
  const groups = await found('viewer', [], 'zoe@example.com')
  assert.deepEqual(groups, [])
})

test('a manager finds the quizzes that the own teams took', async () => {
  assert.deepEqual(texts(await found('manager', [2], 'closing'), 'Quizzes'), ['Closing exam'])
  assert.deepEqual(texts(await found('manager', [3], 'closing'), 'Quizzes'), [])
  assert.deepEqual(texts(await found('analyst', [], 'closing'), 'Quizzes'), ['Closing exam', 'Closing exam of nobody'])
})

test('people are found by a part of the name or the address without accents, the beginning of the name first', async () => {
  assert.deepEqual(texts(await found('analyst', [], 'zoe'), 'People'), [
    'Zoë Lindqvist',
    'Anna Zoeller',
    'Marazoe Quint',
  ])
  assert.deepEqual(texts(await found('analyst', [], 'zoé lind'), 'People'), ['Zoë Lindqvist'])
  assert.deepEqual(texts(await found('analyst', [], 'quint@'), 'People'), ['Marazoe Quint'])
  assert.deepEqual(texts(await found('analyst', [], '0%'), 'People'), [])
  assert.deepEqual(texts(await found('analyst', [], '100%'), 'People'), ['Per_cent 100%'])
})

test('each thing leads to its own page, and a table to its rows only for those who may read rows', async () => {
  const people = await found('analyst', [], 'zoe lindqvist')
  assert.match(people[0]?.hits[0]?.href ?? '', /^\/people\/\d+$/)
  assert.equal((await found('admin', [], 'canaryteam2'))[0]?.hits[0]?.href, '/teams/2')
  for (const [role, teams] of [
    ['analyst', []],
    ['manager', [2]],
  ] as const) {
    // The page is of the course on a domain.
    assert.equal((await found(role, teams, 'canarycourse509'))[0]?.hits[0]?.href, '/skilljar/courses/p9', role)
  }
  assert.equal(
    (await found('viewer', [], 'course_fact.xp')).find(({ title }) => title === 'Columns')?.hits[0]?.href,
    '/dictionary/datacamp.course_fact#xp',
  )
  const tableOf = async (role: Role) =>
    (await found(role, [], 'course_fact')).find(({ title }) => title === 'Tables')?.hits[0]?.href
  assert.equal(await tableOf('analyst'), '/explorer/datacamp.course_fact')
  assert.equal(await tableOf('viewer'), '/dictionary/datacamp.course_fact')
  const metric = (await found('viewer', [], 'learning hours')).find(({ title }) => title === 'Metrics')
  assert.equal(metric?.hits[0]?.href, '/catalogue/learning_hours')
})

test('S-24: whatever is typed is answered, never with an error of the database', async () => {
  const actor = await askerOf('analyst')
  const signs = fc.string({
    unit: fc.constantFrom(
      'a',
      'é',
      '%',
      '_',
      '\\',
      '(',
      '[',
      ']',
      '*',
      '+',
      '{',
      '9',
      '}',
      '^',
      '$',
      '|',
      '?',
      '.',
      ' ',
      '-',
      '😀',
      "'",
      '"',
    ),
    maxLength: 12,
  })
  await fc.assert(
    fc.asyncProperty(signs, async (text) => {
      await withReader(scopeOf(actor), (reader) => {
        const words = parseSearch(text)
        return words.length === 0 ? Promise.resolve([]) : findPeople(reader, words)
      })
    }),
    { numRuns: 60 },
  )
})
