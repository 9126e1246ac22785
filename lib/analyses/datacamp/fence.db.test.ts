/** The database's own fence and the application's conditions say the same of DataCamp's smaller tables: neither is narrower. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { defaultFilters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { facts, type MetricName } from '@/lib/metrics/names'
import type { TestDatabase } from '@/lib/testing/database'
import { datacampDatabase } from '@/lib/testing/datacamp-database'
import { atRisk, atRiskByTeam, atRiskTotal } from '../activity/at-risk'
import { inactiveLearners, inactiveLearnersByTeam } from '../activity/inactive-learners'
import { retention } from '../activity/retention'
import { teamMembers } from '../activity/team-members'
import { teamOverlap } from '../activity/team-overlap'
import type { Analysis } from '../analysis'
import { datacampAnalyses } from './datacamp-analyses'
import { managerOf } from '../testing/both-fences'

let database: TestDatabase

before(async () => {
  database = await datacampDatabase(41)
})
after(() => database?.drop())

const own = facts.filter(({ name }) =>
  /^(project|assessments|skill_gain|practice|assignments|certification|track|workspace|publication|course_effort)/.test(
    name,
  ),
)
const namelessDimensions = ['month', 'topic', 'team'] as const
const allDimensions = [...namelessDimensions, 'content', 'technology'] as const

const lists: Readonly<Record<string, Analysis>> = {
  ...datacampAnalyses,
  retention,
  atRisk,
  atRiskByTeam,
  atRiskTotal,
  inactiveLearners,
  inactiveLearnersByTeam,
  teamMembers,
  teamOverlap,
}

test('behind the fence a manager gets the same answers from DataCamp’s tables as without it', async () => {
  const both = await managerOf(database, [11, 12])
  let seen = 0
  for (const membership of ['at_time', 'ever'] as const) {
    const filters = { ...defaultFilters('2025-05-01'), from: '2025-01-01', compare: 'none' as const, membership }
    const today = '2025-03-01'
    for (const fact of own) {
      const metrics = Object.keys(fact.metrics) as MetricName[]
      // Workspaces of others, which members visited, are behind the fence: their titles stay unknown.
      const dimensions = /^(workspace_visits|publication_views)$/.test(fact.name) ? namelessDimensions : allDimensions
      for (const by of dimensions) {
        seen += await both(`${fact.name} by ${by}`, async (reader) => {
          const { rows } = await ask(reader, { metrics, by: [by], filters, today })
          return rows
        })
      }
    }
    for (const [name, analysis] of Object.entries(lists)) {
      const rows = await both(name, (reader) => analysis.rows(reader, { filters, today, parameters: { course: '1' } }))
      seen += rows
    }
  }
  assert.ok(own.length > 10 && seen > 200)
})
