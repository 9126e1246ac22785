/** Every number of Skilljar's facts against plain loops over the raw rows. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addDays } from '@/lib/filters/days'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import type { TestDatabase } from '@/lib/testing/database'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import type { SkilljarEvent } from '@/lib/testing/skilljar-event'
import { skilljarEvents } from '@/lib/testing/skilljar-oracle'
import { skilljarDatabase } from '@/lib/testing/skilljar-database'
import type { RawTables } from '@/lib/testing/skilljar-rows'
import { mayBeEmpty, totalOf } from '@/lib/testing/skilljar-totals'
import type { Scope } from '@/lib/authz/scope'
import { ask } from '../ask'
import type { DimensionName } from '../dimensions'
import type { Fact } from '../fact'
import type { MetricName } from '../names'
import { accessExpiring } from './access-expiring'
import { certificatesExpiring, certificatesIssued } from './certificates'
import { codesAndCredits } from './codes'
import { courseResults } from './course-results'
import { lessonProgress } from './lesson-progress'
import { lessonTime } from './lesson-time'
import { pathAccessEnding, pathsCompleted, pathsEnrolled } from './paths'
import { purchases } from './purchases'
import { quizSittings } from './quiz-sittings'
import { quizzes } from './quizzes'
import { scorm } from './scorm'
import { skilljarRatios } from './skilljar-ratios'
import { viltEvents } from './vilt-events'
import { viltRegistrations } from './vilt-registrations'
import { viltSessions } from './vilt-sessions'

const facts: readonly Fact[] = [
  lessonProgress,
  lessonTime,
  courseResults,
  accessExpiring,
  certificatesIssued,
  certificatesExpiring,
  pathsEnrolled,
  pathsCompleted,
  pathAccessEnding,
  quizzes,
  quizSittings,
  viltRegistrations,
  viltSessions,
  viltEvents,
  scorm,
  purchases,
  codesAndCredits,
]
const names = (fact: Fact) => Object.keys(fact.metrics) as MetricName[]

const loaded = addDays(mirrorsFrom, mirrorsDays - 30)
const asOf = { datacamp: `${loaded}T12:00:00.000Z`, skilljar: `${loaded}T12:00:00.000Z` }
const filters: Filters = {
  ...defaultFilters(addDays(mirrorsFrom, mirrorsDays + 20)),
  from: addDays(mirrorsFrom, 10),
  compare: 'none',
}

type Answer = Readonly<Record<string, number | string | boolean | null>>

describe('Skilljar’s facts', () => {
  let database: TestDatabase
  let raw: RawTables
  let people: Map<number, string>

  before(async () => {
    ;({ database, raw } = await skilljarDatabase(11))
    const { rows } = await database.pool.query('select person_id, person_key from mart.person')
    people = new Map(rows.map((row) => [Number(row.person_id), row.person_key]))
  })
  after(() => database?.drop())

  const events = (windowDays = 30) => skilljarEvents(raw, { asOf: `${loaded}T12:00:00`, to: filters.to, windowDays })
  const inPeriod = (list: readonly SkilljarEvent[] = []) =>
    list.filter(({ day }) => filters.from <= day && day <= filters.to)

  async function answer(
    metrics: readonly MetricName[],
    by: readonly DimensionName[],
    scope: Scope = everybody,
    some: Partial<Filters> = {},
  ) {
    return readAs(
      database.warehouse,
      scope,
      async (reader) => {
        const { rows, totals } = await ask<MetricName, DimensionName>(reader, {
          metrics,
          by,
          filters: { ...filters, ...some },
        })
        return { rows: rows as readonly Answer[], totals: totals as unknown as Answer }
      },
      asOf,
    )
  }

  /** The keys of an event's groups, as the answer's rows write them. */
  function keysOf(event: SkilljarEvent, by: readonly string[]): string[] {
    return by.reduce<string[]>(
      (keys, name) => {
        const own =
          name === 'month'
            ? [`${event.day.slice(0, 7)}-01`]
            : ([event[name as keyof SkilljarEvent]].flat() as unknown[])
        return keys.flatMap((key) => own.map((value) => `${key}|${String(value)}`))
      },
      [''],
    )
  }
  const rowKey = (row: Answer, by: readonly string[]) =>
    by.map((name) => `|${String(name === 'person' ? (people.get(Number(row[name])) ?? null) : row[name])}`).join('')

  function grouped(metric: string, list: readonly SkilljarEvent[], by: readonly string[]): Map<string, number | null> {
    const groups = new Map<string, SkilljarEvent[]>()
    for (const event of list) for (const key of keysOf(event, by)) groups.set(key, [...(groups.get(key) ?? []), event])
    return new Map([...groups].map(([key, own]) => [key, totalOf(metric, own)]))
  }

  function assertNear(actual: unknown, expected: number | null, what: string) {
    if (expected === null) return assert.equal(actual, null, what)
    assert.ok(
      typeof actual === 'number' && Math.abs(actual - expected) < 1e-9 * Math.max(1, Math.abs(expected)),
      `${what}: ${String(actual)} is not ${expected}`,
    )
  }

  function assertRows(
    rows: readonly Answer[],
    metric: string,
    by: readonly string[],
    expected: Map<string, number | null>,
  ) {
    const found = new Map(rows.map((row) => [rowKey(row, by), row[metric]]))
    for (const [key, value] of expected) assertNear(found.get(key), value, `${metric} by ${by} ${key}`)
    for (const [key, value] of found)
      if (!expected.has(key))
        assert.ok(
          value === 0 || (value === null && mayBeEmpty(metric)),
          `${metric} by ${by}: nothing at ${key}, not ${String(value)}`,
        )
  }

  for (const fact of facts) {
    test(`${fact.name}: every metric equals the raw rows, in total and by every dimension`, async () => {
      const all = events()
      const dimensions: readonly (readonly DimensionName[])[] = [
        [],
        ['month'],
        ['content'],
        ['person'],
        ['domain'],
        ['tag'],
        ['student_group'],
        ['domain', 'tag', 'month'],
        ...(fact.dimensions ?? []).flatMap((name): DimensionName[][] => [[name], [name, 'domain']]),
      ]
      for (const by of dimensions) {
        const { rows, totals } = await answer(names(fact), by)
        for (const metric of names(fact)) {
          const list = inPeriod(all[metric])
          assert.ok(list.length > 0, `${metric} has an event`)
          if (by.length === 0) assertNear(totals[metric], grouped(metric, list, []).get('') as number | null, metric)
          else assertRows(rows, metric, by, grouped(metric, list, by))
        }
      }
    })
  }

  test('every ratio divides the two numbers it names, and is empty where there is nothing to divide by', async () => {
    const all = events()
    for (const [name, { ratio }] of Object.entries(skilljarRatios)) {
      const { rows } = await answer([name as MetricName], ['content'])
      const [upper, lower] = [ratio.of, ratio.to].map((metric) => grouped(metric, inPeriod(all[metric]), ['content']))
      assert.ok(rows.length > 0, name)
      for (const row of rows) {
        const [numerator, denominator] = [upper, lower].map((parts) => parts?.get(rowKey(row, ['content'])) ?? 0) as [
          number,
          number,
        ]
        assert.deepEqual([row[`${name}_numerator`], row[`${name}_denominator`]], [numerator, denominator], name)
        if (denominator === 0) assert.equal(row[name], null)
        else assert.ok(Math.abs(Number(row[name]) - numerator / denominator) < 1e-6, name)
      }
    }
  })

  test('enrolments, starts and completions are told by the channel of the first enrolment, and those with access stand apart', async () => {
    const all = events()
    const metrics = [
      'enrolments',
      'enrolments_active',
      'enrolments_not_started',
      'enrolments_in_progress',
      'enrolments_completed',
      'sj_course_starts',
      'sj_course_completions',
    ] as const
    const narrowed = { where: { channel: ['api'] }, source: ['skilljar'] } as const
    for (const by of [[], ['channel'], ['domain'], ['student_group']] as DimensionName[][]) {
      const { rows, totals } = await answer(metrics, by, everybody, { source: ['skilljar'] })
      const { totals: ofApi } = await answer(metrics, by, everybody, narrowed)
      for (const metric of metrics) {
        const list = inPeriod(all[metric])
        assert.ok(list.length > 0, metric)
        if (by.length === 0) assert.equal(totals[metric], list.length)
        else assertRows(rows, metric, by, grouped(metric, list, by))
        assert.equal(ofApi[metric], list.filter(({ channel }) => channel === 'api').length, metric)
      }
    }
  })

  test('hours in lessons are the learning hours of Skilljar', async () => {
    const some = { source: ['skilljar'] } as const
    const { totals } = await answer(['lesson_hours', 'learning_hours'], [], everybody, some)
    assertNear(totals.lesson_hours, Number(totals.learning_hours), 'hours')
  })

  test('access ends within as many days as are asked for', async () => {
    for (const windowDays of [30, 60, 90]) {
      const { totals } = await answer(['access_expiring'], [], everybody, { windowDays })
      assert.equal(totals.access_expiring, events(windowDays).access_expiring?.length)
    }
  })

  test('certificates expire within as many days as are asked for', async () => {
    for (const windowDays of [30, 60, 90]) {
      const { totals } = await answer(['certificates_expiring'], [], everybody, { windowDays })
      assert.equal(totals.certificates_expiring, events(windowDays).certificates_expiring?.length)
    }
  })

  test('net revenue is gross less refunds in every currency, and currencies are never added', async () => {
    const { rows, totals } = await answer(['gross_revenue', 'refunds', 'net_revenue'], ['currency'])
    assert.ok(rows.length >= 4)
    for (const row of rows)
      assert.ok(Math.abs(Number(row.net_revenue) - (Number(row.gross_revenue) - Number(row.refunds))) < 1e-6)
    assert.deepEqual([totals.gross_revenue, totals.refunds, totals.net_revenue], [null, null, null])
  })

  test('a manager sees the rows of their teams’ members while they were members, and no seats or codes', async () => {
    const { rows: members } = await database.pool.query(
      `select person_key, joined::text, "left"::text from mart.person_team join mart.person using (person_id) where team_id = any('{11,12}')`,
    )
    const isMember = ({ person, day }: SkilljarEvent) =>
      members.some(
        (row) =>
          row.person_key === person &&
          (row.joined === '-infinity' || row.joined <= day) &&
          (row.left === 'infinity' || day < row.left),
      )
    const all = events()
    for (const fact of facts) {
      const { totals } = await answer(names(fact), [], ownTeams(11, 12))
      for (const metric of names(fact)) {
        const own = inPeriod(all[metric]).filter(isMember)
        const expected = grouped(metric, own, []).get('')
        if (expected === undefined) assert.ok(!totals[metric], metric)
        else assertNear(totals[metric], expected, metric)
      }
    }
  })

  test('readers of aggregates see seats, sessions and codes, and of people’s numbers only those of five or more', async () => {
    const all = events()
    const shown = { people: 0, things: 0 }
    for (const fact of facts) {
      const { rows } = await answer(names(fact), ['content'], aggregatesOnly)
      for (const metric of names(fact)) {
        const isOfThings = fact.metrics[metric]?.ofThings === true
        for (const row of rows) {
          const own = inPeriod(all[metric]).filter(({ content }) => content === row.content)
          if (row[metric] === null || row[metric] === 0) {
            if (isOfThings)
              assert.equal(
                row[metric],
                own.reduce((sum, { value }) => sum + value, 0),
                metric,
              )
            continue
          }
          shown[isOfThings ? 'things' : 'people']++
          if (!isOfThings)
            assert.ok(new Set(own.map(({ person }) => person)).size >= 5, `${metric} of ${String(row.content)}`)
        }
      }
    }
    assert.ok(shown.people > 20 && shown.things > 10, JSON.stringify(shown))
    const { totals } = await answer(['vilt_fill_rate', 'vilt_cancellation_rate'], [], aggregatesOnly)
    assert.ok(Number(totals.vilt_fill_rate) > 0 && Number(totals.vilt_cancellation_rate) > 0)
  })
})
