/** The pages Teams and Team against plain SQL over the mirrors. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addDays } from '@/lib/filters/days'
import { memberships } from '@/lib/filters/filters'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { NotForThisReader } from '@/lib/metrics/query'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { fillDatacampMirrors } from '@/lib/testing/datacamp-database'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { readQuestion } from './question'
import { readTeam, teamCards } from './read-team'
import { readTeams, teamsCards } from './read-teams'
import { reportOf } from './reports'
import { metricParam } from './team-metric'

/** Late enough for some to be quiet. */
const today = addDays(mirrorsFrom, mirrorsDays + 8)
const asOf = { datacamp: `${today}T12:00:00.000Z`, skilljar: `${today}T12:00:00.000Z` }
const period = { from: addDays(mirrorsFrom, 10), to: addDays(mirrorsFrom, mirrorsDays - 5) }
const address = (more: Record<string, string> = {}) => new URLSearchParams({ ...period, compare: 'none', ...more })

let database: TestDatabase

async function listOf(reader: ScopedReader, search = address()) {
  const question = readQuestion(reportOf('teams'), search, { alsoKnown: [metricParam], asOf: reader.asOf })
  return {
    ...(await readTeams(reader, question)),
    ...(await teamsCards.compared(reader, question)),
    ...(await teamsCards.technologies(reader, question)),
    regularity: (await teamsCards.regularity(reader, question)).teams,
    table: await teamsCards.table(reader, question),
  }
}

async function teamOf(reader: ScopedReader, id: number, search = address()) {
  const fixed = { team: [id] }
  const question = readQuestion(reportOf('team'), search, { alsoKnown: [], asOf: reader.asOf, fixed })
  const start = await readTeam(reader, question)
  if (start === null) return null
  const { risk, people } = await teamCards.attention(reader, question)
  return {
    ...start,
    risk,
    people: people && { ...people, members: await teamCards.members(reader, question) },
    technologies: await teamCards.technologies(reader, question),
    regularity: await teamCards.regularity(reader, question),
    days: await teamCards.days(reader, question),
    certifications: await teamCards.certifications(reader, question),
    ...(await teamCards.levels(reader, question)),
    assignments: await teamCards.assignments(reader, question),
    table: await teamCards.table(reader, question),
  }
}

const as = <T>(scope: Scope, read: (reader: ScopedReader) => Promise<T>) =>
  readAs(database.warehouse, scope, read, asOf)

describe('Teams', () => {
  before(async () => {
    database = await testDatabase()
  })
  after(() => database?.drop())

  test('before anything was loaded both pages have nothing to show, and no team exists', async () => {
    const list = await as(everybody, (reader) => listOf(reader))
    assert.deepEqual([list.table.answer.rows, list.ranking.rows, list.compared, list.lines], [[], [], [], null])
    assert.equal(list.figures.totals.active_learners, 0)
    assert.equal(await as(everybody, (reader) => teamOf(reader, 11)), null)
  })

  describe('with data', () => {
    before(async () => {
      await fillDatacampMirrors(
        database.pool,
        51,
        `update datacamp.team_dim set deleted_date = '2025-02-01' where team_id = 12`,
      )
    })

    const raw = async <R>(text: string) => (await database.pool.query(text)).rows as R[]
    const who = (learner: string) =>
      `coalesce((select person from oracle.account a where a.source = act.source and a.id = ${learner}), act.source || ' ' || ${learner})`
    const holds = {
      at_time: `(m.joined is null or m.joined <= act.day) and (m.left_on is null or act.day < m.left_on)`,
      current: `(m.joined is null or m.joined <= '${today}') and (m.left_on is null or '${today}' < m.left_on)`,
      ever: 'true',
    }
    /** Each sign of learning once per team of the person. */
    const learned = (membership: keyof typeof holds) => `(
      select distinct on (act.*, m.team_id) act.*, m.team_id, ${who('act.learner')} as person
      from (select row_number() over () as line, l.* from oracle.learning l where day between '${period.from}' and '${period.to}') as act
      left join oracle.member m on m.person = ${who('act.learner')} and ${holds[membership]}) as act`

    test('every team stands in the table with what the mirrors say of it, by each membership rule', async () => {
      for (const membership of memberships) {
        const { table } = await as(everybody, (reader) => listOf(reader, address({ membership })))
        const known = await raw<{ team: number | null; people: number; seconds: number; xp: number }>(`
          select team_id::int as team, count(distinct person) filter (where evidence)::int as people, sum(seconds)::float8 as seconds,
            sum(xp)::float8 as xp
          from ${learned(membership)} group by 1`)
        assert.ok(known.length > 4)
        for (const { team, people, seconds, xp } of known) {
          const row = table.answer.rows.find((found) => found['team'] === team)
          assert.equal(row?.['active_learners'], people, `${membership} ${team}`)
          assert.equal(row?.['xp'], xp)
          assert.ok(Math.abs(Number(row?.['learning_hours']) - seconds / 3600) < 1e-5)
          const perLearner = row?.['hours_per_learner']
          if (people === 0) assert.equal(perLearner, null)
          else assert.ok(Math.abs(Number(perLearner) - seconds / 3600 / people) < 1e-5)
        }
      }
    })

    test('the page about a team shows the numbers of its row', async () => {
      const { table } = await as(everybody, (reader) => listOf(reader))
      const teams = table.answer.rows.filter(({ team }) => team !== null)
      assert.ok(teams.length > 3)
      for (const row of teams) {
        const page = await as(everybody, (reader) => teamOf(reader, Number(row['team'])))
        const figures: Readonly<Record<string, unknown>> = page?.figures.totals ?? {}
        for (const name of reportOf('team').metrics) {
          assert.equal(figures[name], row[name], `${name} of ${row['team']}`)
        }
        assert.equal(`${page?.team.name}${page?.team.deleted ? ' (deleted)' : ''}`, row['team_name'])
        assert.equal(page?.table.answer.totals['learning_hours'], row['learning_hours'])
      }
    })

    test('up to five teams are compared by any metric, those with most unless some are chosen', async () => {
      const usual = await as(everybody, (reader) => listOf(reader))
      assert.equal(usual.metric, 'learning_hours')
      assert.deepEqual(
        usual.compared,
        usual.ranking.rows.slice(0, 5).map(({ team }) => team),
      )
      const byXp = await as(everybody, (reader) => listOf(reader, address({ metric: 'xp', team: '13,11,none' })))
      assert.deepEqual([byXp.metric, byXp.compared.toSorted()], ['xp', [11, 13]])
      assert.equal(byXp.ranking.rows.length, usual.ranking.rows.length)
      for (const { team, xp } of byXp.table.answer.rows as readonly Record<string, unknown>[]) {
        const line = byXp.lines?.lines.find(({ key }) => key === team)
        if (team === null) assert.equal(line, undefined)
        else
          assert.equal(
            line?.points.reduce((sum, point) => sum + (point.xp ?? 0), 0),
            xp,
          )
      }
      await assert.rejects(
        as(everybody, (reader) => listOf(reader, address({ metric: 'hours' }))),
        InvalidFilter,
      )
    })

    test('the former value of the ranking is that of the comparison period', async () => {
      const search = new URLSearchParams({ from: '2025-03-01', to: '2025-03-31', metric: 'active_learners' })
      const { ranking } = await as(everybody, (reader) => listOf(reader, search))
      const former = new URLSearchParams({ from: '2025-01-29', to: '2025-02-28', compare: 'none' })
      const before = await as(everybody, (reader) => listOf(reader, former))
      assert.ok(ranking.rows.some((row) => (row.before ?? 0) > 0))
      for (const row of ranking.rows) {
        const found = before.table.answer.rows.find(({ team }) => team === row.team)
        assert.equal(row.before, found?.['active_learners'], String(row.team))
      }
    })

    test('the overlap is who was in two or more of the teams compared', async () => {
      let several = 0
      for (const membership of memberships) {
        for (const team of ['11,12', '11,12,13,14,15']) {
          const { overlap, compared } = await as(everybody, (reader) => listOf(reader, address({ team, membership })))
          const rule = {
            at_time: `(m.joined is null or m.joined <= '${period.to}') and (m.left_on is null or '${period.from}' < m.left_on)
              and (m.joined is null or m.left_on is null or m.joined < m.left_on)`,
            current: holds.current,
            ever: 'true',
          }[membership]
          const [expected] = await raw<{ people: number; several: number }>(`
            select count(*)::int as people, (count(*) filter (where teams > 1))::int as several
            from (select m.person, count(distinct m.team_id) as teams from oracle.member m
              where m.team_id in (${compared.join(',')}) and ${rule} group by 1) as someone`)
          assert.deepEqual(
            [overlap?.['people'], overlap?.['in_several']],
            [expected?.people, expected?.several],
            `${membership} ${team}`,
          )
          several += expected?.several ?? 0
        }
      }
      assert.ok(several > 5)
    })

    test('members are listed with their dates, their last sign of learning and what they learned in the team', async () => {
      for (const membership of memberships) {
        const page = await as(everybody, (reader) => teamOf(reader, 11, address({ membership })))
        const members = page?.people?.members ?? []
        assert.ok(members.length > 2)
        const hours = members.reduce((sum, row) => sum + Number(row['learning_hours']), 0)
        assert.ok(Math.abs(hours - Number(page?.figures.totals.learning_hours)) < 1e-4, membership)
        assert.equal(
          members.reduce((sum, row) => sum + Number(row['course_completions']), 0),
          page?.figures.totals.course_completions,
        )
        if (membership !== 'current') assert.ok(members.length >= Number(page?.figures.totals.active_learners))
      }
      const known = await raw<{ email: string; joined: string | null; left: string | null; last: string | null }>(`
        select m.person as email, to_char(max(coalesce(m.joined, '-infinity')), 'YYYY-MM-DD') as joined,
          to_char(max(coalesce(m.left_on, 'infinity')), 'YYYY-MM-DD') as "left",
          (select max(act.day)::text from oracle.learning act where evidence and act.day <= '${today}' and ${who('act.learner')} = m.person) as last
        from oracle.member m where m.team_id = 11 and m.person like '%@%' group by 1
        having count(*) = 1 and bool_and(coalesce(m.joined < m.left_on, true))`)
      const listed = (await as(everybody, (reader) => teamOf(reader, 11, address({ membership: 'ever' }))))?.people
        ?.members
      assert.ok(known.length > 1)
      for (const { email, joined, left, last } of known) {
        const row = listed?.find((found) => String(found['email']).trim().toLowerCase() === email)
        const day = (text: string | null) => (text === null || text.includes('infinity') ? null : text)
        assert.deepEqual(
          [row?.['joined'], row?.['left'], row?.['last_evidence']],
          [day(joined), day(left), last],
          email,
        )
      }
    })

    test('a deleted team stays in history, and says since when it is gone', async () => {
      const page = await as(everybody, (reader) => teamOf(reader, 12))
      assert.equal(page?.team.deleted, '2025-02-01')
      const { table, choices } = await as(everybody, (reader) => listOf(reader))
      assert.ok(table.answer.rows.some(({ team }) => team === 12))
      assert.equal(choices.teams.find(({ id }) => id === 12)?.deleted, true)
    })

    test('a manager sees the own teams alone, and nothing tells that others exist', async () => {
      const list = await as(ownTeams(11, 13), (reader) => listOf(reader))
      assert.deepEqual([...new Set(list.table.answer.rows.map(({ team }) => team))].sort(), [11, 13])
      assert.deepEqual(list.ranking.rows.map(({ team }) => team).sort(), [11, 13])
      assert.ok(await as(ownTeams(11, 13), (reader) => teamOf(reader, 11)))
      for (const id of [12, 99_999]) assert.equal(await as(ownTeams(11, 13), (reader) => teamOf(reader, id)), null)
      const foreign = await as(ownTeams(11), (reader) => listOf(reader, address({ team: '12' })))
      assert.deepEqual(foreign.table.answer.rows, [])
      assert.deepEqual([foreign.overlap?.['people'], foreign.overlap?.['in_several']], [0, 0])
    })

    test('a viewer gets no members and no cell of fewer than five people', async () => {
      const short = address({ from: addDays(period.to, -2) })
      const full = await as(everybody, (reader) => listOf(reader, short))
      const list = await as(aggregatesOnly, (reader) => listOf(reader, short))
      let small = 0
      for (const row of full.table.answer.rows) {
        const shown = list.table.answer.rows.find(({ team }) => team === row['team'])
        for (const name of ['active_learners', 'members_observed'] as const) {
          const people = Number(row[name])
          if (people === 0 || people >= 5) continue
          assert.equal(shown?.[name], null, `${name} of ${row['team']}`)
          small += 1
        }
      }
      assert.ok(small > 0, 'some team is small')
      const pair = Number(full.overlap?.['in_several'])
      if (pair > 0 && pair < 5) assert.equal(list.overlap?.['in_several'], null)
      const page = await as(aggregatesOnly, (reader) => teamOf(reader, 11))
      assert.equal(page?.people, null)
      await assert.rejects(
        as(aggregatesOnly, async (reader) => {
          const question = readQuestion(reportOf('team'), address(), { alsoKnown: [], asOf, fixed: { team: [11] } })
          return analyses.team_members.rows(reader, { filters: question.inside })
        }),
        NotForThisReader,
      )
    })

    test('an address that names another team than the page is refused', async () => {
      await assert.rejects(
        as(everybody, async (reader) => teamOf(reader, 11, address({ team: '12' }))),
        InvalidFilter,
      )
    })
  })
})
