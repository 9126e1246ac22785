/** The database's own fence and the application's conditions say the same of Skilljar's tables: neither is narrower. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { userActor } from '@/lib/authz/actor'
import { withReader, type ScopedReader } from '@/lib/authz/reader'
import { scopeOf } from '@/lib/authz/scope'
import { defaultFilters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { facts, type MetricName } from '@/lib/metrics/names'
import type { TestDatabase } from '@/lib/testing/database'
import { ownTeams, readAs } from '@/lib/testing/reader'
import { skilljarDatabase } from '@/lib/testing/skilljar-database'
import { skilljarAnalyses } from './skilljar-analyses'

let database: TestDatabase

before(async () => {
  ;({ database } = await skilljarDatabase(31))
})
after(() => database?.drop())

const metrics = facts.filter(({ name }) =>
  [
    'lesson_progress',
    'certificates',
    'path_enrolments',
    'path_completions',
    'quizzes',
    'vilt_registrations',
    'scorm',
    'purchases',
  ].includes(name),
)

test('behind the fence a manager gets the same answers from Skilljar’s tables as without it', async () => {
  const teams = [11, 12]
  const { id } = await database.app.user.create({
    data: {
      email: 'manager@example.com',
      name: 'Manager',
      role: 'manager',
      teams: { create: teams.map((teamId) => ({ teamId })) },
    },
  })
  const actor = await userActor(database.app, id, 1)
  assert.ok(actor)
  const both = async (what: string, read: (reader: ScopedReader) => Promise<readonly unknown[]>) => {
    const fenced = await withReader(scopeOf(actor), read, database.warehouse)
    assert.deepEqual(fenced, await readAs(database.warehouse, ownTeams(...teams), read), what)
    return fenced.length
  }
  let seen = 0
  for (const membership of ['at_time', 'ever'] as const) {
    const filters = { ...defaultFilters('2025-05-01'), from: '2025-01-01', compare: 'none' as const, membership }
    const today = '2025-03-01'
    for (const fact of metrics) {
      const names = Object.keys(fact.metrics) as MetricName[]
      for (const by of ['content', 'student_group', 'domain'] as const) {
        seen += await both(`${fact.name} by ${by}`, async (reader) => {
          const { rows } = await ask(reader, { metrics: names, by: [by], filters, today })
          return rows
        })
      }
    }
    for (const [name, analysis] of Object.entries(skilljarAnalyses)) {
      seen += await both(name, (reader) => analysis.rows(reader, { filters, today }))
    }
  }
  assert.ok(seen > 100)
})
