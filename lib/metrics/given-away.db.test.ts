/** What readers of aggregates could take from two answers: nine people learn one thing, three another, and filters part them. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { insertMirrorRows, publishMarts, wholeSource } from '@/lib/testing/mirrors'
import { aggregatesOnly, everybody, readAs } from '@/lib/testing/reader'
import { ask } from './ask'
import { behind } from './behind'
import type { DimensionName } from './dimensions'

const month = { from: '2026-03-01', to: '2026-03-31', grain: 'month', compare: 'none' } as const

describe('answers that are held against those under other filters', () => {
  let database: TestDatabase
  before(async () => {
    database = await testDatabase()
    await fill(database)
  })
  after(() => database?.drop())

  const asked = (filters: Partial<Filters>, by: readonly DimensionName[] = [], scope = aggregatesOnly) =>
    readAs(database.warehouse, scope, (reader) =>
      ask(reader, {
        metrics: ['xp', 'active_learners'],
        by,
        filters: { ...defaultFilters('2026-03-31'), ...month, ...filters },
        today: '2026-03-31',
      }),
    )
  const totals = async (filters: Partial<Filters>) => {
    const { xp, active_learners, suppressed } = (await asked(filters)).totals
    return [xp, active_learners, suppressed]
  }

  const hidden = [null, null, true]
  const partedBy: Readonly<Record<string, readonly [nine: Partial<Filters>, three: Partial<Filters>]>> = {
    team: [{ team: [1] }, { team: [2] }],
    technology: [{ technology: ['Python'] }, { technology: ['SQL'] }],
    'content type': [{ contentType: ['course'] }, { contentType: ['practice'] }],
    content: [{ where: { content: ['datacamp/course/5'] } }, { where: { content: ['datacamp/practice/6'] } }],
    topic: [{ where: { topic: ['Reporting'] } }, { where: { topic: ['Not set'] } }],
    'team and technology at once': [
      { team: [1], technology: ['Python'] },
      { team: [2], technology: ['SQL'] },
    ],
  }

  test('A-10: where a filter leaves three people out, it shows no value that they could be taken from', async () => {
    assert.deepEqual(await totals({}), [1200, 12, false])
    for (const [filter, [nine, three]] of Object.entries(partedBy)) {
      assert.deepEqual(await totals(nine), hidden, `nine by ${filter}`)
      assert.deepEqual(await totals(three), hidden, `three by ${filter}`)
    }
    const compared = await asked({ team: [1], from: '2026-04-01', to: '2026-04-30', compare: 'previous' })
    assert.equal(compared.comparison?.totals.xp, null)
    const weeks = await asked({ team: [1] }, ['week'])
    assert.deepEqual(
      weeks.rows.map(({ xp }) => xp),
      [null],
    )
  })

  test('A-10: a filter that leaves nobody out, or many, shows what it always did', async () => {
    assert.deepEqual(await totals({ source: ['datacamp'] }), [1200, 12, false])
    const february = { from: '2026-02-01', to: '2026-02-28' }
    assert.deepEqual(await totals({ ...february, team: [1] }), [450, 9, false])
    assert.deepEqual(await totals({ ...february, technology: ['Python'] }), [450, 9, false])
    assert.deepEqual(await totals({ ...february, technology: ['Python', 'SQL'] }), [1050, 15, false])
  })

  test('A-10: a list of which one value is few people’s shows nothing, as the list without it would give them away', async () => {
    assert.deepEqual(await totals({ team: [1, 2] }), hidden)
    assert.deepEqual(await totals({ technology: ['Python', 'SQL'] }), hidden)
  })

  test('A-10: rows by what is filtered are those of the same question without the filter', async () => {
    const rows = async (filters: Partial<Filters>, from: string, to: string) =>
      (await asked({ from, to, ...filters }, ['technology'])).rows.map(({ technology, xp }) => [technology, xp])
    assert.deepEqual(await rows({}, '2026-03-01', '2026-03-31'), [
      ['Python', null],
      ['SQL', null],
    ])
    assert.deepEqual(await rows({ technology: ['Python'] }, '2026-03-01', '2026-03-31'), [['Python', null]])
    assert.deepEqual(await rows({ technology: ['Python'] }, '2026-02-01', '2026-02-28'), [['Python', 450]])
  })

  test('A-10: how many stand behind a number is not told where its value is hidden', async () => {
    const filters = { ...defaultFilters('2026-03-31'), ...month, team: [1] }
    const [viewers, analysts] = await Promise.all(
      [aggregatesOnly, everybody].map((scope) =>
        readAs(database.warehouse, scope, (reader) => behind(reader, 'xp', filters)),
      ),
    )
    assert.deepEqual(viewers, [{ metric: 'xp', people: null, rows: null }])
    assert.deepEqual(analysts, [{ metric: 'xp', people: 9, rows: 9 }])
  })
})

/** March: nine of team 1 in a Python course, three of team 2 in SQL practice. February: nine and six. Everybody has 100 XP, or 50. */
async function fill({ pool }: TestDatabase): Promise<void> {
  const people = Array.from({ length: 15 }, (_, index) => index + 1)
  const [nine, three, six] = [people.slice(0, 9), people.slice(9, 12), people.slice(9)]
  await insertMirrorRows(
    pool,
    'datacamp.user_dim',
    people.map((user_id) => ({ user_id, first_name: `P${user_id}`, email: `p${user_id}@example.com` })),
  )
  await insertMirrorRows(pool, 'datacamp.team_dim', [
    { team_id: 1, name: 'One' },
    { team_id: 2, name: 'Two' },
  ])
  await insertMirrorRows(
    pool,
    'datacamp.user_team_bridge',
    people.map((user_id) => ({ user_id, team_id: nine.includes(user_id) ? 1 : 2, joined_team_date: '2026-01-01' })),
  )
  await insertMirrorRows(pool, 'datacamp.course_dim', [
    { course_id: 5, title: 'Intro', technology: 'Python', topic: 'Reporting' },
  ])
  await insertMirrorRows(pool, 'datacamp.practice_dim', [{ practice_id: 6, title: 'Joins', technology: 'SQL' }])
  const done = (date_id: number, xp: number) => (user_id: number) => ({ user_id, date_id, xp, time_spent: 36 })
  await insertMirrorRows(
    pool,
    'datacamp.course_fact',
    [...nine.map(done(20260303, 100)), ...nine.map(done(20260203, 50))].map((row) => ({ ...row, course_id: 5 })),
  )
  await insertMirrorRows(
    pool,
    'datacamp.practice_fact',
    [...three.map(done(20260303, 100)), ...six.map(done(20260203, 100))].map((row) => ({ ...row, practice_id: 6 })),
  )
  await publishMarts(pool, wholeSource('datacamp'))
}
