/** The page Assessments against plain counting over the mirrors. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { fillDatacampMirrors } from '@/lib/testing/datacamp-database'
import { membersOf } from '@/lib/testing/oracle'
import { quantile } from '@/lib/testing/quantile'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { wholePage } from '@/lib/testing/whole-page'
import { readQuestion } from './question'
import { assessmentsCards, readAssessments } from './read-assessments'
import { reportOf } from './reports'

const staleAfter = 180
/** So late that some levels are stale by then, and some are not. */
const asOf = { datacamp: `${addDays(mirrorsFrom, 240)}T12:00:00.000Z`, skilljar: null }
const period = { from: addDays(mirrorsFrom, 40), to: addDays(mirrorsFrom, mirrorsDays + 8) }
const address = (more: Record<string, string> = {}) => new URLSearchParams({ ...period, compare: 'none', ...more })

let database: TestDatabase

const pageOf = (scope: Scope, search = address()) =>
  readAs(
    database.warehouse,
    scope,
    (reader: ScopedReader) =>
      wholePage(
        reader,
        readQuestion(reportOf('assessments'), search, { alsoKnown: [], asOf: reader.asOf }),
        readAssessments,
        assessmentsCards,
      ),
    asOf,
  )

interface Attempt {
  readonly who: string
  readonly assessment: string
  readonly technology: string
  readonly day: string
  readonly at: number
  readonly score: number | null
  readonly group: string
}

/** Each attempt once, the earliest first, up to the end of the period. */
async function attempts(): Promise<Attempt[]> {
  const { rows } = await database.pool.query<Attempt & { key: string }>(`
    select user_id || '/' || assessment_id || '/' || coalesce(started_at::text, '') as key, oracle.person_of(user_id) as who,
      assessment_id::text as assessment, oracle.said(technology) as technology, completed_at::date::text as day,
      extract(epoch from completed_at)::float8 as at, score::float8 as score, oracle.said(score_group) as "group"
    from datacamp.assessment_fact left join datacamp.assessment_dim using (assessment_id)
    where completed_at is not null and assessment_id <> -1 order by completed_at, date_id, score nulls first`)
  return [...new Map(rows.map((row) => [row.key, row])).values()]
    .filter(({ day }) => day <= period.to)
    .sort((one, other) => one.at - other.at)
}

const inPeriod = ({ day }: Attempt) => period.from <= day && day <= period.to
const distinct = <T>(values: readonly T[]) => new Set(values).size

/** The last attempt of each person and technology. */
const levelsOf = (all: readonly Attempt[]) => [
  ...new Map(all.map((attempt) => [`${attempt.who} ${attempt.technology}`, attempt])).values(),
]

/** Of those who came back after two weeks or more, their last in the period. */
function gainsOf(all: readonly Attempt[]) {
  return [...Map.groupBy(all, ({ who, assessment }) => `${who} ${assessment}`).values()].flatMap((own) => {
    const [first, last] = [own[0], own.at(-1)]
    if (!first || !last || last.at - first.at < 14 * 86_400 || !inPeriod(last)) return []
    return last.score === null || first.score === null ? [] : [{ ...last, gain: last.score - first.score }]
  })
}

describe('Assessments', () => {
  before(async () => {
    database = await testDatabase()
  })
  after(() => database?.drop())

  test('before anything was loaded the page has nothing to show, for any reader', async () => {
    const page = await pageOf(everybody)
    assert.deepEqual(
      [page.table.answer.rows, page.bins, page.levels.rows, page.ages.rows, page.gains.rows],
      [[], [], [], [], []],
    )
    assert.deepEqual(page.people, { matrix: [], stale: [] })
    const { teams } = await pageOf(aggregatesOnly)
    assert.deepEqual([teams?.levels.rows, teams?.groups.rows], [[], []])
  })

  describe('with data', () => {
    before(async () => {
      await fillDatacampMirrors(database.pool, 51)
    })

    test('figures, steps and rows count the attempts of the period, each once', async () => {
      const all = await attempts()
      const own = all.filter(inPeriod)
      const scores = own.flatMap(({ score }) => (score === null ? [] : [score]))
      const gains = gainsOf(all)
      const page = await pageOf(everybody)
      const { totals } = page.figures
      assert.ok(own.length > 50 && own.length < all.length && gains.length > 5)
      assert.deepEqual(
        [totals.assessments_completed, totals.assessment_learners, totals.assessment_score],
        [own.length, distinct(own.map(({ who }) => who)), quantile(scores, 0.5)],
      )
      assert.deepEqual(
        [totals.skill_gain, totals.skill_gain_improving_share_numerator, totals.skill_gain_improving_share_denominator],
        [
          quantile(
            gains.map(({ gain }) => gain),
            0.5,
          ),
          gains.filter(({ gain }) => gain > 0).length,
          gains.length,
        ],
      )
      assert.equal(
        page.bins.reduce((sum, { attempts: count }) => sum + Number(count), 0),
        scores.length,
      )
      assert.deepEqual(
        [page.scores.totals.assessment_score_q1, page.scores.totals.assessment_score_q3],
        [quantile(scores, 0.25), quantile(scores, 0.75)],
      )
      const { rows } = page.table.answer
      assert.equal(rows.length, distinct(own.map(({ assessment }) => assessment)))
      for (const row of rows) {
        const of = (attempt: Attempt) => `datacamp/assessment/${attempt.assessment}` === row['content']
        const known = own.filter(of).flatMap(({ score }) => (score === null ? [] : [score]))
        const gained = gains.filter(of)
        assert.deepEqual(
          [row['assessments_completed'], row['assessment_score'], row['skill_gain'] ?? null, row['skill_gain_pairs']],
          [
            own.filter(of).length,
            quantile(known, 0.5),
            quantile(
              gained.map(({ gain }) => gain),
              0.5,
            ),
            gained.length,
          ],
          String(row['content_name']),
        )
      }
      for (const row of page.gains.rows) {
        const gained = gains.filter(({ technology }) => technology === row.technology).map(({ gain }) => gain)
        assert.deepEqual(
          [row.skill_gain_pairs, row.skill_gain, row.skill_gain_q1, row.skill_gain_q3],
          [gained.length, quantile(gained, 0.5), quantile(gained, 0.25), quantile(gained, 0.75)],
        )
      }
    })

    test('levels are the last attempt per person and technology of all time up to the end of the period', async () => {
      const levels = levelsOf(await attempts())
      const now = Date.parse(asOf.datacamp) / 1000
      const isStale = ({ at }: Attempt) => now - at > staleAfter * 86_400
      const page = await pageOf(everybody)
      const old = levels.filter(isStale).sort((one, other) => one.at - other.at)
      assert.ok(old.length > 5 && old.length < levels.length && levels.some((level) => !inPeriod(level)))
      for (const row of page.levels.rows) {
        const own = levels.filter(({ technology, group }) => technology === row.technology && group === row.score_group)
        assert.equal(row.skill_levels, own.length, `${row.technology} ${row.score_group}`)
      }
      assert.equal(
        page.levels.rows.reduce((sum, row) => sum + (row.skill_levels ?? 0), 0),
        levels.length,
      )
      for (const row of page.ages.rows) {
        const own = levels.filter(({ technology }) => technology === row.technology)
        assert.deepEqual(
          [row.skill_levels, row.skill_levels_fresh, row.skill_levels_stale_share_numerator],
          [own.length, own.filter((level) => !isStale(level)).length, own.filter(isStale).length],
          row.technology,
        )
      }

      assert.equal(page.people?.matrix.length, levels.length)
      const inMatrix = (technology: string, group: string) =>
        page.people?.matrix.filter((row) => row.technology === technology && row.score_group === group).length
      for (const row of page.levels.rows) {
        assert.equal(inMatrix(row.technology, row.score_group), row.skill_levels, 'the matrix is what the bars count')
      }
      assert.deepEqual(
        page.people?.stale.map((row) => Math.floor(Number(row.age_days))),
        old.slice(0, 8).map(({ at }) => Math.floor((now - at) / 86_400)),
      )
    })

    test('a technology in the address narrows everything to it', async () => {
      const all = await pageOf(everybody)
      const [{ technology } = { technology: '' }] = all.levels.rows
      const page = await pageOf(everybody, address({ technology }))
      const there = (rows: readonly { readonly technology?: unknown }[]) => [
        ...new Set(rows.map((row) => row.technology)),
      ]
      assert.deepEqual(there(page.people?.matrix ?? []), [technology])
      assert.deepEqual(there(page.levels.rows), [technology])
      assert.deepEqual(
        page.levels.rows,
        all.levels.rows.filter((row) => row.technology === technology),
      )
    })

    test('a manager sees levels that people showed while they were in the own team, and no one else’s', async () => {
      const isMember = await membersOf(database.pool, 12)
      const isMine = ({ who, day }: Attempt) => isMember(who, day)
      const mine = levelsOf(await attempts()).filter(isMine)
      const page = await pageOf(ownTeams(12))
      assert.ok(mine.length > 3)
      assert.equal(page.people?.matrix.length, mine.length)
      assert.equal(
        page.figures.totals.assessments_completed,
        (await attempts()).filter((one) => inPeriod(one) && isMine(one)).length,
      )
      assert.deepEqual(page.people?.matrix.map((row) => row.completed_on).sort(), mine.map(({ day }) => day).sort())
    })

    test('whoever sees aggregates only gets teams instead of people, and no number of fewer than five', async () => {
      const page = await pageOf(aggregatesOnly)
      assert.equal(page.people, null)
      const { levels, groups } = page.teams ?? { levels: { rows: [] }, groups: { rows: [] } }
      assert.ok(levels.rows.length > 5)
      for (const { skill_levels: people } of [...levels.rows, ...groups.rows, ...page.levels.rows, ...page.ages.rows]) {
        assert.ok(people === null || people === 0 || people >= 5, String(people))
      }
    })
  })
})
