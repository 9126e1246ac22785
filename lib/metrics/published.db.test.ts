/** Dimensions of Skilljar on the facts of both platforms. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { defaultFilters } from '@/lib/filters/filters'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { narrow } from '@/lib/filters/narrow'
import type { TestDatabase } from '@/lib/testing/database'
import { createOracle } from '@/lib/testing/oracle'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { skilljarDatabase } from '@/lib/testing/skilljar-database'
import { ask } from './ask'
import type { DimensionName } from './dimensions'
import { narrowingOptions } from './narrowing-options'
import type { MetricName } from './names'

const filters = {
  ...defaultFilters(addDays(mirrorsFrom, mirrorsDays)),
  from: addDays(mirrorsFrom, 10),
  compare: 'none' as const,
}

let database: TestDatabase

before(async () => {
  ;({ database } = await skilljarDatabase(11))
})
after(() => database?.drop())

test('domains, tags and groups divide learning on both platforms too, and people are counted once in each', async () => {
  await createOracle(database.pool)
  // Students whom nothing describes are themselves.
  const learner = `left join lateral (
    select distinct student_group_id from skilljar.student_group_membership member
    left join oracle.account account on account.source = 'skilljar' and account.id = member.student_id
    where coalesce(account.person, 'skilljar ' || member.student_id) = event.person
  ) membership on true`
  const course = `event.source = 'skilljar' and event.content_type = 'course'`
  const sources = {
    domain: [
      'domain_id',
      `left join skilljar.published_course course on ${course} and published_course_id = content_id`,
    ],
    tag: ['tag_id', `left join skilljar.published_course_tag tag on ${course} and published_course_id = content_id`],
    course: [
      'course_id',
      `left join skilljar.published_course published on ${course} and published_course_id = event.content_id`,
    ],
    published_course: [
      'published_course_id',
      `left join skilljar.published_course published on ${course} and published_course_id = event.content_id`,
    ],
    student_group: ['student_group_id', learner],
  } as const
  for (const [by, [key, joins]] of Object.entries(sources)) {
    const { rows } = await database.pool.query(
      `select key, sum(amount) filter (where metric = 'learning_seconds')::float8 as learning_seconds,
         count(distinct person) filter (where metric = 'active_learners')::int as active_learners,
         sum(amount) filter (where metric = 'course_completions')::int as course_completions
       from (
         select distinct event.ctid, metric, event.person, amount, ${key} as key from oracle.event ${joins}
         where day between '${filters.from}' and '${filters.to}'
       ) grouped
       where metric in ('learning_seconds', 'active_learners', 'course_completions') group by key`,
    )
    const found = await readAs(database.warehouse, everybody, (reader) =>
      ask<MetricName, DimensionName>(reader, {
        metrics: ['learning_seconds', 'active_learners', 'course_completions'],
        by: [by as DimensionName],
        filters,
      }),
    )
    const rowsFound: readonly Readonly<Record<string, unknown>>[] = found.rows
    const words = (row: Readonly<Record<string, unknown>>) =>
      [row.learning_seconds, row.active_learners, row.course_completions].map(Number)
    assert.deepEqual(
      new Map(rowsFound.map((row) => [row[by], words(row)])),
      new Map(
        rows
          .map((row) => [row.key, words(row)] as const)
          .sort(([one], [other]) => (one === null ? 1 : other === null ? -1 : one < other ? -1 : 1)),
      ),
      by,
    )
  }
})

test('numbers narrowed to one value of a dimension are that value’s row, "Not set" included', async () => {
  const metrics = ['learning_seconds', 'active_learners', 'course_completions'] as const
  for (const name of ['content', 'topic', 'domain', 'course', 'published_course', 'student_group', 'tag'] as const) {
    await readAs(database.warehouse, everybody, async (reader) => {
      const { rows } = await ask<MetricName, DimensionName>(reader, { metrics, by: [name], filters })
      assert.ok(rows.length > 1, name)
      for (const row of rows.slice(0, 8)) {
        const { totals } = await ask(reader, { metrics, by: [], filters: narrow(filters, { [name]: row[name] }) })
        assert.deepEqual(
          metrics.map((metric) => totals[metric]),
          metrics.map((metric) => row[metric]),
          `${name} ${row[name]}`,
        )
      }
    })
  }
})

test('a number cannot be narrowed by what its rows know nothing of', async () => {
  const query = { metrics: ['xp'] as const, by: [], filters: { ...filters, where: { score_group: ['Advanced'] } } }
  await assert.rejects(
    readAs(database.warehouse, everybody, (reader) => ask(reader, query)),
    (error) => error instanceof InvalidFilter && error.param === 'score_group',
  )
})

test('a manager chooses among the courses that somebody of the own teams learned in, everybody else among all', async () => {
  const { rows } = await database.pool.query(`
    select distinct course_id from mart.activity
    join mart.person_team as member on member.person_id = activity.person_id and member.joined <= day and day < member."left"
    join skilljar.published_course on source = 'skilljar' and content_type = 'course' and published_course_id = content_id
    where team_id = 12 and course_id is not null`)
  const known = async (scope: Scope) =>
    (await readAs(database.warehouse, scope, (reader) => narrowingOptions(reader, 'course', filters))).options
      .map(({ value }) => value)
      .sort()
  const [all, own, none] = [await known(everybody), await known(ownTeams(12)), await known(ownTeams(999))]
  assert.ok(own.length > 0 && own.every((value) => all.includes(value)))
  assert.deepEqual(
    own.filter((value) => !rows.some(({ course_id }) => course_id === value)),
    [],
  )
  assert.deepEqual(none, [])
})
