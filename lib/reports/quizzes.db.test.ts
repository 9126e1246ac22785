/** The pages Quizzes and Quiz against plain SQL over the mirrors. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { near } from '@/lib/testing/near'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { skilljarDatabase } from '@/lib/testing/skilljar-database'
import { readQuestion } from './question'
import { quizCards, readQuiz } from './read-quiz'
import { quizGroups, quizzesCards, readQuizGroup, readQuizzes } from './read-quizzes'
import { reportOf } from './reports'

const loaded = `${addDays(mirrorsFrom, mirrorsDays + 1)} 12:00:00`
const asOf = { datacamp: null, skilljar: `${loaded.replace(' ', 'T')}.000Z` }
const period = { from: addDays(mirrorsFrom, 10), to: addDays(mirrorsFrom, mirrorsDays) }
const address = (more: Record<string, string> = {}) => new URLSearchParams({ ...period, compare: 'none', ...more })

/** By hand: attempts with whose they are, a progress that two students share once for each. */
const attempts = `
  select a.quiz_response_id as id, coalesce(a.quiz_id, '') as quiz, o.student_id, a.started_at, a.finished_at, a.created_at, a.is_passed, i.person_id,
    coalesce(o.student_id, 'unknown ' || coalesce(l.student_course_progress_id, a.student_lesson_progress_id, a.quiz_response_id)) as learner,
    q.time_limit_seconds as "limit", a.graded_at is null and (
      a.quiz_id in (select quiz_id from skilljar.quiz_question where requires_manual_grading)
      or a.quiz_response_id in (select quiz_response_id from skilljar.quiz_question_response r join skilljar.quiz_question m using (quiz_question_id)
        where m.requires_manual_grading)) as waits
  from skilljar.quiz_response a
  left join skilljar.quiz q on q.quiz_id = a.quiz_id
  left join skilljar.student_lesson_progress l on l.student_lesson_progress_id = a.student_lesson_progress_id
  left join (select distinct student_course_progress_id, student_id from skilljar.enrollment where student_course_progress_id is not null) o
    on o.student_course_progress_id = l.student_course_progress_id
  left join mart.identity i on i.source = 'skilljar' and i.source_id = coalesce(o.student_id, '')`

const inPeriod = (day: string) => `${day}::date between '${period.from}' and '${period.to}'`
const began = 'coalesce(started_at, finished_at, created_at)'
/** Per quiz what its row says. */
const expected = `
  with attempt as (${attempts}), pair as (
    select quiz, learner, (array_agg(finished_at order by started_at, finished_at, id collate "C"))[1] as day,
      (array_agg(case when not waits then is_passed end order by started_at, finished_at, id collate "C"))[1] as first,
      bool_or(case when not waits then is_passed end) as best, max(person_id) as person_id
    from attempt where finished_at is not null group by quiz, learner
  ), taken as (
    select quiz, count(*)::int as taken, count(first)::int as graded, (count(*) filter (where first))::int as passed,
      count(best)::int as ever, (count(*) filter (where best))::int as best, count(distinct person_id)::int as people
    from pair where ${inPeriod('day')} group by quiz
  ), sat as (
    select quiz, (percentile_cont(0.5) within group (order by extract(epoch from finished_at - started_at)) filter (where finished_at >= started_at))::float8 as median,
      (count(*) filter (where "limit" > 0 and (finished_at >= started_at or is_left)))::int as timed,
      (count(*) filter (where "limit" > 0 and (extract(epoch from finished_at - started_at) >= "limit" or is_left)))::int as out,
      (count(*) filter (where finished_at is not null and waits))::int as waiting
    from (select *, finished_at is null and started_at + "limit" * interval '1 second' <= '${loaded}' as is_left from attempt) as attempt
    where ${inPeriod(began)} group by quiz
  )
  select 'skilljar/quiz/' || quiz as content, coalesce(taken, 0) as taken, coalesce(graded, 0) as graded, coalesce(passed, 0) as passed, coalesce(ever, 0) as ever,
    coalesce(best, 0) as best, coalesce(people, 0) as people, median, coalesce(timed, 0) as timed, coalesce("out", 0) as out, coalesce(waiting, 0) as waiting
  from taken full join sat using (quiz)`

let database: TestDatabase
const as = <T>(scope: Scope, read: (reader: ScopedReader) => Promise<T>) =>
  readAs(database.warehouse, scope, read, asOf)

const questionOf = (reader: ScopedReader, more: Record<string, string> = {}) =>
  readQuestion(reportOf('quizzes'), address(more), { alsoKnown: ['by'], asOf: reader.asOf })

async function listOf(reader: ScopedReader) {
  const question = questionOf(reader)
  return {
    ...(await readQuizzes(reader, question)),
    contents: await quizzesCards.contents(reader, question),
    scores: await quizzesCards.scores(reader, question),
    attempts: await quizzesCards.attempts(reader, question),
    timeOuts: await quizzesCards.timeOuts(reader, question),
    groups: await quizzesCards.groups(reader, question),
    table: await quizzesCards.table(reader, question),
  }
}

async function quizOf(reader: ScopedReader, id: string) {
  const fixed = { where: { content: [`skilljar/quiz/${id}`] } }
  const question = readQuestion(reportOf('quiz'), address(), { alsoKnown: [], asOf: reader.asOf, fixed })
  const start = await readQuiz(reader, question)
  if (start === null) return null
  return {
    ...start,
    ...(await quizCards.items(reader, question)),
    answers: await quizCards.answers(reader, question),
    scores: await quizCards.scores(reader, question),
    attempts: await quizCards.attempts(reader, question),
    banks: await quizCards.banks(reader, question),
    ...(await quizCards.grading(reader, question)),
    table: await quizCards.table(reader, question),
  }
}

describe('Quizzes', () => {
  test('before anything was loaded both pages have nothing to show, and no quiz exists', async () => {
    const empty = await testDatabase()
    try {
      const nothing = await readAs(empty.warehouse, everybody, (reader) => listOf(reader))
      assert.deepEqual([nothing.table.answer.rows, nothing.contents.rows, nothing.timeOuts.rows], [[], [], []])
      assert.deepEqual([nothing.scores, nothing.attempts, nothing.groups.rows], [[], [], []])
      assert.equal(nothing.figures.totals.quizzes_taken, 0)
      assert.equal(await readAs(empty.warehouse, everybody, (reader) => quizOf(reader, 'Q1')), null)
    } finally {
      await empty.drop()
    }
  })

  describe('with data', () => {
    before(async () => {
      ;({ database } = await skilljarDatabase(51))
    })
    after(() => database?.drop())

    const raw = async <R>(text: string) => (await database.pool.query(text)).rows as R[]
    interface Expected {
      readonly content: string
      readonly taken: number
      readonly graded: number
      readonly passed: number
      readonly ever: number
      readonly best: number
      readonly people: number
      readonly median: number | null
      readonly timed: number
      readonly out: number
      readonly waiting: number
    }

    test('every quiz stands in the table with what the mirrors say of it', async () => {
      const { table } = await as(everybody, (reader) => listOf(reader))
      const rows = new Map(table.answer.rows.map((row) => [row['content'], row]))
      const known = await raw<Expected>(expected)
      assert.ok(known.length >= 5 && rows.size === known.length)
      for (const quiz of known) {
        const row: Readonly<Record<string, unknown>> | undefined = rows.get(quiz.content)
        const shown = [
          row?.['quizzes_taken'],
          ...(['quiz_pass_rate', 'quiz_pass_rate_best', 'quiz_time_out_rate'] as const).flatMap((rate) => [
            row?.[`${rate}_numerator` as const],
            row?.[`${rate}_denominator` as const],
          ]),
          row?.['quiz_attempts_waiting'],
        ]
        const { taken, passed, graded, best, ever, out, timed, waiting } = quiz
        assert.deepEqual(shown, [taken, passed, graded, best, ever, out, timed, waiting], quiz.content)
        near(row?.['quiz_time'], quiz.median, quiz.content, 1e-6)
      }
      for (const name of ['out', 'waiting', 'best'] as const)
        assert.ok(
          known.some((quiz) => quiz[name] > 0),
          name,
        )
    })

    test('time-outs part into those who ran into the limit and those who never finished, the highest rate first', async () => {
      const { timeOuts } = await as(everybody, (reader) => listOf(reader))
      const known = (await raw<Expected>(expected)).filter(({ timed }) => timed > 0)
      assert.equal(timeOuts.timed, known.length)
      const rates = timeOuts.rows.map((row) => Number(row.quiz_time_out_rate))
      assert.deepEqual(
        rates,
        rates.toSorted((one, other) => other - one),
      )
      assert.ok(timeOuts.rows.some((row) => Number(row.quiz_time_outs_left) > 0))
      assert.ok(timeOuts.rows.some((row) => Number(row.quiz_time_outs) > Number(row.quiz_time_outs_left)))
    })

    test('the page about a quiz shows the numbers of its row, in total and by student group', async () => {
      const { table } = await as(everybody, (reader) => listOf(reader))
      for (const row of table.answer.rows) {
        const id = String(row['content']).split('/')[2] ?? ''
        const quiz = await as(everybody, (reader) => quizOf(reader, id))
        if (id === '') {
          assert.equal(quiz, null, 'attempts that name no quiz have no page')
          continue
        }
        assert.equal(quiz?.quiz.title, row['content_name'])
        const figures: Readonly<Record<string, unknown>> = quiz.figures.totals
        const totals = quiz.table.answer.totals as Readonly<Record<string, unknown>>
        for (const name of reportOf('quiz').table.metrics) {
          assert.equal(totals[name], row[name], `${name} of ${id} by group`)
          if (name in figures) assert.equal(figures[name], row[name], `${name} of ${id}`)
        }
        const parts = [quiz.items, quiz.answers.chosen, quiz.answers.typed ?? [], quiz.banks]
        const ids = parts
          .flat()
          .map((part) =>
            'difficulty' in part && typeof part.difficulty === 'object'
              ? part.difficulty?.['quiz']
              : (part as Record<string, unknown>)['quiz'],
          )
        assert.deepEqual(
          [...new Set(ids)].filter((of) => of !== id),
          [],
        )
      }
    })

    test('a quiz that attempts alone name has a page, and one that nothing names has none', async () => {
      await database.pool.query(
        `insert into skilljar.quiz_response (quiz_response_id, quiz_id, started_at) values ('lost', 'Lost', '${period.from}')`,
      )
      const lost = await as(everybody, (reader) => quizOf(reader, 'Lost'))
      assert.deepEqual([lost?.quiz.title, lost?.quiz.isDescribed], ['Unknown quiz Lost', false])
      assert.equal(await as(ownTeams(12), (reader) => quizOf(reader, 'Lost')), null)
      for (const unknown of ['', 'Q777', "Q1'"])
        assert.equal(await as(everybody, (reader) => quizOf(reader, unknown)), null)
      await database.pool.query(`delete from skilljar.quiz_response where quiz_response_id = 'lost'`)
    })

    test('rates divide by course, domain, tag and group, and a row’s numbers are those of the page narrowed to it', async () => {
      for (const by of quizGroups) {
        const groups = await as(everybody, (reader) => quizzesCards.groups(reader, questionOf(reader, { by })))
        assert.ok(groups.rows.length > 1, by)
        for (const row of groups.rows.slice(0, 3)) {
          const key = (row as unknown as Readonly<Record<string, string | null>>)[by] ?? 'Not set'
          const narrowed = await as(everybody, (reader) => readQuizzes(reader, questionOf(reader, { [by]: key })))
          assert.equal(narrowed.figures.totals.quizzes_taken, row.quizzes_taken, `${by} ${key}`)
          assert.equal(narrowed.figures.totals.quiz_pass_rate, row.quiz_pass_rate, `${by} ${key}`)
        }
      }
      assert.throws(() => readQuizGroup(new URLSearchParams('by=team')), InvalidFilter)
    })

    test('by course a quiz counts where its lesson stands, whatever domain publishes the course', async () => {
      const groups = await as(everybody, (reader) => quizzesCards.groups(reader, questionOf(reader)))
      const known = await raw<{ course: string | null; taken: number }>(`
        with attempt as (
          select coalesce(a.quiz_id, '') as quiz, a.*, o.student_id, o.published_course_id, coalesce(o.student_id, 'unknown ' ||
            coalesce(l.student_course_progress_id, a.student_lesson_progress_id, a.quiz_response_id)) as learner
          from skilljar.quiz_response a
          left join skilljar.student_lesson_progress l using (student_lesson_progress_id)
          left join (select distinct on (student_course_progress_id, student_id) student_course_progress_id, student_id, published_course_id
            from skilljar.enrollment order by 1, 2, enrolled_at, enrollment_id collate "C") o on o.student_course_progress_id = l.student_course_progress_id
          where finished_at is not null
        ), first as (
          select distinct on (quiz, learner) finished_at, published_course_id from attempt
          order by quiz, learner, started_at, finished_at, quiz_response_id collate "C"
        )
        select course_id as course, count(*)::int as taken from first left join skilljar.published_course using (published_course_id)
        where ${inPeriod('finished_at')} group by 1`)
      assert.deepEqual(
        new Map(
          groups.rows
            .filter((row) => row.quizzes_taken !== 0)
            .map((row) => [(row as { course?: unknown }).course, row.quizzes_taken]),
        ),
        new Map(known.sort((one, other) => other.taken - one.taken).map(({ course, taken }) => [course, taken])),
      )
    })

    test('a manager gets the own teams’ members only, and nobody else’s answers, texts and gradings', async () => {
      const [all, own, none] = await Promise.all(
        [everybody, ownTeams(11, 12), ownTeams(999)].map((scope) => as(scope, (reader) => listOf(reader))),
      )
      const taken = (list: typeof all) => Number(list?.figures.totals.quizzes_taken)
      assert.ok(taken(own) > 0 && taken(own) < taken(all) && taken(none) === 0)
      const members = await raw<{ id: string }>(
        'select distinct person_id::text as id from mart.person_team where team_id in (11, 12)',
      )
      const ids = new Set(members.map(({ id }) => Number(id)))
      let seen = 0
      for (const id of ['Q2', 'Q4']) {
        const quiz = await as(ownTeams(11, 12), (reader) => quizOf(reader, id))
        for (const row of [...(quiz?.people?.queue ?? []), ...(quiz?.people?.feedback ?? [])]) {
          assert.ok(ids.has(Number(row['person'])), String(row['name']))
          seen++
        }
        const strangers = await as(ownTeams(999), (reader) => quizOf(reader, id))
        assert.deepEqual([strangers?.items, strangers?.answers.typed, strangers?.people?.queue], [[], [], []])
      }
      assert.ok(seen > 0)
    })

    test('whoever sees aggregates only gets no text, no name, and no count of fewer than five people', async () => {
      const { table } = await as(aggregatesOnly, (reader) => listOf(reader))
      const people = new Map((await raw<Expected>(expected)).map((quiz) => [quiz.content, quiz.people]))
      for (const row of table.answer.rows)
        if (typeof row['quizzes_taken'] === 'number' && row['quizzes_taken'] > 0)
          assert.ok((people.get(String(row['content'])) ?? 0) >= 5, String(row['content']))
      for (const id of ['Q2', 'Q4']) {
        const quiz = await as(aggregatesOnly, (reader) => quizOf(reader, id))
        assert.deepEqual([quiz?.answers.typed, quiz?.people], [null, null])
        assert.ok(!JSON.stringify(quiz?.answers.chosen).includes('a join'))
      }
    })
  })
})
