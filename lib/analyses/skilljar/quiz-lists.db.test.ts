/** Scores, attempts, banks and gradings of quizzes against plain SQL and loops over the raw rows, with every fan-out there is. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import { NotForThisReader } from '@/lib/metrics/query'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { near } from '@/lib/testing/near'
import { median } from '@/lib/testing/quantile'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, readAs } from '@/lib/testing/reader'
import { skilljarDatabase } from '@/lib/testing/skilljar-database'
import { plainNumber, type RawTables } from '@/lib/testing/skilljar-rows'
import { attemptsOf, skilljarWorld } from '@/lib/testing/skilljar-world'
import { skilljarAnalyses } from './skilljar-analyses'

const filters: Filters = {
  ...defaultFilters(addDays(mirrorsFrom, mirrorsDays)),
  from: addDays(mirrorsFrom, 20),
  compare: 'none',
}
const loaded = `${addDays(mirrorsFrom, mirrorsDays + 1)}T12:00:00`
const asOf = { datacamp: null, skilljar: `${loaded}.000Z` }
const inPeriod = (moment: string | null) =>
  moment !== null && filters.from <= moment.slice(0, 10) && moment.slice(0, 10) <= filters.to
const days = (from: string, to: string) => (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / 86_400_000
const distinct = (values: readonly unknown[]) => new Set(values).size

type Name = keyof typeof skilljarAnalyses
const names = [
  'quiz_score_distribution',
  'quiz_attempts_distribution',
  'quiz_banks',
  'quiz_grading',
  'quiz_grading_queue',
  'quiz_feedback',
] as const satisfies readonly Name[]

describe('numbers and lists of quizzes', () => {
  let database: TestDatabase
  let raw: RawTables
  let pairs: ReturnType<typeof attemptsOf>
  let people: Map<number, string>

  before(async () => {
    ;({ database, raw } = await skilljarDatabase(21))
    pairs = attemptsOf(raw)
    const { rows } = await database.pool.query('select person_id, person_key from mart.person')
    people = new Map(rows.map((row) => [Number(row.person_id), row.person_key]))
  })
  after(() => database?.drop())

  const as = <T>(scope: Scope, read: (reader: ScopedReader) => Promise<T>) =>
    readAs(database.warehouse, scope, read, asOf)
  const rowsOf = (name: Name, scope: Scope = everybody, parameters: Record<string, string> = {}) =>
    as(scope, (reader) => skilljarAnalyses[name].rows(reader, { filters, parameters }))
  const person = (student: string | null | undefined) => skilljarWorld(raw).personOf(student ?? null)

  /** By step: how many and whose. */
  const steps = <K>(found: readonly (readonly [K, string | null])[]) =>
    new Map([...Map.groupBy(found, ([key]) => key)].map(([key, own]) => [key, own.map(([, who]) => who)]))

  const scores = () =>
    steps(
      pairs.flatMap(([first]) => {
        const [correct, asked] = [
          plainNumber(first?.row.correct_response_count ?? null),
          first?.row.question_count ?? 0,
        ]
        if (!first?.graded || asked <= 0 || correct === null || !inPeriod(first.finished_at)) return []
        const step = correct / asked >= 1 ? 90 : Math.floor((correct / asked) * 10) * 10
        return [[step, person(first.owner?.student_id)] as const]
      }),
    )
  const attempts = () =>
    steps(
      pairs.flatMap((all) => {
        if (!inPeriod(all[0]?.finished_at ?? null) || !all.some(({ graded }) => graded)) return []
        const place = all.findIndex(({ graded, row }) => graded && row.is_passed) + 1
        return [[place === 0 ? null : Math.min(place, 5), person(all[0]?.owner?.student_id)] as const]
      }),
    )

  test('scores of graded first attempts lie in steps of ten, a full score in the last and no score in none', async () => {
    const [rows, expected] = [await rowsOf('quiz_score_distribution'), scores()]
    assert.ok(expected.size > 3 && (expected.get(90)?.length ?? 0) > 0)
    assert.equal(Math.max(...rows.map(({ to }) => Number(to))), 100)
    const all = [...expected.values()].flat().length
    for (const { from, attempts: counted, share } of rows) {
      const own = expected.get(Number(from)) ?? []
      assert.equal(counted, own.length, `from ${from}`)
      near(share, own.length / all, `from ${from}`)
    }
  })

  test('attempts to pass are those up to the first that was passed; who has not passed is told apart', async () => {
    const [rows, expected] = [await rowsOf('quiz_attempts_distribution'), attempts()]
    assert.deepEqual(
      new Map(rows.map((row) => [row.attempts, row.pairs])),
      new Map(
        [...expected]
          .map(([place, own]) => [place, own.length] as const)
          .sort(([one], [other]) => (one ?? 9) - (other ?? 9)),
      ),
    )
    assert.ok(expected.has(null) && expected.has(1) && expected.has(2))
  })

  test('a bank’s questions are counted once per attempt that met them, and the bank as often as it is assigned', async () => {
    const rows = await rowsOf('quiz_banks')
    const met = raw.quiz_response.flatMap((row) => {
      const asked = raw.quiz_question_response.filter((answer) => answer.quiz_response_id === row.quiz_response_id)
      const questions = new Set(asked.flatMap(({ quiz_question_id }) => quiz_question_id ?? []))
      if (!inPeriod(row.started_at ?? row.finished_at ?? row.created_at) || questions.size === 0) return []
      return skilljarWorld(raw)
        .ownersOf(row.student_lesson_progress_id)
        .map(() => ({ quiz: row.quiz_id, questions }))
    })
    const lines = raw.quiz_question_bank_assignment.flatMap((assignment) => {
      const questions = raw.quiz_question.filter(
        (row) => row.quiz_question_bank_id === assignment.quiz_question_bank_id,
      )
      const own = met.filter(({ quiz }) => quiz === assignment.quiz_id)
      return questions.map(({ quiz_question_id: id }) => {
        const shown = own.filter((attempt) => attempt.questions.has(id)).length
        return [assignment.quiz_question_bank_assignment_id, id, own.length, shown].join(' ')
      })
    })
    const found = rows.filter(({ question }) => question !== null)
    assert.deepEqual(
      found.map((row) => [row.assignment, row.question, row.attempts, row.shown].join(' ')).sort(),
      lines.sort(),
    )
    assert.ok(found.some(({ shown }) => Number(shown) > 0) && found.some(({ share }) => share === null))
    for (const { shown, attempts: all, share } of found)
      near(share, all === 0 ? null : Number(shown) / Number(all), 'share')
    assert.ok(rows.some(({ bank_name }) => String(bank_name).startsWith('Unknown bank')))
  })

  /** Finished attempts with something to grade, once per student who shares the progress. */
  const byHand = () => {
    const manual = new Set(
      raw.quiz_question.filter((row) => row.requires_manual_grading).map((row) => row.quiz_question_id),
    )
    const quizzes = new Set(raw.quiz_question.filter((row) => row.requires_manual_grading).map((row) => row.quiz_id))
    return pairs.flat().flatMap((attempt) => {
      const { row, answers, owner, finished_at } = attempt
      const given = answers.filter((answer) => manual.has(answer.quiz_question_id ?? ''))
      // Of a question answered twice, the last.
      const own = [...Map.groupBy(given, ({ quiz_question_id }) => quiz_question_id).values()].flatMap((twice) =>
        twice.toSorted((one, other) => ((one.finished_at ?? '') < (other.finished_at ?? '') ? 1 : -1)).slice(0, 1),
      )
      if (!quizzes.has(row.quiz_id ?? 'none') && own.length === 0) return []
      return [{ row, finished_at, own, waits: row.graded_at === null, who: person(owner?.student_id), answers }]
    })
  }

  test('what waits for a grader is told per quiz with how long, and grading times are of the period', async () => {
    const rows = await rowsOf('quiz_grading')
    const known = byHand().filter(({ finished_at }) => finished_at.slice(0, 10) <= filters.to)
    const quizzes = Map.groupBy(known, ({ row }) => row.quiz_id ?? '')
    assert.deepEqual(rows.map(({ quiz }) => quiz).sort(), [...quizzes.keys()].sort())
    for (const row of rows) {
      const own = quizzes.get(String(row.quiz)) ?? []
      const waiting = own.filter(({ waits }) => waits)
      const graded = own.filter(({ waits, finished_at }) => !waits && inPeriod(finished_at))
      const written = graded.filter(({ answers }) => answers.some(({ grader_feedback }) => grader_feedback?.trim()))
      assert.deepEqual([row.waiting, row.graded, row.with_feedback], [waiting.length, graded.length, written.length])
      const oldest = Math.max(...waiting.map(({ finished_at }) => days(finished_at, loaded)))
      near(row.oldest_days, waiting.length > 0 ? oldest : null, String(row.quiz))
      near(
        row.median_days,
        median(graded.map(({ finished_at, row: { graded_at } }) => days(finished_at, graded_at ?? ''))),
        String(row.quiz),
      )
    }
    assert.ok(rows.some(({ waiting }) => Number(waiting) > 0) && rows.some(({ graded }) => Number(graded) > 0))
  })

  test('the queue has every answer that waits once per student, the longest waiting first, whenever it was handed in', async () => {
    const rows = await rowsOf('quiz_grading_queue')
    const expected = byHand()
      .filter(({ waits, finished_at }) => waits && finished_at.slice(0, 10) <= filters.to)
      .flatMap(({ row, own, finished_at, who }) =>
        (own.length > 0 ? own : [undefined]).map((answer) =>
          [
            who,
            row.quiz_id ?? '',
            answer?.quiz_question_id,
            answer?.response_text?.trim() ?? '',
            finished_at.slice(0, 19),
          ].join('|'),
        ),
      )
    assert.deepEqual(
      rows
        .map((row) =>
          [
            people.get(Number(row.person)),
            row.quiz,
            row.question ?? undefined,
            row.answer_text ?? '',
            String(row.handed_in_at).slice(0, 19),
          ].join('|'),
        )
        .sort(),
      expected.sort(),
    )
    const waited = rows.map(({ days_waiting }) => Number(days_waiting))
    assert.deepEqual(
      waited,
      waited.toSorted((one, other) => other - one),
    )
    assert.ok(rows.some(({ handed_in_at }) => String(handed_in_at).slice(0, 10) < filters.from))
    const [first] = await rowsOf('quiz_grading_queue', everybody, { most: '1' })
    assert.deepEqual(first, rows[0])
  })

  test('feedback is what graders wrote to answers of the period, with the grading; blanks are nothing', async () => {
    const rows = await rowsOf('quiz_feedback')
    const expected = byHand()
      .filter(({ finished_at }) => inPeriod(finished_at))
      .flatMap(({ own, who }) =>
        own
          .filter(({ grader_feedback }) => grader_feedback?.trim())
          .map((answer) => [who, answer.quiz_question_id, answer.is_correct, answer.grader_feedback?.trim()].join('|')),
      )
    assert.ok(expected.length > 0)
    assert.deepEqual(
      rows.map((row) => [people.get(Number(row.person)), row.question, row.is_correct, row.feedback].join('|')).sort(),
      expected.sort(),
    )
  })

  test('one quiz is its part of all', async () => {
    for (const name of ['quiz_banks', 'quiz_grading', 'quiz_grading_queue', 'quiz_feedback'] as const) {
      const all = await rowsOf(name)
      const own = await rowsOf(name, everybody, { quiz: 'Q4' })
      assert.deepEqual(
        own,
        all.filter(({ quiz }) => quiz === 'Q4'),
        name,
      )
    }
  })

  test('readers of aggregates get no person, no text, and no step that fewer than five people stand behind', async () => {
    for (const name of ['quiz_grading_queue', 'quiz_feedback'] as const)
      await assert.rejects(rowsOf(name, aggregatesOnly), NotForThisReader, name)
    const [lie, took] = [scores(), attempts()]
    for (const row of await rowsOf('quiz_score_distribution', aggregatesOnly))
      if (row.attempts !== null && row.attempts !== 0) assert.ok(distinct(lie.get(Number(row.from)) ?? []) >= 5)
    const hidden = (await rowsOf('quiz_attempts_distribution', aggregatesOnly)).filter(
      ({ pairs: shown }) => shown === null,
    )
    assert.ok(hidden.length !== 1, 'one hidden step is the whole less the others')
    for (const row of await rowsOf('quiz_attempts_distribution', aggregatesOnly))
      if (row.pairs !== null) assert.ok(distinct(took.get(row.attempts as number | null) ?? []) >= 5)
    const grading = await rowsOf('quiz_grading', aggregatesOnly)
    for (const row of grading) {
      const own = byHand().filter(({ row: { quiz_id } }) => (quiz_id ?? '') === row.quiz)
      if (typeof row.waiting === 'number' && row.waiting > 0)
        assert.ok(distinct(own.filter(({ waits }) => waits).map(({ who }) => who)) >= 5)
    }
    assert.ok(grading.length > 0)
  })

  test('before anything was loaded every one of them is empty', async () => {
    const empty = await testDatabase()
    try {
      for (const name of [...names, 'item_texts', 'item_difficulty', 'item_distractors', 'quiz_reliability'] as const) {
        const rows = await readAs(empty.warehouse, everybody, (reader) =>
          skilljarAnalyses[name].rows(reader, { filters }),
        )
        assert.deepEqual(rows, [], name)
      }
    } finally {
      await empty.drop()
    }
  })
})
