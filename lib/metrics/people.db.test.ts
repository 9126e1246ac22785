/** From a number to the people behind it, and to one of them. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ask } from '@/lib/metrics/ask'
import { people } from '@/lib/metrics/people'
import { profileOf } from '@/lib/metrics/person'
import { everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { filters, twoTeams } from './testing/two-teams'

describe('an answer', () => {
  const database = twoTeams()

  test('leads down to the people behind a cell and what each of them did', async () => {
    const cell = { ...filters, team: [1], to: '2026-03-08' }
    const { people: list, rowCount } = await readAs(database().warehouse, ownTeams(1), (reader) =>
      people(reader, { filters: cell, limit: 10, behind: 'xp' }),
    )
    assert.deepEqual(
      [
        rowCount,
        list.map(({ name, xp, learning_hours, active_days, last_evidence, teams }) => [
          name,
          xp,
          learning_hours,
          active_days,
          last_evidence,
          teams,
        ]),
      ],
      [
        2,
        [
          ['Bob', 200, 2, 1, '2026-03-03', [{ id: 1, name: 'Sales' }]],
          ['Ada', 100, 1, 1, '2026-03-03', [{ id: 1, name: 'Sales' }]],
        ],
      ],
    )
    const ada = list[1]?.person ?? 0
    const facts = await readAs(database().warehouse, ownTeams(1), (reader) =>
      ask(reader, { metrics: ['xp'], by: ['day', 'content', 'technology'], filters, person: ada }),
    )
    assert.deepEqual(
      facts.rows.map((row) => [row.day, row.content_name, row.technology, row.xp]),
      [['2026-03-03', 'Intro', 'Python', 100]],
    )
    assert.deepEqual(await readAs(database().warehouse, ownTeams(2), (reader) => profileOf(reader, ada)), null)
    const found = await readAs(database().warehouse, everybody, (reader) =>
      people(reader, { filters, search: 'd_n', limit: 10 }),
    )
    assert.equal(found.rowCount, 0)
    const dan = await readAs(database().warehouse, everybody, (reader) =>
      people(reader, { filters, search: 'DAN@', limit: 10 }),
    )
    assert.deepEqual(
      dan.people.map(({ name }) => name),
      ['Dan'],
    )
  })

  test('keeps learners of whom nothing is known among the people behind a number', async () => {
    const { pool, warehouse } = database()
    await pool.query(`delete from mart.person where name = 'Dan'`)
    const cell = { ...filters, from: '2026-03-05', to: '2026-03-05' }
    const { people: list } = await readAs(warehouse, everybody, (reader) =>
      people(reader, { filters: cell, limit: 10, behind: 'xp' }),
    )
    assert.deepEqual(
      list.map(({ name, xp }) => [name.replace(/ -?\d+$/, ''), xp]),
      [['Unknown learner', 800]],
    )
  })
})
