/** Assessments, assignments, certifications, tracks, projects, practice and workspaces against plain SQL over the raw mirrors. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '@/lib/filters/days'
import { defaultFilters, memberships, noTeam, type Filters } from '@/lib/filters/filters'
import type { TestDatabase } from '@/lib/testing/database'
import { datacampDatabase } from '@/lib/testing/datacamp-database'
import { families, medians, oracleOf, type Family } from '@/lib/testing/datacamp-families'
import { near } from '@/lib/testing/near'
import { oracleCells, oracleNames } from '@/lib/testing/oracle'
import { datacampKeys, placeAttempts, placeDatacamp } from '@/lib/testing/oracle-datacamp'
import { mirrorsDays, mirrorsFrom, mirrorTeams } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { ask } from '../ask'
import type { DimensionName } from '../dimensions'
import { isMetric, ratioOf, type MetricName } from '../names'

const asOf = `${addDays(mirrorsFrom, mirrorsDays - 20)}T12:00:00.000Z`
/** By then many a level is stale. */
const longAfter = `${addDays(mirrorsFrom, mirrorsDays + 140)}T12:00:00.000Z`
const windowDays = 45
const everything: Filters = {
  ...defaultFilters(addDays(mirrorsFrom, 400)),
  from: '2024-01-01',
  compare: 'none',
  windowDays,
}
const common = ['month', 'week', 'team', 'technology', 'content_type', 'content', 'person', 'topic', 'source'] as const

const questions = ({ metrics, by }: Family) =>
  fc.record({
    metrics: fc.uniqueArray(fc.constantFrom(...metrics), { minLength: 1, maxLength: 4 }),
    by: fc.uniqueArray(fc.constantFrom(...common, ...by), { maxLength: 2 }),
    filters: fc.record<Filters>({
      ...Object.fromEntries(Object.entries(everything).map(([key, value]) => [key, fc.constant(value)])),
      from: fc.integer({ min: -10, max: 40 }).map((days) => addDays(mirrorsFrom, days)),
      to: fc.integer({ min: mirrorsDays / 2, max: mirrorsDays + 60 }).map((days) => addDays(mirrorsFrom, days)),
      team: fc.uniqueArray(fc.constantFrom(...mirrorTeams, noTeam), { maxLength: 2 }),
      technology: fc.uniqueArray(fc.constantFrom('Python', 'R', 'Not set'), { maxLength: 1 }),
      membership: fc.constantFrom(...memberships),
    } as never),
    today: fc.integer({ min: 0, max: mirrorsDays }).map((days) => addDays(mirrorsFrom, days)),
    ownTeams: fc.option(fc.uniqueArray(fc.constantFrom(...mirrorTeams), { maxLength: 2 }), { nil: undefined, freq: 4 }),
  })

describe('DataCamp’s smaller facts', () => {
  let database: TestDatabase
  let people: Map<number, string>

  before(async () => {
    database = await datacampDatabase(11)
    await placeDatacamp(database.pool, asOf, windowDays)
    people = await oracleNames(database.pool)
  })
  after(() => database?.drop())

  /** A user whom no account knows has a number below zero. */
  const keysOf = (row: Readonly<Record<string, unknown>>, by: readonly string[]) =>
    by.map((name) => {
      const key = row[name]
      return name === 'person' ? (people.get(Number(key)) ?? `datacamp ${-Number(key)}`) : String(key)
    })

  for (const [title, family] of Object.entries(families)) {
    test(`${title}: whatever is asked, the answer is the mirrors’ own`, async () => {
      const moment = title === 'skill levels' ? longAfter : asOf
      const seen = new Set<string>()
      await fc.assert(
        fc.asyncProperty(questions(family), async (question) => {
          const { filters, by, today } = question
          if (/assessments|skill/.test(title)) await placeAttempts(database.pool, filters.to, moment)
          const scope = question.ownTeams === undefined ? everybody : ownTeams(...question.ownTeams)
          const answer = await readAs(
            database.warehouse,
            scope,
            (reader) => ask<MetricName, DimensionName>(reader, { metrics: question.metrics, by, filters, today }),
            { datacamp: moment, skilljar: null },
          )
          const rows = answer.rows as readonly Readonly<Record<string, unknown>>[]
          const totals = answer.totals as Readonly<Record<string, unknown>>
          const cells = async (name: string, keys: readonly string[]) => {
            const asked = {
              filters,
              today,
              keys: datacampKeys,
              ...(question.ownTeams && { ownTeams: question.ownTeams }),
            }
            const found = await oracleCells(database.pool, { ...asked, ...oracleOf(name), by: keys })
            return new Map(
              found.filter((cell) => cell.value !== null).map((cell) => [cell.keys.join(' | '), cell.value]),
            )
          }
          for (const name of question.metrics) {
            const ratio = ratioOf(name)
            const read = ratio === undefined ? [name] : [ratio.of, ratio.to]
            const shown = ratio === undefined ? [name] : [`${name}_numerator`, `${name}_denominator`]
            for (const [index, metric] of read.entries()) {
              const column = shown[index] ?? ''
              const none = medians.test(metric) ? null : 0
              const total = (await cells(metric, [])).get('') ?? none
              near(totals[column], total, `${column} in total`, 2e-6)
              if (total) seen.add(metric)
              const expected = await cells(metric, by)
              for (const row of rows) {
                const key = keysOf(row, by).join(' | ')
                near(row[column], expected.get(key) ?? none, `${column} by ${by} at ${key}`, 2e-6)
                expected.delete(key)
              }
              const missing = [...expected].filter(([, value]) => value !== 0)
              if (by.length > 0) assert.deepEqual(missing, [], `${column} by ${by}`)
            }
            if (ratio === undefined) continue
            for (const row of [...rows, totals]) {
              const [upper, lower] = [Number(row[`${name}_numerator`]), Number(row[`${name}_denominator`])]
              near(row[name], lower === 0 ? null : upper / lower, name, 2e-6)
            }
          }
        }),
        {
          numRuns: 20,
          seed: 5,
          examples: [
            [{ metrics: [...family.metrics], by: [], filters: everything, today: mirrorsFrom, ownTeams: undefined }],
          ],
        },
      )
      const asked = family.metrics.flatMap((name) => Object.values(ratioOf(name) ?? { name })).filter(isMetric)
      assert.deepEqual(
        asked.filter((name) => !seen.has(name)),
        [],
        'every metric had something to say',
      )
    })
  }

  const totalsOf = <const M extends MetricName>(metrics: readonly M[]) =>
    readAs(
      database.warehouse,
      everybody,
      async (reader) => (await ask(reader, { metrics, filters: everything })).totals,
      {
        datacamp: asOf,
        skilljar: null,
      },
    )

  test('on time, late, overdue, not yet due and without due date are all assignments, each once', async () => {
    const totals = await totalsOf([
      'assignments',
      'assignments_on_time',
      'assignments_late',
      'assignments_overdue',
      'assignments_not_yet_due',
      'assignments_no_due_date',
    ])
    const { assignments, suppressed: _, ...states } = totals
    assert.ok(Object.values(states).every((value) => value !== null && value > 0))
    assert.equal(
      Object.values(states).reduce((sum, value) => (sum ?? 0) + (value ?? 0), 0),
      assignments,
    )
  })

  test('whoever sees aggregates only sees no median of fewer than five people', async () => {
    const { rows } = await readAs(
      database.warehouse,
      aggregatesOnly,
      (reader) =>
        ask(reader, { metrics: ['assessment_score', 'days_late'], by: ['week', 'team'], filters: everything }),
      { datacamp: asOf, skilljar: null },
    )
    await placeAttempts(database.pool, everything.to, asOf)
    const today = asOf.slice(0, 10)
    for (const metric of ['assessment_score', 'days_late'] as const) {
      const cells = await oracleCells(database.pool, { metric, by: ['week', 'team'], filters: everything, today })
      const behind = new Map(cells.map((cell) => [cell.keys.join(), cell.people]))
      assert.ok([...behind.values()].some((count) => count < 5))
      for (const row of rows.filter((row) => row[metric] !== null)) {
        assert.ok((behind.get(`${row.week},${row.team}`) ?? 0) >= 5, `${metric} of ${row.week} and team ${row.team}`)
      }
    }
  })

  test('a dimension that the facts of a metric do not have is refused, naming those they have', async () => {
    await assert.rejects(
      readAs(database.warehouse, everybody, (reader) =>
        ask(reader, { metrics: ['assignments', 'xp'], by: ['assignment_status'], filters: everything }),
      ),
      /xp cannot be divided by assignment_status/,
    )
  })
})
