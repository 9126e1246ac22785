/** The page Workspaces against plain SQL over the mirrors. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { managerOf } from '@/lib/analyses/testing/both-fences'
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
import { readWorkspaces, workspacesCards } from './read-workspaces'
import { reportOf } from './reports'

const asOf = { datacamp: `${addDays(mirrorsFrom, mirrorsDays + 8)}T12:00:00.000Z`, skilljar: null }
const period = { from: addDays(mirrorsFrom, 10), to: addDays(mirrorsFrom, mirrorsDays - 10) }
const address = (more: Record<string, string> = {}) => new URLSearchParams({ ...period, compare: 'none', ...more })

let database: TestDatabase

const read = (reader: ScopedReader, search = address()) =>
  wholePage(
    reader,
    readQuestion(reportOf('workspaces'), search, { alsoKnown: [], asOf }),
    readWorkspaces,
    workspacesCards,
  )
const pageOf = (scope: Scope, search = address()) =>
  readAs(database.warehouse, scope, (reader) => read(reader, search), asOf)

describe('Workspaces', () => {
  before(async () => {
    database = await testDatabase()
  })
  after(() => database?.drop())

  test('before anything was loaded the page has nothing to show', async () => {
    const page = await pageOf(everybody)
    assert.deepEqual([page.table.answer.rows, page.technologies, page.liked], [[], [], []])
    assert.equal(page.became.workspaces_created, 0)
    assert.equal(page.became.workspace_publish_success, null)
  })

  describe('with data', () => {
    before(async () => {
      await fillDatacampMirrors(database.pool, 61)
    })

    const raw = async <R>(text: string) => (await database.pool.query(text)).rows as R[]
    const inPeriod = (moment: string) => `(${moment}::date between '${period.from}' and '${period.to}')`
    const member = (who: string, day: string) => inTeam(12, `oracle.person_of(${who})`, `${day}::date`)

    interface Workspace {
      id: string
      technology: string
      edited: boolean
      tried: number
      done: number
      upvotes: number
      integrated: boolean
      megabytes: number | null
    }
    const created = (where = 'true') =>
      raw<Workspace>(`
        select distinct workspace_id as id, oracle.said(technology) as technology, first_edited_at is not null as edited,
          greatest(nb_attempts_to_publish, 0)::int as tried, greatest(nb_times_published_successfully, 0)::int as done,
          coalesce(nb_upvotes, 0)::int as upvotes, first_integration_added_at is not null as integrated, nb_megabytes::float8 as megabytes
        from datacamp.workspace_fact left join datacamp.workspace_dim using (workspace_id) where ${inPeriod('created_at')} and ${where}`)

    test('the steps to publishing are those of the workspaces created, and none has more than the one before', async () => {
      const all = await created()
      const { became, figures } = await pageOf(everybody)
      const count = (which: (row: Workspace) => boolean) => all.filter(which).length
      const steps = [
        became.workspaces_created,
        became.workspaces_created_edited,
        became.workspaces_created_tried,
        became.workspaces_created_published,
      ].map(Number)
      assert.deepEqual(steps, [
        all.length,
        count((row) => row.edited || row.tried > 0 || row.done > 0),
        count((row) => row.tried > 0 || row.done > 0),
        count((row) => row.done > 0),
      ])
      assert.deepEqual(
        steps,
        [...steps].sort((one, other) => other - one),
      )
      const sum = (of: (row: Workspace) => number) => all.reduce((total, row) => total + of(row), 0)
      assert.deepEqual(
        [became.workspace_publish_success_numerator, became.workspace_publish_success_denominator],
        [sum(({ done }) => done), sum(({ tried, done }) => Math.max(tried, done))],
      )
      assert.equal(
        figures.totals.workspace_upvotes,
        sum(({ upvotes }) => upvotes),
      )
    })

    test('views by creators are apart from everybody else’s, bucket by bucket', async () => {
      const { views } = await pageOf(everybody)
      const expected = await raw<{ week: string; views: number; own: number; hours: number; own_hours: number }>(`
        select (viewed_at - (extract(isodow from viewed_at)::int - 1))::text as week,
          coalesce(sum(nb_viewers) filter (where viewer_type is distinct from 'creator'), 0)::int as views,
          coalesce(sum(nb_viewers) filter (where viewer_type = 'creator'), 0)::int as own,
          coalesce(sum(nb_seconds) filter (where nb_seconds > 0 and viewer_type is distinct from 'creator'), 0)::float8 / 3600 as hours,
          coalesce(sum(nb_seconds) filter (where nb_seconds > 0 and viewer_type = 'creator'), 0)::float8 / 3600 as own_hours
        from datacamp.publication_fact where ${inPeriod('viewed_at')} group by 1`)
      assert.ok(expected.length > 10)
      for (const [index, { start }] of views.buckets.entries()) {
        const point = views.lines[0]?.points[index]
        const week = expected.find((row) => row.week === start) ?? { views: 0, own: 0, hours: 0, own_hours: 0 }
        assert.deepEqual([point?.publication_views, point?.publication_views_own], [week.views, week.own], start)
        assert.ok(Math.abs(Number(point?.publication_hours) - week.hours) < 1e-5, start)
        assert.ok(Math.abs(Number(point?.publication_hours_own) - week.own_hours) < 1e-5, start)
      }
    })

    test('every technology has its workspaces, their median size and the share with an integration', async () => {
      const all = await created()
      const { technologies } = await pageOf(everybody)
      assert.deepEqual(
        technologies.map(({ technology }) => technology).sort(),
        [...new Set(all.map((row) => row.technology))].sort(),
      )
      for (const row of technologies) {
        const own = all.filter(({ technology }) => technology === row.technology)
        const sizes = own
          .flatMap(({ megabytes }) => (megabytes === null || megabytes < 0 ? [] : [megabytes]))
          .sort((a, b) => a - b)
        assert.deepEqual(
          [row.workspaces_created, row.workspaces_measured, row.workspace_integration_share_numerator],
          [own.length, sizes.length, own.filter(({ integrated }) => integrated).length],
          row.technology,
        )
        const [low, high] = [sizes[Math.floor((sizes.length - 1) / 2)], sizes[Math.ceil((sizes.length - 1) / 2)]]
        assert.equal(row.workspace_size, low === undefined || high === undefined ? null : (low + high) / 2)
      }
    })

    test('every workspace that was visited stands in the table with its hours, visits and people', async () => {
      const { table } = await pageOf(everybody)
      const expected = await raw<{ id: string; seconds: number; visits: number; people: number }>(`
        select workspace_id as id, coalesce(sum(nb_seconds) filter (where nb_seconds > 0), 0)::float8 as seconds,
          count(distinct (visitor_id, visited_at))::int as visits, count(distinct oracle.person_of(visitor_id))::int as people
        from datacamp.workspace_visit_fact where ${inPeriod('visited_at')} group by 1`)
      const rows = new Map(table.answer.rows.map((row) => [row['content'], row]))
      // The table has a page of them, the most hours first.
      const most = expected.sort((one, other) => other.seconds - one.seconds).slice(0, 30)
      assert.ok(most.length === 30)
      for (const { id, seconds, visits, people } of most) {
        const row = rows.get(`datacamp/workspace/${id}`)
        assert.deepEqual([row?.['workspace_visits'], row?.['workspace_visitors']], [visits, people], id)
        assert.ok(Math.abs(Number(row?.['workspace_hours']) - seconds / 3600) < 1e-5, id)
      }
    })

    test('a manager gets what the own people made and visited', async () => {
      const { became, figures } = await pageOf(ownTeams(12))
      const [visited] = await raw<{ people: number }>(`
        select count(distinct oracle.person_of(visitor_id))::int as people from datacamp.workspace_visit_fact
        where ${inPeriod('visited_at')} and ${member('visitor_id', 'visited_at')}`)
      const made = await created(member('creator_id', 'created_at'))
      assert.ok(made.length > 2 && made.length < (await created()).length)
      assert.equal(became.workspaces_created, made.length)
      assert.equal(figures.totals.workspace_visitors, visited?.people)
    })

    test('behind the database’s fence a manager gets the same numbers, and no title of another’s workspace', async () => {
      const both = await managerOf(database, [12])
      const numbers = (rows: readonly Readonly<Record<string, unknown>>[]) =>
        rows.map(({ content, workspace_hours, workspace_visitors }) => [content, workspace_hours, workspace_visitors])
      const titles: string[][] = []
      const rows = await both('the table', async (reader) => {
        const shown = (await read(reader)).table.answer.rows
        titles.push(shown.map((row) => String(row['content_name'])))
        return numbers(shown).sort()
      })
      const own = await raw<{ title: string }>(`
        select workspace_title as title from datacamp.workspace_dim join datacamp.workspace_fact using (workspace_id)
        where oracle.person_of(creator_id) in (select person from oracle.member where team_id = 12)`)
      assert.ok(rows > 5)
      const [fenced = []] = titles
      assert.ok(
        fenced.some((name) => name.startsWith('Unknown workspace')) &&
          fenced.some((name) => own.some(({ title }) => title === name)),
      )
      for (const name of fenced)
        assert.ok(name.startsWith('Unknown workspace') || own.some(({ title }) => title === name), name)
    })

    test('whoever sees aggregates only sees no number of fewer than five people', async () => {
      const { table, technologies, liked } = await pageOf(aggregatesOnly, address({ team: '12' }))
      const hidden = [...table.answer.rows, ...technologies, ...liked].filter(({ suppressed }) => suppressed)
      assert.ok(hidden.length > 0)
      for (const row of table.answer.rows) {
        const people = row['workspace_visitors']
        if (typeof people === 'number' && people > 0) assert.ok(people >= 5)
      }
      for (const row of technologies) if (row.workspace_size !== null) assert.ok((row.workspaces_measured ?? 0) >= 5)
    })
  })
})
