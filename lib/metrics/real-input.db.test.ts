/**
 * Real learning logs through both connectors, from an S3 server and a PostgreSQL: every golden number of
 * ../shared/real-input, computed there by an independent script, is found again. One file, because all of it stands on the
 * same two refreshes.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe } from 'node:test'
import { analyses } from '@/lib/analyses/analyses'
import type { ConnectorId } from '@/lib/catalogue/types'
import { sampleQuery } from '@/lib/dictionary/sample-query'
import { addDays } from '@/lib/filters/days'
import { defaultFilters, memberships, type Filters, type Source } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import type { DimensionName } from '@/lib/metrics/dimensions'
import type { MetricName } from '@/lib/metrics/names'
import type { RunDetail } from '@/lib/refresh/status'
import { addSeats } from '@/lib/seats/manage-seats'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { assertNumbers, type Expected } from '@/lib/testing/golden'
import { everybody, readAs } from '@/lib/testing/reader'
import { check, connectRealInput, realInput, withoutRealInput, type RealSources } from '@/lib/testing/real-input'
import { refreshStored } from '@/lib/testing/stored-refresh'

const sources = ['datacamp', 'skilljar'] as const

describe('on real learning logs', () => {
  let database: TestDatabase
  let real: RealSources
  let expected: Expected
  let everything: Filters
  const runs: Partial<Record<ConnectorId, RunDetail>> = {}

  before(async () => {
    if (withoutRealInput) return
    expected = JSON.parse(readFileSync(path.join(realInput, 'expected.json'), 'utf8'))
    everything = { ...defaultFilters('2021-12-31'), from: '2000-01-01', compare: 'none' }
    database = await testDatabase()
    real = await connectRealInput(database)
    for (const source of sources) runs[source] = await refreshStored(database, source)
  })
  after(async () => {
    await real?.stop()
    await database?.drop()
  })

  check('both sources are refreshed through stored credentials, without a row set aside', () => {
    for (const source of sources) {
      const run = runs[source]
      assert.equal(run?.state, 'published', run?.errorMessage ?? undefined)
      assert.deepEqual(
        run.tables.filter(({ rowsQuarantined, rowsDuplicate }) => rowsQuarantined + rowsDuplicate > 0),
        [],
      )
    }
  })

  check('DataCamp’s files were read from a real S3 service', (context) => {
    if (real.withoutS3 !== null) return context.skip(`${real.withoutS3} They were read from a folder instead.`)
    assert.equal(runs.datacamp?.tables[0]?.object?.startsWith('latest/'), true)
  })

  check('every table of both sources has its golden number of rows, in the mirror and in the run’s books', async () => {
    for (const source of sources) {
      const golden = expected.row_counts[source]
      const names = Object.keys(golden).sort()
      const counts = names.map((name) => `(select count(*) from ${source}."${name}")::int as "${name}"`).join(', ')
      assert.deepEqual((await database.pool.query(`select ${counts}`)).rows[0], golden, source)
      const delivered = runs[source]?.tables.map(({ table, rowsRead }) => [table, rowsRead]) ?? []
      assert.deepEqual(Object.fromEntries(delivered), golden, source)
    }
  })

  check('the same sources again change not a row', async () => {
    for (const source of sources) {
      const again = await refreshStored(database, source)
      assert.equal(again.state, 'unchanged', again.errorMessage ?? undefined)
    }
  })

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
    check(`${metric} is the golden number in total, by week, month, technology and team`, async () => {
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

  check('people are one over both platforms', async () => {
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

  check('teams have their golden members, ever and on the as-of day', async () => {
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

  check('Skilljar enrolments, starts and completions are the golden numbers, by month and by course', async () => {
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

  /** At the moment that the golden file speaks of; that of the run is the one of the files. */
  const atGolden = <const M extends MetricName, const D extends DimensionName = never>(
    metrics: readonly M[],
    by: readonly D[] = [],
    filters: Partial<Filters> = {},
  ) => {
    const asOf = `${expected.about.as_of}T00:00:00.000Z`
    return readAs(
      database.warehouse,
      everybody,
      (reader) => ask(reader, { metrics, by, filters: { ...everything, ...filters }, today: expected.about.as_of }),
      { datacamp: asOf, skilljar: asOf },
    )
  }

  check('assessments have their golden number, median score and score groups', async () => {
    const golden = expected.assessments
    const { rows, totals } = await atGolden(['assessments_completed', 'assessment_score'], ['score_group'])
    assert.deepEqual([totals.assessments_completed, totals.assessment_score], [golden.completed, golden.median_score])
    assert.deepEqual(
      Object.fromEntries(rows.map((row) => [row.score_group, row.assessments_completed])),
      golden.score_groups,
    )
  })

  check('assignments are in their golden states, with and without archived and deleted ones', async () => {
    const golden = expected.assignments
    const byState = await atGolden(['assignments', 'assignments_put_away'], ['assignment_status'])
    const states = (of: (row: (typeof byState.rows)[number]) => number | null) =>
      Object.fromEntries(byState.rows.map((row) => [row.assignment_status, of(row)]))
    assert.deepEqual(
      states((row) => row.assignments),
      golden.states,
    )
    assert.deepEqual(
      states((row) => (row.assignments ?? 0) + (row.assignments_put_away ?? 0)),
      golden.states_with_archived_and_deleted,
    )
    const stored = await atGolden(['assignments'], ['completion_status'])
    assert.deepEqual(
      Object.fromEntries(stored.rows.map((row) => [row.completion_status, row.assignments])),
      golden.stored_status,
    )
    const { totals } = await atGolden([
      'assignments_on_time',
      'assignments_late',
      'assignments_overdue',
      'assignments_not_yet_due',
      'assignments_no_due_date',
    ])
    for (const [state, count] of Object.entries(golden.states)) {
      assert.equal((totals as unknown as Record<string, number>)[`assignments_${state}`], count, state)
    }
  })

  check(
    'the rates of assignments and the days they are late are the golden ones, and stored states agree',
    async () => {
      const golden = expected.assignments
      const { totals } = await atGolden(['on_time_rate', 'overdue_rate', 'days_late', 'assignment_status_mismatches'])
      assert.deepEqual(
        [totals.on_time_rate_numerator, totals.on_time_rate_denominator],
        [golden.on_time_rate.numerator, golden.on_time_rate.denominator],
      )
      assert.deepEqual(
        [totals.overdue_rate_numerator, totals.overdue_rate_denominator],
        [golden.overdue_rate.numerator, golden.overdue_rate.denominator],
      )
      assert.equal(totals.days_late?.toFixed(6), golden.median_days_late.toFixed(6))
      assert.equal(totals.assignment_status_mismatches, 0)
    },
  )

  check('tracks have their golden enrolments and completions', async () => {
    const { totals } = await atGolden(['track_enrolments', 'track_completions'])
    assert.deepEqual(
      [totals.track_enrolments, totals.track_completions],
      [expected.tracks.enrolments, expected.tracks.completions],
    )
  })

  check('the completion rate within 90 days is the golden one', async () => {
    const { totals } = await atGolden(['course_completion_rate'], [], { windowDays: 90 })
    const { started, completed } = expected.course_completion_rate_90
    assert.deepEqual(
      [totals.course_completion_rate_numerator, totals.course_completion_rate_denominator],
      [completed, started],
    )
  })

  check('as many of the seats were used in the 90 days before each day as the golden numbers say', async () => {
    for (const [day, { active, seats, ratio }] of Object.entries(expected.seat_utilisation)) {
      await addSeats(database.app, 'system', { seats, validFrom: addDays(day, -10) })
      const [row] = await readAs(database.warehouse, everybody, (reader) =>
        analyses.seat_utilisation.rows(reader, { filters: defaultFilters(day) }),
      )
      assert.deepEqual(
        [row?.['active_learners'], row?.['seats'], row?.['seat_utilisation']],
        [active, seats, ratio],
        day,
      )
    }
  })

  check('the sample query of DataCamp’s documentation gives its golden rows', async () => {
    const { rows } = await database.pool.query(`
      select team_id::text, week_start_date::text, technology, xp::float8 as xp,
        round(time_spent_hours, 6)::float8 as time_spent_hours
      from (${sampleQuery.sql}) as sample`)
    const byKeys = (list: readonly Record<string, unknown>[]) =>
      list
        .map((row) => JSON.stringify([row.team_id, row.week_start_date, row.technology, row.xp, row.time_spent_hours]))
        .sort()
    assert.deepEqual(byKeys(rows), byKeys(expected.sample_query))
  })
})
