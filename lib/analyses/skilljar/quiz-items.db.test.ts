/** Item statistics against plain loops over the raw rows and the statistics of lib/statistics. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import { itemDiscrimination } from '@/lib/statistics/correlation'
import { kr20 } from '@/lib/statistics/reliability'
import type { TestDatabase } from '@/lib/testing/database'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { near } from '@/lib/testing/near'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { answersOf, gradedItems, type Answer } from '@/lib/testing/skilljar-answers'
import { skilljarDatabase } from '@/lib/testing/skilljar-database'
import type { RawTables } from '@/lib/testing/skilljar-rows'
import type { AnalysisRow } from '../analysis'
import { skilljarAnalyses } from './skilljar-analyses'

const filters: Filters = {
  ...defaultFilters(addDays(mirrorsFrom, mirrorsDays)),
  from: addDays(mirrorsFrom, 5),
  compare: 'none',
}
const inPeriod = (day: string) => filters.from <= day && day <= filters.to

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const distinct = (values: readonly unknown[]) => new Set(values).size

describe('item statistics', () => {
  let database: TestDatabase
  let raw: RawTables
  let answers: Answer[]

  before(async () => {
    ;({ database, raw } = await skilljarDatabase(21))
    answers = answersOf(raw, inPeriod)
  })
  after(() => database?.drop())

  const rowsOf = (name: keyof typeof skilljarAnalyses, scope: Scope = everybody) =>
    readAs(database.warehouse, scope, (reader) => skilljarAnalyses[name].rows(reader, { filters }))

  test('item_difficulty is the share right, at the first try where the quiz asks until the answer is right', async () => {
    const rows = await rowsOf('item_difficulty')
    const expected = gradedItems(answers)
    assert.equal(rows.length, expected.size)
    for (const row of rows) {
      const own = expected.get(`${row.quiz} ${row.question}`) ?? []
      assert.equal(row.answers, own.length)
      near(row.difficulty, mean(own.map(({ isCorrect }) => Number(isCorrect))), `${row.quiz} ${row.question}`)
    }
    assert.ok(rows.some(({ quiz_name, number }) => quiz_name === 'Quiz 1' && number === 1))
  })

  test('item_discrimination is the corrected point-biserial of an independent implementation, with its flags', async () => {
    const rows = await rowsOf('item_discrimination')
    const expected = gradedItems(answers)
    assert.equal(rows.length, expected.size)
    for (const row of rows) {
      const own = expected.get(`${row.quiz} ${row.question}`) ?? []
      const compared = own.filter(({ seen }) => seen > 1).length
      const share = mean(own.map(({ isCorrect }) => Number(isCorrect)))
      const value = compared >= 10 && share > 0 && share < 1 ? itemDiscrimination(own) : null
      near(row.discrimination, value, `${row.quiz} ${row.question}`)
      assert.equal(row.answers, compared)
      assert.equal(row.confidence, value === null ? null : compared < 30 ? 'low confidence' : 'enough answers')
      assert.equal(
        row.flag,
        value === null || value >= 0.1 - 1e-9 ? null : value < -1e-9 ? 'possibly miskeyed' : 'weak',
      )
    }
    for (const some of ['low confidence', 'enough answers'])
      assert.ok(
        rows.some(({ confidence }) => confidence === some),
        some,
      )
    assert.ok(
      rows.some(({ flag }) => flag === 'possibly miskeyed') &&
        rows.some(({ discrimination }) => discrimination === null),
    )
  })

  test('quiz_reliability is KR-20 of an independent implementation, and only for fixed forms', async () => {
    const rows = await rowsOf('quiz_reliability')
    const quizzes = Map.groupBy(answers, ({ quiz }) => quiz)
    assert.equal(rows.length, quizzes.size)
    for (const row of rows) {
      const attempts = [...Map.groupBy(quizzes.get(String(row.quiz)) ?? [], ({ attempt }) => attempt).values()]
      const forms = attempts.map((own) => own.map(({ question }) => question).sort())
      const isFixed = distinct(forms.map(String)) === 1
      const complete = attempts.filter((own) => own.every(({ isRight }) => isRight !== null))
      const matrix = complete.map((own) =>
        [...own].sort((one, other) => (one.question < other.question ? -1 : 1)).map(({ isRight }) => isRight === true),
      )
      assert.deepEqual(
        [row.is_fixed_form, row.attempts, row.attempts_left_out],
        [isFixed, complete.length, attempts.length - complete.length],
      )
      near(row.kr20, isFixed ? kr20(matrix) : null, String(row.quiz))
    }
    assert.ok(
      rows.some(({ kr20: value }) => Number(value) > 0) && rows.some(({ is_fixed_form }) => is_fixed_form === false),
    )
  })

  test('item_distractors shares out the answers, over all and in the top and bottom 27 percent', async () => {
    const rows = await rowsOf('item_distractors')
    const scores = new Map(
      [
        ...Map.groupBy(
          answers.filter(({ isRight }) => isRight !== null),
          ({ attempt }) => attempt,
        ),
      ].map(([attempt, own]) => [attempt, mean(own.map(({ isRight }) => Number(isRight)))]),
    )
    const items = Map.groupBy(answers, ({ quiz, question }) => `${quiz} ${question}`)
    assert.equal(distinct(rows.map(({ quiz, question }) => `${quiz} ${question}`)), items.size)
    for (const [item, own] of items) {
      const ranked = own.flatMap((answer) =>
        scores.has(answer.attempt) ? [{ ...answer, score: scores.get(answer.attempt) as number }] : [],
      )
      const size = Math.ceil((27 * ranked.length) / 100)
      const top = ranked.filter(({ score }) => ranked.filter((other) => other.score > score).length < size)
      const bottom = ranked.filter(({ score }) => ranked.filter((other) => other.score < score).length < size)
      const offered = raw.quiz_answer
        .filter((row) => `${item.split(' ')[0]} ${row.quiz_question_id}` === item)
        .map((row) => row.quiz_answer_id)
      const found = rows.filter(({ quiz, question }) => `${quiz} ${question}` === item)
      assert.deepEqual(
        found.map(({ answer }) => answer).sort(),
        [...new Set([...offered, ...own.flatMap(({ chosen }) => [...chosen])])].sort(),
      )
      const chose = (list: readonly Answer[], answer: unknown) =>
        list.filter(({ chosen }) => chosen.has(String(answer))).length
      for (const { answer, answers: all, chosen, share, share_top, share_bottom } of found) {
        assert.deepEqual([all, chosen], [own.length, chose(own, answer)])
        near(share, chose(own, answer) / own.length, `${item} ${answer}`)
        near(share_top, top.length > 0 ? chose(top, answer) / top.length : null, `${item} ${answer} top`)
        near(share_bottom, bottom.length > 0 ? chose(bottom, answer) / bottom.length : null, `${item} ${answer} bottom`)
      }
    }
  })

  test('readers of aggregates see no share that fewer than five people stand behind, and none that all but so few do', async () => {
    const behind = Map.groupBy(answers, ({ quiz, question }) => `${quiz} ${question}`)
    const shown = { difficulty: 0, distractors: 0 }
    for (const row of await rowsOf('item_difficulty', aggregatesOnly)) {
      if (row.difficulty === null) continue
      const own = (behind.get(`${row.quiz} ${row.question}`) ?? []).filter(({ isRight }) => isRight !== null)
      const [people, right] = [
        distinct(own.map(({ person }) => person)),
        distinct(own.filter(({ isRight }) => isRight).map(({ person }) => person)),
      ]
      assert.ok(people >= 4 && (right === 0 || right >= 4))
      shown.difficulty++
    }
    for (const row of await rowsOf('item_distractors', aggregatesOnly)) {
      if (row.chosen === null || row.chosen === 0) continue
      const own = (behind.get(`${row.quiz} ${row.question}`) ?? []).filter(({ chosen }) =>
        chosen.has(String(row.answer)),
      )
      assert.ok(distinct(own.map(({ person }) => person)) >= 5)
      shown.distractors++
    }
    assert.ok(
      Object.values(shown).every((count) => count > 0),
      JSON.stringify(shown),
    )
  })

  test('a manager’s item statistics are of the answers of their own teams’ members only, as every other analysis is', async () => {
    for (const name of Object.keys(skilljarAnalyses) as (keyof typeof skilljarAnalyses)[]) {
      assert.deepEqual(await rowsOf(name, ownTeams(999)), [], name)
    }
    const [all, own] = [await rowsOf('item_difficulty'), await rowsOf('item_difficulty', ownTeams(11, 12))]
    const sum = (rows: readonly AnalysisRow[]) => rows.reduce((total, row) => total + Number(row.answers), 0)
    const { rows } = await database.pool.query(
      `select person_key, joined::text, "left"::text from mart.person_team join mart.person using (person_id) where team_id = any('{11,12}')`,
    )
    const theirs = answers.filter(
      ({ person, day, isRight }) =>
        isRight !== null &&
        rows.some(
          (row) =>
            row.person_key === person &&
            (row.joined === '-infinity' || row.joined <= day) &&
            (row.left === 'infinity' || day < row.left),
        ),
    )
    assert.equal(sum(own), theirs.length)
    assert.ok(sum(own) > 0 && sum(own) < sum(all))
  })
})
