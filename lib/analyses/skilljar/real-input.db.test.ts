/** Real learning logs in Skilljar's shape: every golden number of ../shared/real-input that comes from these tables. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe } from 'node:test'
import { tablesOf } from '@/lib/catalogue/catalogue'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import type { MetricName } from '@/lib/metrics/names'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { loadMirrorCsv, publishMarts, wholeSource } from '@/lib/testing/mirrors'
import { everybody, readAs } from '@/lib/testing/reader'
import { check, realInput, withoutRealInput } from '@/lib/testing/real-input'
import { assertItems, assertReliability, assertShares, percentileGroups } from '@/lib/testing/quiz-statistics'
import { answersOf } from '@/lib/testing/skilljar-answers'
import { rawSkilljar } from '@/lib/testing/skilljar-rows'
import { skilljarAnalyses } from './skilljar-analyses'

interface GoldenQuiz {
  readonly items: readonly { n: number; number: number; difficulty: number; discrimination: number | null }[] | null
  readonly pass_rate: number | null
  readonly best_passed: number
  readonly first_graded: number
  readonly first_passed: number
  readonly first_attempts: number
  readonly mean_score_first: number | null
}

interface Golden {
  readonly about: { readonly as_of: string }
  readonly skilljar: {
    readonly vilt: Readonly<Record<'sessions' | 'registrations' | 'marked' | 'attended', number>>
    readonly paths: { readonly enrolments: number; readonly completions: number }
    readonly quizzes: Readonly<Record<string, GoldenQuiz>>
    readonly lesson_progress: { readonly required: number; readonly completed: number }
    readonly active_access: number
    readonly certificates_issued: number
    readonly certificates_expiring_next_90_days: number
  }
}

const filters: Filters = { ...defaultFilters('2021-12-31'), from: '2000-01-01', compare: 'none', windowDays: 90 }
const six = (value: unknown) => (value === null ? null : Math.round(Number(value) * 1e6) / 1e6)

describe('Skilljar’s tables of real learning logs', () => {
  let database: TestDatabase
  let golden: Golden

  before(async () => {
    if (withoutRealInput) return
    golden = JSON.parse(readFileSync(path.join(realInput, 'expected.json'), 'utf8'))
    database = await testDatabase()
    for (const { name } of tablesOf('skilljar')) {
      await loadMirrorCsv(database.pool, `skilljar.${name}`, path.join(realInput, 'skilljar', `${name}.csv`))
    }
    await publishMarts(database.pool, wholeSource('skilljar'))
  })
  after(() => database?.drop())

  const asOf = () => ({ datacamp: null, skilljar: `${golden.about.as_of}T00:00:00.000Z` })

  async function numbers(...metrics: MetricName[]) {
    const { totals } = await readAs(
      database.warehouse,
      everybody,
      (reader) => ask<MetricName>(reader, { metrics, by: [], filters }),
      asOf(),
    )
    return totals as unknown as Readonly<Record<string, number | null>>
  }

  check('lesson progress, access and certificates are the golden numbers', async () => {
    const { lesson_progress, active_access, certificates_issued, certificates_expiring_next_90_days } = golden.skilljar
    const found = await numbers('lesson_progress', 'enrolments_active', 'certificates_issued', 'certificates_expiring')
    assert.deepEqual(
      [found.lesson_progress_numerator, found.lesson_progress_denominator],
      [lesson_progress.completed, lesson_progress.required],
    )
    assert.equal(found.enrolments_active, active_access)
    assert.deepEqual(
      [found.certificates_issued, found.certificates_expiring],
      [certificates_issued, certificates_expiring_next_90_days],
    )
  })

  check('paths and live training are the golden numbers', async () => {
    const { paths, vilt } = golden.skilljar
    const found = await numbers(
      'path_enrolments',
      'path_completions',
      'vilt_sessions',
      'vilt_registrations',
      'vilt_attendance_rate',
      'vilt_unmarked',
    )
    assert.deepEqual([found.path_enrolments, found.path_completions], [paths.enrolments, paths.completions])
    assert.deepEqual([found.vilt_sessions, found.vilt_registrations], [vilt.sessions, vilt.registrations])
    assert.deepEqual(
      [found.vilt_attendance_rate_numerator, found.vilt_attendance_rate_denominator],
      [vilt.attended, vilt.marked],
    )
    assert.equal(found.vilt_unmarked, vilt.registrations - vilt.marked)
  })

  check('every quiz has its golden pass rates and mean score', async () => {
    const { rows } = await readAs(
      database.warehouse,
      everybody,
      (reader) =>
        ask(reader, {
          metrics: ['quizzes_taken', 'quiz_pass_rate', 'quiz_pass_rate_best', 'quiz_score'],
          by: ['content'],
          filters,
        }),
      asOf(),
    )
    for (const [name, quiz] of Object.entries(golden.skilljar.quizzes)) {
      const row = (rows as readonly Readonly<Record<string, unknown>>[]).find(
        ({ content_name }) => content_name === name.split(' / ')[0],
      )
      const { first_attempts, first_passed, first_graded, pass_rate, best_passed, mean_score_first } = quiz
      assert.equal(row?.quizzes_taken ?? 0, first_attempts, name)
      if (!row) continue
      assert.deepEqual(
        [row.quiz_pass_rate_numerator, row.quiz_pass_rate_denominator, row.quiz_pass_rate],
        [first_passed, first_graded, pass_rate],
        name,
      )
      assert.equal(row.quiz_pass_rate_best_numerator, best_passed, name)
      assert.equal(six(row.quiz_score), mean_score_first, name)
    }
  })

  check('every question has its golden difficulty and discrimination', async () => {
    const [difficulty, discrimination] = await readAs(database.warehouse, everybody, async (reader) => [
      await skilljarAnalyses.item_difficulty.rows(reader, { filters }),
      await skilljarAnalyses.item_discrimination.rows(reader, { filters }),
    ])
    for (const [name, { items }] of Object.entries(golden.skilljar.quizzes)) {
      const own = difficulty.filter(({ quiz_name }) => quiz_name === name.split(' / ')[0])
      const found = own.map((row) => {
        const other = discrimination.find(({ quiz, question }) => quiz === row.quiz && question === row.question)
        return {
          n: row.answers,
          number: row.number,
          difficulty: six(row.difficulty),
          discrimination: six(other?.discrimination ?? null),
        }
      })
      assert.deepEqual(found, items ?? [], name)
    }
    assert.ok(discrimination.every(({ confidence }) => confidence === null || confidence === 'low confidence'))
  })

  check('every statistic is that of an independent implementation on the raw answers, to 1e-9', async () => {
    const raw = await rawSkilljar(database.pool)
    const answers = answersOf(raw, (day) => filters.from <= day && day <= filters.to)
    assert.ok(answers.length > 1000)
    const rowsOf = (name: keyof typeof skilljarAnalyses) =>
      readAs(database.warehouse, everybody, (reader) => skilljarAnalyses[name].rows(reader, { filters }))
    assertItems(answers, await rowsOf('item_difficulty'), await rowsOf('item_discrimination'))
    assertReliability(answers, await rowsOf('quiz_reliability'))
    const shares = await rowsOf('item_distractors')
    const groups = percentileGroups(answers)
    assert.ok(shares.length > groups.size)
    for (const [item, found] of Map.groupBy(shares, ({ quiz, question }) => `${quiz} ${question}`)) {
      const own = groups.get(item)
      assert.ok(own, item)
      assertShares(found, own, (row, { chosen }) => chosen.has(String(row['answer'])), 'chosen')
    }
  })
})
