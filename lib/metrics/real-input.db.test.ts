/** The golden numbers of ../shared/real-input, computed there by an independent script, against every answer of ours. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { ConnectorId } from '@/lib/catalogue/types'
import { env } from '@/lib/env'
import { defaultFilters, memberships, type Filters, type Membership, type Source } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import type { DimensionName } from '@/lib/metrics/dimensions'
import type { MetricName } from '@/lib/metrics/names'
import { sampleQuery } from '@/lib/reports/sample-query'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { loadMirrorCsv, publishMarts } from '@/lib/testing/mirrors'
import { everybody, readAs } from '@/lib/testing/reader'

const folder = path.resolve(import.meta.dirname, '../../../shared/real-input')
const skip = !existsSync(folder) && !env.CI && '../shared/real-input is not beside this clone'

type Numbers = Record<string, number>
interface Expected {
  about: { as_of: string }
  people: Numbers
  teams: { teams: { team_id: string; members_ever: number; members_current: number }[] }
  metrics: Record<string, Record<string, Golden>>
  skilljar: {
    enrolments: number
    course_starts: number
    course_completions: number
    enrolments_by_month: Numbers
    course_completions_by_month: Numbers
    by_course: Record<string, { starts: number; enrolments: number; completions: number }>
  }
  sample_query: Record<string, unknown>[]
}
interface Golden {
  total: number
  by_week: Numbers
  by_month: Numbers
  by_technology: Numbers
  by_team?: Record<Membership, Numbers>
  by_team_and_month?: Partial<Record<Membership, Numbers>>
}

describe('on real learning logs', { skip }, () => {
  let database: TestDatabase
  let expected: Expected
  let everything: Filters

  before(async () => {
    expected = JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8'))
    everything = { ...defaultFilters('2021-12-31'), from: '2000-01-01', compare: 'none' }
    database = await testDatabase()
    for (const [connectorId, files] of [
      ['datacamp', 'datacamp/latest'],
      ['skilljar', 'skilljar'],
    ] as const) {
      await loadSource(connectorId, path.join(folder, files))
    }
  })
  after(() => database?.drop())

  async function loadSource(connectorId: ConnectorId, files: string) {
    const tables = tablesOf(connectorId).filter(({ name }) => existsSync(path.join(files, `${name}.csv`)))
    for (const { name } of tables) {
      await loadMirrorCsv(database.pool, `${connectorId}.${name}`, path.join(files, `${name}.csv`))
    }
    await publishMarts(database.pool, { connectorId, tables: new Set(tables.map(({ name }) => name)), days: 'all' })
  }

  /** Cells by their keys in words, as the golden file writes them. */
  async function cells(metric: MetricName, by: readonly DimensionName[], filters: Partial<Filters>) {
    const answer = await readAs(database.warehouse, everybody, (reader) =>
      ask<MetricName, DimensionName>(reader, {
        metrics: [metric],
        by,
        filters: { ...everything, ...filters },
        today: expected.about.as_of,
      }),
    )
    const rows = answer.rows as readonly Record<string, unknown>[]
    const words = (row: Record<string, unknown>) =>
      by.map((name) => (name === 'month' ? String(row[name]).slice(0, 7) : (row[name] ?? 'No team'))).join(' ')
    return {
      total: answer.totals[metric],
      cells: Object.fromEntries(rows.map((row) => [words(row), Number(row[metric])])),
    }
  }

  /** Every golden number is found; what the file does not list is 0. */
  function assertNumbers(actual: Numbers, golden: Numbers, what: string) {
    const listed = Object.fromEntries(Object.entries(actual).filter(([key, value]) => key in golden || value !== 0))
    assert.deepEqual(Object.fromEntries(Object.keys(golden).map((key) => [key, listed[key] ?? 0])), golden, what)
    assert.deepEqual(
      Object.keys(listed).filter((key) => !(key in golden)),
      [],
      what,
    )
  }

  const covered = [
    'learning_hours',
    'learning_seconds',
    'xp',
    'active_learners',
    'active_days',
    'new_learners',
    'course_starts',
    'course_completions',
  ] as const satisfies readonly MetricName[]

  for (const metric of covered) {
    test(`${metric} is the golden number in total, by week, month, technology and team`, async () => {
      for (const [source, golden] of Object.entries(expected.metrics[metric] ?? {})) {
        const filters = source === 'all' ? {} : { source: [source as Source] }
        assert.equal((await cells(metric, [], filters)).total, golden.total, `${source} in total`)
        for (const [by, numbers] of [
          ['week', golden.by_week],
          ['month', golden.by_month],
        ] as const) {
          assertNumbers((await cells(metric, [by], filters)).cells, numbers, `${source} by ${by}`)
        }
        if (Object.keys(golden.by_technology).length > 0) {
          assertNumbers(
            (await cells(metric, ['technology'], filters)).cells,
            golden.by_technology,
            `${source} by technology`,
          )
        }
        for (const membership of memberships) {
          const byTeam = golden.by_team?.[membership] ?? {}
          if (Object.keys(byTeam).length > 0) {
            assertNumbers(
              (await cells(metric, ['team'], { ...filters, membership })).cells,
              byTeam,
              `${source} by team ${membership}`,
            )
          }
          const byMonth = golden.by_team_and_month?.[membership] ?? {}
          if (Object.keys(byMonth).length > 0) {
            assertNumbers(
              (await cells(metric, ['team', 'month'], { ...filters, membership })).cells,
              byMonth,
              `${source} by team and month ${membership}`,
            )
          }
        }
      }
    })
  }

  test('people are one over both platforms', async () => {
    const { rows } = await database.pool.query(`
      select
        (select count(*) from mart.person)::int as persons,
        (select count(*) from (select from mart.identity group by person_id having count(distinct source) > 1) t)::int as on_both,
        (select count(*) from mart.identity where source = 'datacamp')::int as datacamp_users,
        (select count(*) from mart.identity where source = 'skilljar')::int as skilljar_students,
        (select count(*) from mart.person where email is null)::int as without_email,
        (select count(*) from (select from mart.identity where source = 'skilljar' group by person_id having count(*) > 1) t)::int
          as several_students_one_person`)
    assert.deepEqual(rows[0], expected.people)
  })

  test('teams have their golden members, ever and on the as-of day', async () => {
    const { rows } = await database.pool.query(
      `select team_id::text, count(distinct person_id)::int as members_ever,
         count(distinct person_id) filter (where joined <= $1::date and $1::date < "left")::int as members_current
       from mart.person_team group by team_id order by team_id`,
      [expected.about.as_of],
    )
    assert.deepEqual(
      rows,
      expected.teams.teams.map(({ team_id, members_ever, members_current }) => ({
        team_id,
        members_ever,
        members_current,
      })),
    )
  })

  test('Skilljar enrolments, starts and completions are the golden numbers, by month and by course', async () => {
    const { skilljar } = expected
    assert.equal((await cells('enrolments', [], {})).total, skilljar.enrolments)
    assert.equal((await cells('sj_course_starts', [], {})).total, skilljar.course_starts)
    assert.equal((await cells('sj_course_completions', [], {})).total, skilljar.course_completions)
    assertNumbers((await cells('enrolments', ['month'], {})).cells, skilljar.enrolments_by_month, 'enrolments by month')
    assertNumbers(
      (await cells('sj_course_completions', ['month'], {})).cells,
      skilljar.course_completions_by_month,
      'completions by month',
    )
    const { rows } = await readAs(database.warehouse, everybody, (reader) =>
      ask(reader, {
        metrics: ['enrolments', 'sj_course_starts', 'sj_course_completions'],
        by: ['content'],
        filters: { ...everything, source: ['skilljar'] },
      }),
    )
    assert.deepEqual(
      Object.fromEntries(
        rows.map((row) => [
          row.content_name,
          { starts: row.sj_course_starts, enrolments: row.enrolments, completions: row.sj_course_completions },
        ]),
      ),
      skilljar.by_course,
    )
  })

  test('the sample query of DataCamp’s documentation gives its golden rows', async () => {
    await database.pool.query(`
      insert into datacamp.date_dim (date_id, id, week_start_date)
      select date_id, date_id, date_trunc('week', to_date(date_id::text, 'YYYYMMDD')::timestamp)::date
      from (select distinct date_id from datacamp.course_fact) t`)
    const { rows } = await database.pool.query(`
      select team_id::text, week_start_date::text, technology, xp::float8 as xp,
        round(time_spent_hours, 6)::float8 as time_spent_hours
      from (${sampleQuery}) as sample`)
    const byKeys = (list: readonly Record<string, unknown>[]) =>
      list
        .map((row) => JSON.stringify([row.team_id, row.week_start_date, row.technology, row.xp, row.time_spent_hours]))
        .sort()
    assert.deepEqual(byKeys(rows), byKeys(expected.sample_query))
  })
})
