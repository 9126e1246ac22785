/** The page Practice & projects against plain SQL over the mirrors. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { fillDatacampMirrors } from '@/lib/testing/datacamp-database'
import { inTeam } from '@/lib/testing/oracle'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { wholePage } from '@/lib/testing/whole-page'
import { readQuestion } from './question'
import { practiceProjectsCards, readPracticeProjects } from './read-practice-projects'
import { reportOf } from './reports'

const asOf = { datacamp: `${addDays(mirrorsFrom, mirrorsDays + 8)}T12:00:00.000Z`, skilljar: null }
const period = { from: addDays(mirrorsFrom, 10), to: addDays(mirrorsFrom, mirrorsDays - 10) }
const address = (more: Record<string, string> = {}) => new URLSearchParams({ ...period, compare: 'none', ...more })
const member = (who: string, day: string) => inTeam(12, who, day)

let database: TestDatabase

const pageOf = (scope: Scope, search = address()) =>
  readAs(
    database.warehouse,
    scope,
    (reader: ScopedReader) =>
      wholePage(
        reader,
        readQuestion(reportOf('practice-projects'), search, { alsoKnown: [], asOf: reader.asOf }),
        readPracticeProjects,
        practiceProjectsCards,
      ),
    asOf,
  )

describe('Practice & projects', () => {
  before(async () => {
    database = await testDatabase()
  })
  after(() => database?.drop())

  test('before anything was loaded the page has nothing to show', async () => {
    const page = await pageOf(everybody)
    assert.deepEqual([page.table.answer.rows, page.effort, page.practices, page.guidance], [[], [], [], []])
    assert.equal(page.figures.totals.practice_sessions, 0)
    assert.equal(page.figures.totals.practice_mobile_share, null)
  })

  describe('with data', () => {
    before(async () => {
      await fillDatacampMirrors(database.pool, 51)
    })

    const raw = async <R>(text: string) => (await database.pool.query(text)).rows as R[]
    const inPeriod = (moment: string) => `(${moment}::date between '${period.from}' and '${period.to}')`

    interface Session {
      practice: string
      who: string
      mobile: boolean | null
    }
    const sessions = (where = 'true') =>
      raw<Session>(`
        select practice_id::text as practice, who, mobile from (
          select user_id, practice_id, day, oracle.person_of(user_id) as who, bool_or(is_mobile) as mobile
          from datacamp.practice_fact join oracle.calendar using (date_id) where practice_id <> -1 group by 1, 2, 3
        ) session where ${inPeriod('day')} and ${where}`)

    interface Project {
      id: string
      starts: number
      completed: number
      people: number
      still: number
      hours: number | null
      needed: number | null
      compared: number
      kind: string
    }
    const projects = (where = 'true') =>
      raw<Project>(`
        select project_id::text as id, count(*) filter (where ${inPeriod('started')})::int as starts,
          count(distinct who) filter (where ${inPeriod('started')})::int as people,
          count(*) filter (where ${inPeriod('completed')})::int as completed,
          count(*) filter (where ${inPeriod('started')} and completed is null)::int as still,
          (percentile_cont(0.5) within group (order by spent / 3600.0) filter (where ${inPeriod('completed')} and coalesce(started, completed) <= completed))::float8 as hours,
          count(*) filter (where ${inPeriod('completed')} and coalesce(started, completed) <= completed and nb_hours_needed > 0)::int as compared,
          case when min(nb_hours_needed) > 0 then min(nb_hours_needed)::float8 end as needed,
          concat(case when bool_or(is_guided) then 'guided' when not bool_or(is_guided) then 'unguided' else 'Not set' end, ' ',
            case when bool_or(is_certification) then 'certification' when not bool_or(is_certification) then 'learning' else 'Not set' end) as kind
        from (
          select *, coalesce((select sum(time_spent) from datacamp.project_fact f join oracle.calendar using (date_id)
            where f.user_id = pair.user_id and f.project_id = pair.project_id and day <= completed::date and time_spent > 0), 0) as spent
          from (
            select user_id, project_id, oracle.person_of(user_id) as who,
              min(started_at) as started, max(completed_at) as completed
            from datacamp.project_fact where project_id <> -1 group by 1, 2
          ) pair
        ) pair left join datacamp.project_dim using (project_id)
        where ${where} group by 1`)

    const count = <T>(rows: readonly T[], which: (row: T) => boolean) => rows.filter(which).length

    test('the figures and the columns over time are the sessions of the mirrors, on phones and elsewhere', async () => {
      const all = await sessions()
      const { figures, sessions: over } = await pageOf(everybody)
      const { practice_sessions, practice_learners, practice_mobile_share_numerator } = figures.totals
      const [mobile, browser, unplaced] = [true, false, null].map((where) => count(all, (one) => one.mobile === where))
      assert.ok(mobile && browser && unplaced)
      assert.deepEqual(
        [practice_sessions, practice_learners, practice_mobile_share_numerator],
        [all.length, new Set(all.map(({ who }) => who)).size, mobile],
      )
      const sum = (name: 'practice_sessions_mobile' | 'practice_sessions_browser' | 'practice_sessions_unplaced') =>
        over.lines[0]?.points.reduce((total, point) => total + (point[name] ?? 0), 0)
      assert.deepEqual(
        [sum('practice_sessions_mobile'), sum('practice_sessions_browser'), sum('practice_sessions_unplaced')],
        [mobile, browser, unplaced],
      )
    })

    test('practices are ranked by their sessions, without deleted ones', async () => {
      const all = await sessions()
      const { practices, practiceCount } = await pageOf(everybody)
      assert.equal(practiceCount, new Set(all.map(({ practice }) => practice)).size)
      const known = practices.map((row) => row.practice_sessions)
      assert.deepEqual(
        known,
        [...known].sort((one, other) => Number(other) - Number(one)),
      )
      for (const { content, practice_sessions: shown } of practices) {
        assert.equal(
          shown,
          count(all, ({ practice }) => content === `datacamp/practice/${practice}`),
        )
      }
    })

    test('every project stands in the table and in the chart with its hours and those needed', async () => {
      const { table, effort } = await pageOf(everybody)
      const all = await projects()
      const rows = new Map(table.answer.rows.map((row) => [row['content'], row]))
      for (const { id, starts, still, completed, hours, needed, compared, kind } of all) {
        const row = rows.get(`datacamp/project/${id}`)
        if (starts + completed === 0) continue
        assert.equal(row?.['project_starts_completed'], starts - still, 'what the median of days is of')
        assert.deepEqual(
          [row?.['project_starts'], row?.['project_completions'], `${row?.['guided']} ${row?.['for_certification']}`],
          [starts, completed, kind],
          `project ${id}`,
        )
        if (hours !== null) assert.ok(Math.abs(Number(row?.['project_effort']) - hours) < 1e-6, `hours of ${id}`)
        const drawn = effort.find(({ content }) => content === `datacamp/project/${id}`)
        if (compared === 0) assert.equal(drawn, undefined)
        else
          assert.deepEqual(
            [drawn?.project_effort_compared, drawn?.project_hours_needed],
            [compared, needed],
            `project ${id}`,
          )
      }
      assert.ok(all.some(({ compared }) => compared > 0))
    })

    test('guided and unguided projects, and those of certifications, are all starts, each once', async () => {
      const all = await projects()
      const { guidance, forCertification, figures } = await pageOf(everybody)
      const startsOf = (which: string) => {
        const own = all.filter(({ kind }) => kind.startsWith(which) || kind.endsWith(which))
        const sum = (of: 'starts' | 'still') => own.reduce((total, row) => total + row[of], 0)
        return [sum('starts'), sum('starts') - sum('still'), sum('still')]
      }
      const became = (row: typeof forCertification) => [
        row.project_starts,
        row.project_starts_completed,
        row.project_starts_open,
      ]
      for (const row of guidance) assert.deepEqual(became(row), startsOf(row.guided), row.guided)
      assert.deepEqual(became(forCertification), startsOf(' certification'))
      assert.equal(
        guidance.reduce((sum, row) => sum + (row.project_starts ?? 0), 0),
        figures.totals.project_starts,
      )
      assert.ok(guidance.some((row) => row.guided === 'guided') && guidance.some((row) => row.guided === 'unguided'))
    })

    test('a manager gets the own teams only, by the days on which people were in them', async () => {
      const own = await sessions(member('who', 'day'))
      const { figures } = await pageOf(ownTeams(12))
      const started = await projects(member('who', 'started::date'))
      assert.ok(own.length > 3)
      assert.equal(figures.totals.practice_sessions, own.length)
      assert.equal(
        figures.totals.project_starts,
        started.reduce((sum, row) => sum + row.starts, 0),
      )
    })

    test('whoever sees aggregates only sees no number of fewer than five people', async () => {
      const { table, practices, effort } = await pageOf(aggregatesOnly, address({ team: '12' }))
      const people = new Map(
        (await projects(member('who', 'started::date'))).map((row) => [`datacamp/project/${row.id}`, row.people]),
      )
      let hidden = 0
      for (const row of table.answer.rows) {
        if (row['project_starts'] === null) hidden += 1
        else if (row['project_starts'] !== 0) assert.ok((people.get(String(row['content'])) ?? 0) >= 5)
      }
      assert.ok(hidden > 0)
      for (const row of practices) if (row.practice_learners !== null) assert.ok(row.practice_learners >= 5)
      for (const row of effort) if (row.project_effort_compared !== null) assert.ok(row.project_effort_compared >= 5)
    })
  })
})
