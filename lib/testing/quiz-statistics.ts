/** Item statistics as the textbook writes them, in loops over raw answers and without a line of the product's own (METRICS.md, Quizzes). */
import assert from 'node:assert/strict'
import { near } from './near'
import type { Answer } from './skilljar-answers'

type Row = Readonly<Record<string, unknown>>

const itemOf = ({ quiz, question }: { readonly quiz?: unknown; readonly question?: unknown }) => `${quiz} ${question}`
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const shareRight = (answers: readonly Answer[]) => mean(answers.map(({ isRight }) => (isRight === true ? 1 : 0)))
const graded = (answers: readonly Answer[]) => answers.filter(({ isRight }) => isRight !== null)

/** Pearson's r of being right and the share right of the attempt's other graded answers. */
function pointBiserial(own: readonly Answer[], attempts: ReadonlyMap<string, readonly Answer[]>) {
  const pairs = own.flatMap((answer) => {
    const others = (attempts.get(answer.attempt) ?? []).filter(({ question }) => question !== answer.question)
    return others.length === 0 ? [] : [{ x: answer.isRight === true ? 1 : 0, y: shareRight(others) }]
  })
  const [meanX, meanY] = [mean(pairs.map(({ x }) => x)), mean(pairs.map(({ y }) => y))]
  const sum = (of: (pair: { x: number; y: number }) => number) => pairs.reduce((total, pair) => total + of(pair), 0)
  const across = sum(({ x, y }) => (x - meanX) * (y - meanY))
  const spread = Math.sqrt(sum(({ x }) => (x - meanX) ** 2) * sum(({ y }) => (y - meanY) ** 2))
  return { n: pairs.length, r: spread > 0 ? across / spread : null }
}

/** Difficulty, discrimination, confidence and flag of every question, to 1e-9. Gives back what it saw. */
export function assertItems(answers: readonly Answer[], difficulty: readonly Row[], discrimination: readonly Row[]) {
  const known = graded(answers)
  const attempts = Map.groupBy(known, ({ attempt }) => attempt)
  const items = Map.groupBy(known, itemOf)
  assert.deepEqual([difficulty.length, discrimination.length], [items.size, items.size])
  for (const [index, row] of difficulty.entries()) {
    const other = discrimination[index]
    const item = itemOf(row)
    const own = items.get(item) ?? []
    assert.equal(other && itemOf(other), item)
    assert.equal(row['answers'], own.length, item)
    near(row['difficulty'], shareRight(own), item)
    const { n, r } = pointBiserial(own, attempts)
    const shown = n >= 10 && shareRight(own) > 0 && shareRight(own) < 1 ? r : null
    assert.equal(other?.['answers'], n, item)
    near(other?.['discrimination'], shown, `${item}: discrimination`)
    const confidence = shown === null ? null : n < 30 ? 'low confidence' : 'enough answers'
    const flag = shown === null || shown >= 0.1 - 1e-9 ? null : shown < -1e-9 ? 'possibly miskeyed' : 'weak'
    assert.deepEqual([other?.['confidence'], other?.['flag']], [confidence, flag], item)
  }
}

/** KR-20, and the reason for none, of every quiz. */
export function assertReliability(answers: readonly Answer[], rows: readonly Row[]) {
  const quizzes = Map.groupBy(answers, ({ quiz }) => quiz)
  assert.equal(rows.length, quizzes.size)
  for (const row of rows) {
    const attempts = [...Map.groupBy(quizzes.get(String(row['quiz'])) ?? [], ({ attempt }) => attempt).values()]
    const questions = [...new Set(attempts.flat().map(({ question }) => question))]
    const isFixed = attempts.every((own) => own.length === questions.length)
    const complete = attempts.filter((own) => graded(own).length === own.length)
    assert.deepEqual(
      [row['is_fixed_form'], row['questions'], row['attempts'], row['attempts_left_out']],
      [isFixed, questions.length, complete.length, attempts.length - complete.length],
    )
    const totals = complete.map((own) => own.filter(({ isRight }) => isRight).length)
    const variance = mean(totals.map((total) => (total - mean(totals)) ** 2))
    const within = questions.reduce((sum, question) => {
      const p = shareRight(complete.flatMap((own) => own.filter((answer) => answer.question === question)))
      return sum + p * (1 - p)
    }, 0)
    const k = questions.length
    const isDefined = isFixed && k > 1 && complete.length > 1 && variance > 0
    near(row['kr20'], isDefined ? (k / (k - 1)) * (1 - within / variance) : null, String(row['quiz']))
    assert.equal(row['reason'] === null, isDefined, String(row['reason']))
  }
}

interface Groups {
  readonly all: readonly Answer[]
  readonly top: readonly Answer[]
  readonly bottom: readonly Answer[]
}

/** By question, the answers of the 27 % with the highest and the lowest shares right; ties at the edge are all in. */
export function percentileGroups(answers: readonly Answer[]): Map<string, Groups> {
  const attempts = Map.groupBy(graded(answers), ({ attempt }) => attempt)
  const scoreOf = ({ attempt }: Answer) => shareRight(attempts.get(attempt) ?? [])
  const groups = [...Map.groupBy(answers, itemOf)].map(([item, all]): [string, Groups] => {
    const ranked = all.filter(({ attempt }) => attempts.has(attempt))
    const size = Math.ceil((27 * ranked.length) / 100)
    const ahead = (answer: Answer) => ranked.filter((other) => scoreOf(other) > scoreOf(answer)).length
    const behind = (answer: Answer) => ranked.filter((other) => scoreOf(other) < scoreOf(answer)).length
    const top = ranked.filter((answer) => ahead(answer) < size)
    return [item, { all, top, bottom: ranked.filter((answer) => behind(answer) < size) }]
  })
  return new Map(groups)
}

/** That the rows of one question share out its answers, over all and in both groups. */
export function assertShares(
  rows: readonly Row[],
  groups: Groups,
  given: (row: Row, answer: Answer) => boolean,
  count: string,
) {
  for (const row of rows) {
    const of = (list: readonly Answer[]) => list.filter((answer) => given(row, answer)).length
    const what = `${itemOf(row)}: ${String(row['answer'] ?? row['typed'])}`
    assert.deepEqual([row['answers'], row[count]], [groups.all.length, of(groups.all)], what)
    near(row['share'], of(groups.all) / groups.all.length, what)
    near(row['share_top'], groups.top.length > 0 ? of(groups.top) / groups.top.length : null, `${what}, top`)
    near(
      row['share_bottom'],
      groups.bottom.length > 0 ? of(groups.bottom) / groups.bottom.length : null,
      `${what}, bottom`,
    )
  }
}
