/** One statement per shape of question; each test names what the shape must keep. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { Database } from '@/generated/catalogue/database'
import { defaultFilters } from '@/lib/filters/filters'
import { aggregatesOnly, everybody, ownTeams } from '@/lib/testing/reader'
import type { Cells } from './compile'
import { compileCells } from './finished-cells'
import { readableSql } from './readable-sql'

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
  const cells: Cells = {
    metrics: ['xp'],
    by: [],
    filters: all,
    period: all,
    scope: everybody,
    today: '2026-11-21',
    asOf: { datacamp: null, skilljar: null },
    // What rollups answer is tested beside them.
    withoutRollups: true,
    ...question,
  }
  return compileCells(db, cells, cells).compile(db)
}

test('a total of sums is one pass over the rows, without groups and without a join to teams', () => {
  const { sql, parameters } = compiled({})
  assert.doesNotMatch(sql, /group by|person_team|order by/)
  assert.deepEqual(parameters, ['2026-08-24', '2026-11-21'])
})

test('people are counted by grouping, which is cheaper than sorting them', () => {
  const { sql } = compiled({ metrics: ['active_learners', 'active_days'], by: ['week'] })
  assert.doesNotMatch(sql, /distinct "fact"."person_id"/)
  assert.match(sql, /group by "week_key", "fact"\."person_id"/)
})

test('a total over several teams asks whether somebody is a member and never joins, so that nobody counts twice', () => {
  const { sql } = compiled({}, { team: [1, 2] })
  assert.match(sql, /exists \(\s+select from mart\.person_team/)
  assert.doesNotMatch(sql, /join mart\.person_team/)
})

test('a breakdown by team joins memberships and keeps activity without a team', () => {
  assert.match(compiled({ by: ['team'] }).sql, /left join mart\.person_team as member/)
  assert.match(
    compiled({ by: ['team'] }, { membership: 'ever' }).sql,
    /left join \(select distinct person_id, team_id from mart\.person_team\)/,
  )
})

test('metrics of several facts meet in one statement', () => {
  const { sql } = compiled({ metrics: ['xp', 'course_completions'], by: ['week'] })
  assert.match(sql, /"mart"\."activity"[\s\S]+union all[\s\S]+"mart"\."course_progress"/)
})

test('values from outside travel as parameters, whatever they hold', () => {
  const nasty = `Intro'; drop table mart.person; --`
  const { sql, parameters } = compiled({}, { technology: [nasty], contentType: [nasty] })
  assert.doesNotMatch(sql, /drop table/)
  assert.deepEqual(parameters.filter(Array.isArray), [[nasty], [nasty]])
})

test('the scope of a manager is part of every statement, and another team in the filter selects nothing', () => {
  const teams = [1]
  for (const by of [[], ['week'], ['team'], ['person']] as const) {
    const { parameters } = compiled({ by, scope: ownTeams(1) }, { team: [1, 2] })
    assert.deepEqual(parameters.filter(Array.isArray), [teams, teams], by.join())
  }
})

test('readers with a minimum get every value through the check of people behind it', () => {
  const { sql } = compiled({ metrics: ['xp', 'active_learners'], by: ['week'], scope: aggregatesOnly })
  for (const metric of ['xp', 'active_learners'])
    assert.match(sql, new RegExp(`case when not "${metric}_is_hidden" then "${metric}" end`))
})

test('the statement that people copy lists what each parameter stands for', () => {
  const text = readableSql(compiled({}, { technology: ['C, "really"'] }))
  assert.match(text, /^select/)
  assert.ok(text.endsWith(`-- $1 = "2026-08-24"\n-- $2 = "2026-11-21"\n-- $3 = "Not set"\n-- $4 = ["C, \\"really\\""]`))
})
