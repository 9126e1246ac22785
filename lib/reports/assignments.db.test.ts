/** The page Assignments against plain counting over the mirrors. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { NotForThisReader } from '@/lib/metrics/query'
import { analyses } from '@/lib/analyses/analyses'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { fillDatacampMirrors } from '@/lib/testing/datacamp-database'
import { near } from '@/lib/testing/near'
import { membersOf } from '@/lib/testing/oracle'
import { median } from '@/lib/testing/quantile'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { readQuestion } from './question'
import { assignmentsCards as cards, readAssignments, readDue } from './read-assignments'
import { reportOf } from './reports'

const moment = `${addDays(mirrorsFrom, mirrorsDays - 20)}T12:00:00`
const asOf = { datacamp: `${moment}.000Z`, skilljar: null }
const period = { from: addDays(mirrorsFrom, 10), to: addDays(mirrorsFrom, mirrorsDays + 30) }
const address = (more: Record<string, string> = {}) => new URLSearchParams({ ...period, compare: 'none', ...more })
const states = ['on_time', 'late', 'overdue', 'not_yet_due', 'no_due_date'] as const

let database: TestDatabase

const pageOf = (scope: Scope, search = address()) =>
  readAs(
    database.warehouse,
    scope,
    async (reader: ScopedReader) => {
      const question = readQuestion(reportOf('assignments'), search, { alsoKnown: ['due'], asOf: reader.asOf })
      return {
        ...(await readAssignments(reader, question)),
        months: await cards.months(reader, question),
        teams: await cards.teams(reader, question),
        contents: await cards.contents(reader, question),
        open: await cards.open(reader, question),
        matrix: await cards.matrix(reader, question),
        stored: await cards.stored(reader, question),
        reminders: await cards.reminders(reader, question),
        table: await cards.table(reader, question),
        soon: reader.scope.learnerRows
          ? await analyses.assignments_due_soon.rows(reader, { filters: question.inside, parameters: { days: '30' } })
          : [],
      }
    },
    asOf,
  )

interface Line {
  readonly who: string
  readonly assignment: string
  readonly state: (typeof states)[number]
  readonly stored: string | null
  readonly day: string | null
  readonly due: string | null
  /** From the moment of the data to the due date. */
  readonly left: number | null
  /** From the due date to the end. */
  readonly late: number | null
  readonly archived: boolean
  readonly isDue: boolean
  readonly reminded: boolean
  readonly after: boolean
}

/** Whatever is not deleted. */
const lines = async () =>
  (
    await database.pool.query<Line>(`
      select oracle.person_of(user_id) as who, assignment_id::text as assignment, nullif(trim(completion_status), '') as stored,
        coalesce(assigned_at, created_at, due, completed)::date::text as day, to_char(due, 'YYYY-MM') as due,
        case when completed is null then extract(epoch from due - timestamp '${moment}')::float8 / 86400 end as left,
        extract(epoch from completed - due)::float8 / 86400 as late, archived,
        coalesce(due < timestamp '${moment}', false) as "isDue",
        reminder is not null and (completed is null or completed > reminder) as reminded,
        coalesce(completed > reminder and completed - reminder <= interval '7 days', false) as after,
        case when completed is not null then case when completed > due then 'late' else 'on_time' end
          when due is null then 'no_due_date' when due < timestamp '${moment}' then 'overdue' else 'not_yet_due' end as state
      from (
        select distinct f.user_id, f.assignment_id, f.completion_status, f.assigned_at, f.due_at as due, f.completed_at as completed,
          f.reminder_sent_at as reminder, d.created_at, d.deleted_at, coalesce(lower(trim(d.assignment_status)) = 'archived', false) as archived
        from datacamp.assignment_fact f left join datacamp.assignment_dim d using (assignment_id)) line
      where deleted_at is null`)
  ).rows

const within = ({ day }: Line) => day !== null && period.from <= day && day <= period.to
const usual = async () => (await lines()).filter((line) => within(line) && !line.archived)
const countsOf = (of: readonly Line[]) => states.map((state) => of.filter((line) => line.state === state).length)
type Counted = Readonly<Record<string, unknown>>
const countsIn = (row: Counted) => states.map((state) => row[`assignments_${state}`])
const sum = (values: readonly unknown[]) => values.reduce<number>((total, value) => total + Number(value), 0)

describe('Assignments', () => {
  before(async () => {
    database = await testDatabase()
  })
  after(() => database?.drop())

  test('before anything was loaded the page has nothing to show, for any reader', async () => {
    const page = await pageOf(everybody)
    assert.deepEqual(
      [page.table.answer.rows, page.months.rows, page.teams.rows, page.contents.rows, page.stored.rows],
      [[], [], [], [], []],
    )
    assert.deepEqual([page.open.people, page.matrix.people], [{ overdue: [], soon: [] }, []])
    const aggregates = await pageOf(aggregatesOnly)
    assert.deepEqual([aggregates.open.people, aggregates.matrix.people], [null, null])
  })

  describe('with data', () => {
    before(async () => {
      await fillDatacampMirrors(database.pool, 71)
    })

    test('on time + late + overdue + not yet due + no due date = rows, in total and in every group of the page', async () => {
      const all = await usual()
      const page = await pageOf(everybody)
      assert.ok(all.length > 40 && countsOf(all).every((count) => count > 0))
      for (const { totals, rows } of [page.months, page.teams, page.contents, page.table.answer]) {
        assert.deepEqual([totals['assignments'], ...countsIn(totals)], [all.length, ...countsOf(all)])
        for (const row of rows as readonly Counted[]) assert.equal(sum(countsIn(row)), row['assignments'])
      }
      for (const row of page.months.rows) {
        const of = all.filter(({ due }) => (due ?? 'Not set') === row.due_month)
        assert.deepEqual(countsIn(row), countsOf(of), row.due_month)
      }
      assert.equal(sum(page.months.rows.map(({ assignments }) => assignments)), all.length)
      for (const row of page.table.answer.rows) {
        const of = all.filter(({ assignment }) => row['content'] === `datacamp/assignment/${assignment}`)
        assert.deepEqual([row['assignments'], ...countsIn(row)], [of.length, ...countsOf(of)], String(row['content']))
      }
    })

    test('the key figures are those of the dates when the data was loaded', async () => {
      const all = await usual()
      const { figures } = await pageOf(everybody)
      const { totals } = figures
      const due = all.filter(({ isDue }) => isDue)
      const soon = (days: number) => all.filter(({ left }) => left !== null && left >= 0 && left <= days).length
      assert.deepEqual([totals.assignments_due_in_7, totals.assignments_due_in_30], [soon(7), soon(30)])
      assert.deepEqual(
        [totals.reminder_effect_numerator, totals.reminder_effect_denominator],
        [all.filter(({ after: done }) => done).length, all.filter(({ reminded }) => reminded).length],
      )
      assert.deepEqual([totals.overdue_rate_numerator, totals.overdue_rate_denominator], [countsOf(all)[2], due.length])
      assert.deepEqual(
        [totals.on_time_rate_numerator, totals.on_time_rate_denominator],
        [due.filter(({ state }) => state === 'on_time').length, due.length],
      )
      const days = all.flatMap(({ late }) => (late !== null && late > 0 ? [late] : []))
      near(totals.days_late, median(days), 'days late', 1e-6)
    })

    test('archived assignments are left out, and let in by the address', async () => {
      const all = (await lines()).filter(within)
      const page = await pageOf(everybody, address({ archived: 'with' }))
      assert.ok(all.some(({ archived }) => archived))
      assert.deepEqual(
        [page.months.totals.assignments, ...countsIn(page.months.totals)],
        [all.length, ...countsOf(all)],
      )
      assert.equal(page.open.people?.overdue.length, Math.min(12, countsOf(all)[2] ?? 0))
    })

    test('the lists hold who is overdue and whose turn is next, as many as the page counts, the longest first', async () => {
      const all = await usual()
      const page = await pageOf(everybody, address({ due: '7' }))
      const overdue = all.filter(({ state }) => state === 'overdue').map(({ left }) => -Number(left))
      const longest = overdue.sort((one, other) => other - one)
      assert.equal(page.open.teams.totals.assignments_overdue, overdue.length)
      const listed = page.open.people?.overdue.map((row) => Number(row['days_overdue'])) ?? []
      assert.ok(overdue.length > 3 && listed.length === Math.min(12, overdue.length))
      assert.ok(listed.every((days, place) => Math.abs(days - (longest[place] ?? 0)) < 1e-6))
      const soon = all.filter(({ left }) => left !== null && left >= 0 && left <= 7).length
      assert.equal(page.open.people?.soon.length, Math.min(8, soon))
      assert.equal(page.soon.length, page.figures.totals.assignments_due_in_30)
      const ever = (await lines()).filter(
        ({ archived, day, state }) => !archived && day !== null && state === 'overdue',
      )
      assert.equal(page.open.overdueNow.count, ever.length)
      const shown = await pageOf(everybody, address({ ...page.open.overdueNow.during }))
      assert.equal(shown.open.teams.totals.assignments_overdue, ever.length)
      assert.throws(
        () => readDue({ due: '8' }),
        (error) => error instanceof InvalidFilter && error.param === 'due',
      )
    })

    test('the matrix holds every assignment of every person once, and stored states stand beside computed ones', async () => {
      const all = await usual()
      const { matrix, stored } = await pageOf(everybody)
      assert.equal(matrix.people?.length, all.length)
      for (const state of states) {
        assert.equal(
          matrix.people?.filter((row) => row['state'] === state).length,
          all.filter((line) => line.state === state).length,
        )
      }
      const usualWord = {
        on_time: 'completed',
        late: 'late',
        overdue: 'missed',
        not_yet_due: 'in_progress',
        no_due_date: 'in_progress',
      }
      const differ = all.filter(({ stored: word, state }) => word !== null && word.toLowerCase() !== usualWord[state])
      assert.equal(stored.totals.assignment_status_mismatches, differ.length)
      for (const row of stored.rows) {
        const of = all.filter(
          (line) => (line.stored ?? 'Not set') === row.completion_status && line.state === row.assignment_status,
        )
        assert.equal(row.assignments, of.length)
        assert.equal(row.assignment_status_mismatches, of.filter((line) => differ.includes(line)).length)
      }
    })

    test('one assignment in the address is the row of the list', async () => {
      const list = await pageOf(everybody)
      const [row] = list.table.answer.rows
      const one = await pageOf(everybody, address({ content: String(row?.['content']) }))
      assert.deepEqual(one.table.answer.rows, [row])
      assert.deepEqual(countsIn(one.months.totals), countsIn(row ?? {}))
    })

    test('a manager sees what was given to people while they were in the own team, and no one else’s', async () => {
      const isMember = await membersOf(database.pool, 12)
      const mine = (await usual()).filter(({ who, day }) => isMember(who, day))
      const page = await pageOf(ownTeams(12))
      assert.ok(mine.length > 3)
      assert.deepEqual(
        [page.months.totals.assignments, ...countsIn(page.months.totals)],
        [mine.length, ...countsOf(mine)],
      )
      assert.equal(page.matrix.people?.length, mine.length)
    })

    test('whoever sees aggregates only gets teams instead of people, and no number of fewer than five', async () => {
      const page = await pageOf(aggregatesOnly)
      assert.deepEqual([page.open.people, page.matrix.people], [null, null])
      const counts = [
        ...[page.months, page.teams, page.contents, page.table.answer].flatMap(({ rows }) =>
          (rows as readonly Counted[]).flatMap((row) => [row['assignments'], ...countsIn(row)]),
        ),
        ...page.open.teams.rows.flatMap((row) => [row.assignments_overdue, row.assignments_due_in_30]),
        ...(page.matrix.groups?.shares.rows.map((row) => row.on_time_rate_numerator) ?? []),
        ...page.stored.rows.map((row) => row.assignments),
      ]
      assert.ok(counts.some((count) => count === null) && counts.some((count) => Number(count) >= 5))
      for (const count of counts) assert.ok(count === null || count === 0 || Number(count) >= 5, String(count))
      // What is hidden in a row is not what is left of its whole.
      for (const { rows, totals } of [page.months, page.teams, page.contents, page.table.answer]) {
        for (const row of [totals, ...(rows as readonly Counted[])]) {
          const hidden = countsIn(row).filter((count) => count === null)
          assert.ok(hidden.length !== 1 || row['assignments'] === null, JSON.stringify(row))
        }
      }
      for (const name of ['overdue_assignments', 'assignments_due_soon', 'assignment_matrix'] as const) {
        const refused = readAs(database.warehouse, aggregatesOnly, (reader) =>
          analyses[name].rows(reader, {
            filters: readQuestion(reportOf('assignments'), address(), { alsoKnown: [], asOf }).inside,
          }),
        )
        await assert.rejects(refused, NotForThisReader, name)
      }
    })
  })
})
