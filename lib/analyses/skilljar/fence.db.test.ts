/** The database's own fence and the application's conditions say the same of Skilljar's tables: neither is narrower. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { defaultFilters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { facts, type MetricName } from '@/lib/metrics/names'
import type { TestDatabase } from '@/lib/testing/database'
import { skilljarDatabase } from '@/lib/testing/skilljar-database'
import { skilljarAnalyses } from './skilljar-analyses'
import { managerOf } from '../testing/both-fences'

let database: TestDatabase

before(async () => {
  ;({ database } = await skilljarDatabase(31))
})
after(() => database?.drop())

const metrics = facts.filter(({ name }) =>
  [
    'lesson_progress',
    'lesson_time',
    'course_results',
    'access_expiring',
    'certificates_expiring',
    'certificates',
    'path_enrolments',
    'path_completions',
    'path_access_ending',
    'quizzes',
    'quiz_sittings',
    'vilt_registrations',
    'vilt_learners',
    'scorm',
    'purchases',
    'memberships_made',
    'memberships',
    'skilljar_people',
  ].includes(name),
)

test('behind the fence a manager gets the same answers from Skilljar’s tables as without it', async () => {
  const both = await managerOf(database, [11, 12])
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
