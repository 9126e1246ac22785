/** Which rollup a question reads, and whose rows; that the answers are right is tested against the facts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { Database } from '@/generated/catalogue/database'
import { defaultFilters, noTeam } from '@/lib/filters/filters'
import { cellsOf, type Cells } from '@/lib/metrics/compile'
import { aggregatesOnly, everybody, ownTeams } from '@/lib/testing/reader'

const db = new Kysely<Database>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (kysely) => new PostgresIntrospector(kysely),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

function compiled(question: Partial<Cells>, filters: Partial<Cells['filters']> = {}) {
  const all = { ...defaultFilters('2026-11-21'), ...filters }
  const asOf = { datacamp: null, skilljar: null }
  const cells: Cells = {
    metrics: ['xp'],
    by: [],
    filters: all,
    period: all,
    scope: everybody,
    today: all.to,
    asOf,
    ...question,
  }
  const { sql, parameters } = cellsOf(db, cells).compile(db)
  return { sql, parameters, reads: [...new Set(sql.match(/\w+(?=" as (rollup|"activity"))/g))] }
}

test('the organisation is read from its days, whatever the membership rule', () => {
  assert.deepEqual(compiled({ by: ['month', 'technology'] }, { membership: 'ever' }).reads, ['org_day'])
})

test('weeks of one team by technology are read as they are, and only the days around whole weeks are grouped', () => {
  const { sql, reads } = compiled({ by: ['week', 'technology'] }, { team: [7] })
  assert.deepEqual(reads, ['team_week', 'signature_day'])
  const [weeks = '', days = ''] = sql.split('union all')
  assert.match(weeks, /team_week/)
  assert.doesNotMatch(weeks, /group by|sum\(/)
  assert.match(days, /signature_day[\s\S]+group by/)
})

test('people of whole weeks stand beside the sums, and only those of the days around them are counted', () => {
  const metrics = ['xp', 'learning_hours', 'active_learners'] as const
  const { sql, reads } = compiled({ metrics, by: ['week', 'team', 'technology'] })
  assert.deepEqual(reads, ['team_week', 'signature_day'])
  const [weeks = '', ...days] = sql.split('union all')
  assert.match(weeks, /learners/)
  assert.doesNotMatch(weeks, /group by|person_id/)
  assert.match(days.join(' '), /from mart\.activity[\s\S]+person_id/)
})

test('weeks of one technology are read as they are, and people without both are counted from their days', () => {
  const oneTechnology = compiled({ metrics: ['active_learners'], by: ['week', 'team'] }, { technology: ['R'] })
  assert.deepEqual(oneTechnology.reads, ['team_week', 'signature_day'])
  for (const [question, filters] of [
    [{ by: ['week', 'team'] }, {}],
    [{ by: ['week', 'team'] }, { technology: ['R', 'SQL'] }],
    [{ by: ['week', 'team', 'technology'] }, { source: ['datacamp'] }],
    [{ by: ['week', 'technology'] }, { team: [1, 2] }],
  ] as const) {
    const { reads } = compiled({ metrics: ['active_learners'], ...question }, filters as Partial<Cells['filters']>)
    assert.ok(!reads.includes('team_week'), JSON.stringify([question, filters]))
  }
})

test('a total of several teams is read from sets of teams, so that nobody counts twice', () => {
  const { sql, reads } = compiled({}, { team: [1, 2, noTeam] })
  assert.deepEqual(reads, ['signature_week', 'signature_day'])
  assert.match(sql, /signature_id in \(/)
  assert.doesNotMatch(sql, /join mart\.signature_team/)
})

test('several facts are one statement', () => {
  const { sql } = compiled({ metrics: ['xp', 'learning_hours', 'course_starts', 'course_completions'] })
  assert.equal(sql.match(/org_day/g)?.length, 1)
})

test('every statement is about the own teams of a manager alone, whatever teams the filter names', () => {
  for (const by of [[], ['week'], ['team'], ['day', 'source']] as const) {
    const { parameters, reads } = compiled({ by, scope: ownTeams(1, 2) }, { team: [2, 1, 3, noTeam] })
    const teams = parameters.filter((value) => Array.isArray(value) && typeof value[0] === 'number')
    assert.ok(teams.length > 0 && !reads.includes('activity'))
    for (const own of teams) assert.deepEqual(own, [2, 1], by.join())
  }
})

test('facts answer what rollups cannot: single people, other membership rules, and readers with a minimum of people', () => {
  assert.deepEqual(compiled({ by: ['person'] }).reads, ['activity'])
  assert.deepEqual(compiled({ by: ['content'] }).reads, ['activity'])
  assert.deepEqual(compiled({ person: 5 }).reads, ['activity'])
  assert.deepEqual(compiled({ by: ['team'] }, { membership: 'current' }).reads, ['activity'])
  assert.deepEqual(compiled({ scope: ownTeams() }).reads, ['activity'])
  assert.deepEqual(compiled({ scope: aggregatesOnly }).reads, ['activity'])
})

test('weeks of a period that is laid over another are used where the days move by whole weeks', () => {
  const before = { from: '2025-11-24', to: '2026-02-21' }
  const laidOver = (from: string) => ({
    period: before,
    laidOver: { from, to: '2026-11-21' },
    by: ['team', 'week'] as const,
  })
  assert.deepEqual(compiled(laidOver('2026-08-24')).reads, ['team_week', 'signature_day'])
  assert.deepEqual(compiled(laidOver('2026-08-25')).reads, ['signature_day'])
  // Nothing says when: days need not match.
  assert.ok(compiled({ ...laidOver('2026-08-25'), by: ['team'] }).reads.includes('team_month'))
})
