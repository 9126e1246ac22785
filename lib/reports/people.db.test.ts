/** The pages People, Person and At risk against plain SQL over mirrors and marts. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { analyses } from '@/lib/analyses/analyses'
import { addDays } from '@/lib/filters/days'
import { readFilters } from '@/lib/filters/url'
import { NotForThisReader } from '@/lib/metrics/query'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { publishBoth } from '@/lib/testing/mirrors'
import { fillDatacamp } from '@/lib/testing/random-datacamp'
import { fillMirrors, mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { fillSkilljar } from '@/lib/testing/random-skilljar'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { readAtRisk, readRiskQuestion, riskCards } from './read-at-risk'
import { peopleCards } from './read-people'
import { personCards, personFigures, readPerson } from './read-person'
import { readQuestion } from './question'
import { reportOf } from './reports'
import { tableParams } from './table-state'

const today = addDays(mirrorsFrom, mirrorsDays + 8)
const asOf = { datacamp: `${today}T12:00:00.000Z`, skilljar: `${today}T12:00:00.000Z` }
const period = { from: addDays(mirrorsFrom, 10), to: addDays(mirrorsFrom, mirrorsDays) }
const address = (more: Record<string, string> = {}) => new URLSearchParams({ ...period, compare: 'none', ...more })

let database: TestDatabase

const as = <T>(scope: Scope, read: (reader: ScopedReader) => Promise<T>) =>
  readAs(database.warehouse, scope, read, asOf)
const raw = async (text: string, values: unknown[] = []) => (await database.pool.query(text, values)).rows

const listed = (scope: Scope, more: Record<string, string> = {}) =>
  as(scope, async (reader) => {
    const question = readQuestion(reportOf('people'), address(more), {
      alsoKnown: [...tableParams, 'who'],
      asOf: reader.asOf,
    })
    return peopleCards.table(reader, question)
  })
const person = (scope: Scope, id: number, more: Record<string, string> = {}) =>
  as(scope, async (reader) => {
    const question = { person: id, filters: readFilters(address(more), new Date(), reader.asOf) }
    const data = await readPerson(reader, question)
    return data && { ...data, calendar: await personCards.calendar(reader, question) }
  })
const risk = (scope: Scope, more: Record<string, string> = {}) =>
  as(scope, async (reader) => {
    const { rule, days, page, ...filters } = more
    const asked = new URLSearchParams(
      Object.entries({ rule, days, page }).filter(([, value]) => value !== undefined) as [string, string][],
    )
    const question = {
      ...readRiskQuestion(asked),
      filters: readFilters(address(filters), new Date(), reader.asOf),
    }
    return {
      ...(await readAtRisk(reader, question)),
      teams: await riskCards.teams(reader, question),
      people: await riskCards.people(reader, question),
    }
  })

describe('People', () => {
  before(async () => {
    database = await testDatabase()
  })
  after(() => database?.drop())

  test('before anything was loaded the lists are empty and nobody has a page', async () => {
    const { answer } = await listed(everybody)
    assert.deepEqual([answer.rows, answer.totals.learning_hours], [[], 0])
    assert.equal(await person(everybody, 1), null)
    const { people, teams } = await risk(everybody)
    assert.deepEqual([people, teams], [[], []])
  })

  describe('with data', () => {
    before(async () => {
      await fillMirrors(database.pool, 61)
      await fillDatacamp(database.pool, 62)
      await fillSkilljar(database.pool, 63)
      await database.pool.query(
        `insert into datacamp.user_dim (user_id, email, first_name, last_name) values (4242, 'idle@example.com', 'Ida', 'Idle')`,
      )
      await publishBoth(database.pool)
      await database.pool.query(
        `update mart.person set email = 'some_one%x@example.com' where person_id = (select max(person_id) from mart.person)`,
      )
    })

    const everybodys = () =>
      raw(
        `select learner.person_id::int as person, learner.name, learner.last_evidence::text as last,
           coalesce(sum(act.seconds), 0)::float8 / 3600 as hours, coalesce(sum(act.xp), 0)::float8 as xp,
           (count(distinct act.day) filter (where act.is_evidence))::int as days,
           (select count(*) from mart.course_progress pair where pair.person_id = learner.person_id and pair.source = 'datacamp'
             and pair.completed_at::date between $1 and $2)::int as courses
         from mart.person learner
         left join mart.activity act on act.person_id = learner.person_id and act.day between $1 and $2
         group by learner.person_id`,
        [period.from, period.to],
      )

    test('the list has everybody with hours, XP, days and courses of the period, and when they were last seen', async () => {
      const { answer } = await listed(everybody)
      const expected = await everybodys()
      const idle = expected.filter(({ hours, days }) => hours === 0 && days === 0)
      assert.ok(expected.length > 20 && idle.length > 0)
      const known = answer.rows.filter((row) => Number(row.person) > 0)
      assert.equal(known.length, expected.length)
      for (const { person: id, name, last, hours, xp, days, courses } of expected) {
        const row = known.find((one) => one.person === id) as Record<string, unknown> | undefined
        assert.ok(row, name)
        assert.deepEqual(
          [row['person_name'], row['person_last_active'], row['xp'], row['active_days'], row['course_completions']],
          [name, last, xp, days, courses],
          name,
        )
        assert.ok(Math.abs(Number(row['learning_hours']) - hours) < 1e-5, name)
      }
    })

    test('with activity the list has those who did something in the period, and nobody else', async () => {
      const { answer } = await listed(everybody, { who: 'active', columns: 'learning_hours,xp,active_days' })
      const expected = await raw(
        `select distinct person_id::int as person from mart.activity where day between $1 and $2 order by 1`,
        [period.from, period.to],
      )
      assert.deepEqual(
        answer.rows.map((row) => row.person).sort((one, other) => Number(one) - Number(other)),
        expected.map((row) => row.person),
      )
      await assert.rejects(listed(everybody, { who: 'some' }), /everybody or active/)
    })

    test('people are found by part of the name or the address, and wildcards are letters', async () => {
      const [{ name, email }] = await raw(
        'select name, email from mart.person where email is not null order by person_id limit 1',
      )
      for (const search of [name.slice(1, 5), email.toUpperCase(), 'SOME_ONE%X']) {
        const { answer } = await listed(everybody, { search })
        const expected = await raw(
          `select count(*)::int as n from mart.person where position(lower($1) in lower(name)) > 0 or position(lower($1) in lower(email)) > 0`,
          [search],
        )
        assert.equal(answer.rowCount, expected[0].n, search)
        assert.ok(answer.rowCount > 0, search)
      }
      assert.equal((await listed(everybody, { search: 'no%body_at all' })).answer.rowCount, 0)
    })

    test('with a technology the list has those who did something in it, with a team its members of the period', async () => {
      const inSql = await raw(
        `select count(distinct person_id)::int as n from mart.activity where technology = 'SQL' and day between $1 and $2`,
        [period.from, period.to],
      )
      const { answer } = await listed(everybody, { technology: 'SQL', columns: 'learning_hours,xp,active_days' })
      assert.ok(answer.rows.length > 0 && answer.rows.length <= inSql[0].n)
      const members = await raw(
        `select distinct person_id::int as person from mart.person_team where team_id = 11 and joined <= $2 and $1 < "left" and joined < "left"`,
        [period.from, period.to],
      )
      const ofTeam = (await listed(everybody, { team: '11' })).answer.rows.map((row) => row.person)
      for (const { person: id } of members) assert.ok(ofTeam.includes(id), `member ${id}`)
    })

    test('a person’s figures are those of the row in the list, and the days of the calendar add up to the hours', async () => {
      const { answer } = await listed(everybody)
      for (const row of answer.rows.filter((one) => Number(one.person) > 0).slice(0, 15)) {
        const data = await person(everybody, Number(row.person))
        assert.ok(data)
        for (const name of personFigures) {
          if (!(name in row)) continue
          assert.equal(data.figures.totals[name], row[name as keyof typeof row], `${name} of ${row.person_name}`)
        }
        const hours = data.calendar.days.filter(({ day }) => day >= period.from && day <= period.to)
        const sum = hours.reduce((total, day) => total + (day.learning_hours ?? 0), 0)
        assert.ok(Math.abs(sum - (data.figures.totals.learning_hours ?? 0)) < 1e-4)
      }
    })

    test('a manager finds the own teams’ people only, and their teams only', async () => {
      const own = ownTeams(11, 12)
      const members = await raw(
        `select distinct person_id::int as person from mart.person_team where team_id in (11, 12)`,
      )
      const ids = members.map((row) => row.person)
      const { answer } = await listed(own)
      assert.ok(answer.rows.length > 0)
      for (const row of answer.rows) assert.ok(ids.includes(row.person), row.person_name)
      for (const { person: id } of await raw('select person_id::int as person from mart.person')) {
        const data = await person(own, id)
        assert.equal(data !== null, ids.includes(id), `person ${id}`)
        for (const team of data?.profile.teams ?? []) assert.ok([11, 12].includes(team.id))
      }
    })

    test('readers of aggregates get neither list nor person, and of those at risk the counts alone', async () => {
      await assert.rejects(listed(aggregatesOnly), NotForThisReader)
      await assert.rejects(person(aggregatesOnly, 1), NotForThisReader)
      const data = await risk(aggregatesOnly, { days: '5' })
      assert.deepEqual(data.people, [])
      for (const { members, people } of data.teams) {
        assert.ok(members === null || Number(members) >= 5)
        assert.ok(people === null || Number(people) === 0 || Number(people) >= 5)
      }
    })

    test('the counts above the lists of people at risk and quiet are as many as the lists have, page by page', async () => {
      for (const rule of ['open', 'quiet'] as const) {
        for (const days of ['3', '14', '60']) {
          const first = await risk(everybody, { rule, days })
          const count = Number(rule === 'open' ? first.total?.['at_risk'] : first.members?.['people'])
          const all = await as(everybody, (reader) =>
            analyses[rule === 'open' ? 'at_risk' : 'inactive_learners'].rows(reader, {
              filters: readFilters(address(), new Date(), reader.asOf),
              parameters: { days, most: '10000' },
            }),
          )
          assert.equal(all.length, count, `${rule} ${days}`)
          assert.deepEqual(first.people, all.slice(0, 50))
        }
      }
      const { people } = await risk(everybody, { page: '2' })
      const pageOne = (await risk(everybody)).people
      assert.ok(people.every((row) => !pageOne.some((one) => one['person'] === row['person'])))
    })

    test('the days of a rule and its name are read strictly', () => {
      const read = (text: string) => () => readRiskQuestion(new URLSearchParams(text))
      assert.throws(read('rule=some'), /open or quiet/)
      assert.throws(read('days=0'), /1 to 366/)
      assert.throws(read('days=1e2'), /1 to 366/)
      assert.throws(read('page=0'), /pages count from 1/)
      assert.deepEqual(readRiskQuestion(new URLSearchParams('rule=quiet')), { rule: 'quiet', days: 30, page: 1 })
    })
  })
})
