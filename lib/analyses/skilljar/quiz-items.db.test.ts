/** Item statistics against plain loops over the raw rows and the statistics of lib/statistics. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import { NotForThisReader } from '@/lib/metrics/query'
import { itemDiscrimination } from '@/lib/statistics/correlation'
import { kr20 } from '@/lib/statistics/reliability'
import type { TestDatabase } from '@/lib/testing/database'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { near } from '@/lib/testing/near'
import { assertItems, assertReliability, assertShares, percentileGroups } from '@/lib/testing/quiz-statistics'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { answersOf, type Answer } from '@/lib/testing/skilljar-answers'
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

const ofAnswers = [
  'item_difficulty',
  'item_discrimination',
  'item_distractors',
  'item_texts',
  'quiz_reliability',
  'quiz_score_distribution',
  'quiz_attempts_distribution',
  'quiz_grading',
  'quiz_grading_queue',
  'quiz_feedback',
] as const

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

  test('difficulty, discrimination and flags are those of an independent implementation to 1e-9', async () => {
    const [difficulty, discrimination] = [await rowsOf('item_difficulty'), await rowsOf('item_discrimination')]
    assertItems(answers, difficulty, discrimination)
    assert.ok(difficulty.some(({ quiz_name, number }) => quiz_name === 'Quiz 1' && number === 1))
    assert.deepEqual(
      new Set(difficulty.map(({ kind }) => kind)),
      new Set(['Single choice', 'Multiple choice', 'Fill in the blank', 'Free text', null]),
    )
    for (const confidence of ['low confidence', 'enough answers', null])
      assert.ok(
        discrimination.some((row) => row.confidence === confidence),
        String(confidence),
      )
    for (const flag of ['possibly miskeyed', 'weak', null])
      assert.ok(
        discrimination.some((row) => row.flag === flag),
        String(flag),
      )
    const known = answers.filter(({ isRight }) => isRight !== null)
    const attempts = Map.groupBy(known, ({ attempt }) => attempt)
    for (const row of discrimination.filter(({ discrimination: value }) => value !== null)) {
      const own = known.filter(({ quiz, question }) => quiz === row.quiz && question === row.question)
      const compared = own.map(({ attempt, isRight }) => {
        const all = attempts.get(attempt) ?? []
        return { isCorrect: isRight === true, correct: all.filter((answer) => answer.isRight).length, seen: all.length }
      })
      near(row.discrimination, itemDiscrimination(compared), `${row.quiz} ${row.question}`)
    }
  })

  test('reliability is KR-20 to 1e-9 for fixed forms only, and says why where there is none', async () => {
    const rows = await rowsOf('quiz_reliability')
    assertReliability(answers, rows)
    assert.ok(rows.some(({ kr20: value }) => Number(value) > 0))
    assert.ok(rows.some(({ reason }) => String(reason).startsWith('Not everybody')))
    const fixed = rows.find(({ kr20: value }) => value !== null)
    const attempts = Map.groupBy(
      answers.filter(({ quiz }) => quiz === fixed?.quiz),
      ({ attempt }) => attempt,
    )
    const complete = [...attempts.values()].filter((own) => own.every(({ isRight }) => isRight !== null))
    const inOrder = (own: Answer[]) => own.sort((one, other) => (one.question < other.question ? -1 : 1))
    near(fixed?.kr20, kr20(complete.map((own) => inOrder(own).map(({ isRight }) => isRight === true))), 'KR-20')
  })

  test('item_distractors shares out the answers of questions that offer some, over all and in both 27 percent', async () => {
    const rows = await rowsOf('item_distractors')
    const groups = percentileGroups(answers)
    const typed = new Set(
      raw.quiz_question
        .filter(({ type }) => ['FILL_IN_THE_BLANK', 'FREEFORM'].includes(type?.toUpperCase() ?? ''))
        .map((row) => row.quiz_question_id),
    )
    for (const [item, own] of groups) {
      const [, question = ''] = item.split(' ')
      const offered = raw.quiz_answer.filter((row) => row.quiz_question_id === question && !typed.has(question))
      const found = rows.filter((row) => `${row.quiz} ${row.question}` === item)
      assert.deepEqual(
        found.map(({ answer }) => answer).sort(),
        [
          ...new Set([...offered.map((row) => row.quiz_answer_id), ...own.all.flatMap(({ chosen }) => [...chosen])]),
        ].sort(),
      )
      assertShares(found, own, (row, { chosen }) => chosen.has(String(row['answer'])), 'chosen')
    }
    assert.ok(rows.some(({ kind }) => kind === 'Multiple choice') && rows.some(({ kind }) => kind === 'Single choice'))
  })

  test('item_texts shares out what was typed, whatever its capitals and blanks, and is for no reader of aggregates', async () => {
    const rows = await rowsOf('item_texts')
    const spelt = (text: unknown) => (typeof text === 'string' ? text.replaceAll(/\s+/g, ' ').trim().toLowerCase() : '')
    const groups = percentileGroups(answers)
    assert.ok(rows.length > 5)
    const kinds = new Set(['Fill in the blank', 'Free text'])
    for (const [item, found] of Map.groupBy(rows, (row) => `${row.quiz} ${row.question}`)) {
      const own = groups.get(item)
      assert.ok(own && found.every(({ kind }) => kinds.has(String(kind))))
      assert.deepEqual(new Set(found.map(({ typed }) => spelt(typed))), new Set(own.all.map(({ text }) => spelt(text))))
      assertShares(found, own, (row, { text }) => spelt(text) === spelt(row['typed']), 'given')
      assert.deepEqual(
        found.map(({ place }) => place),
        found.map((_, index) => index + 1),
      )
      for (const row of found) {
        const given: readonly Answer[] = own.all.filter(({ text }) => spelt(text) === spelt(row.typed))
        const right = given.filter(({ isRight }) => isRight === true).length
        assert.deepEqual([row.graded, row.right], [given.filter(({ isRight }) => isRight !== null).length, right])
      }
    }
    await assert.rejects(rowsOf('item_texts', aggregatesOnly), NotForThisReader)
  })

  test('readers of aggregates see no share that fewer than five people stand behind, and none that all but so few do', async () => {
    const behind = Map.groupBy(answers, ({ quiz, question }) => `${quiz} ${question}`)
    const shown = { difficulty: 0, distractors: 0 }
    const difficulty = await rowsOf('item_difficulty', aggregatesOnly)
    const discrimination = await rowsOf('item_discrimination', aggregatesOnly)
    for (const [index, row] of difficulty.entries()) {
      const other = discrimination[index]
      assert.equal(other?.question, row.question)
      if (row.difficulty === null) {
        assert.deepEqual([other?.discrimination, other?.confidence, other?.flag], [null, null, null])
        continue
      }
      const own = (behind.get(`${row.quiz} ${row.question}`) ?? []).filter(({ isRight }) => isRight !== null)
      const [people, right] = [
        distinct(own.map(({ person }) => person)),
        distinct(own.filter(({ isRight }) => isRight).map(({ person }) => person)),
      ]
      assert.ok(people >= 5 && (right === 0 || right >= 5) && (right === people || people - right >= 5))
      shown.difficulty++
    }
    for (const [quiz, own] of Map.groupBy(difficulty, (row) => row.quiz))
      assert.ok(
        own.filter((row) => row.difficulty === null).length !== 1,
        `${quiz}: one is the mean score less the others`,
      )
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
    for (const name of ofAnswers) assert.deepEqual(await rowsOf(name, ownTeams(999)), [], name)
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
