import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { itemDiscrimination, pearson } from './correlation'
import { kr20 } from './reliability'

const near = (actual: number | null, expected: number) =>
  assert.ok(actual !== null && Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`)

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

test('Anscombe’s first data set has its published correlation', () => {
  const xs = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
  const ys = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]
  assert.equal(pearson(xs, ys)?.toFixed(3), '0.816')
})

test('a column of zeros and ones correlates as the point-biserial formula says', () => {
  const column = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 40 })), { minLength: 3, maxLength: 60 })
  fc.assert(
    fc.property(column, (rows) => {
      const scores = rows.map(([, score]) => score)
      const [right, wrong] = [true, false].map((side) => rows.filter(([is]) => is === side).map(([, score]) => score))
      const mean = sum(scores) / scores.length
      const deviation = Math.sqrt(sum(scores.map((score) => (score - mean) ** 2)) / scores.length)
      fc.pre(right !== undefined && wrong !== undefined && right.length > 0 && wrong.length > 0 && deviation > 0)
      if (!right || !wrong) return
      const p = right.length / rows.length
      const between = sum(right) / right.length - sum(wrong) / wrong.length
      near(
        pearson(
          rows.map(([is]) => Number(is)),
          scores,
        ),
        (between / deviation) * Math.sqrt(p * (1 - p)),
      )
    }),
  )
})

test('an item is compared with the others only, so that it does not correlate with itself', () => {
  const answers = [
    { isCorrect: true, correct: 1, seen: 3 },
    { isCorrect: true, correct: 1, seen: 3 },
    { isCorrect: false, correct: 2, seen: 3 },
    { isCorrect: false, correct: 0, seen: 3 },
  ]
  near(itemDiscrimination(answers), -Math.sqrt(1 / 3))
  assert.equal(itemDiscrimination(answers.filter(({ isCorrect }) => isCorrect)), null)
  assert.equal(itemDiscrimination([{ isCorrect: true, correct: 1, seen: 1 }]), null)
})

test('KR-20 of a small test worked by hand', () => {
  // Shares right 0.75, 0.5, 0.25; totals 3, 2, 1, 0 with variance 1.25: 3/2 · (1 − 0.625/1.25).
  const answers = [
    [true, true, true],
    [true, true, false],
    [true, false, false],
    [false, false, false],
  ]
  near(kr20(answers), 0.75)
})

test('KR-20 is Cronbach’s alpha of right and wrong, computed from the items’ covariances', () => {
  const forms = fc
    .integer({ min: 2, max: 8 })
    .chain((items) =>
      fc.array(fc.array(fc.boolean(), { minLength: items, maxLength: items }), { minLength: 2, maxLength: 40 }),
    )
  fc.assert(
    fc.property(forms, (answers) => {
      const items = answers[0]?.length ?? 0
      const column = (item: number) => answers.map((row) => Number(row[item]))
      const covariance = (one: number[], other: number[]) =>
        sum(one.map((value, index) => value * (other[index] as number))) / one.length -
        (sum(one) / one.length) * (sum(other) / other.length)
      const indexes = Array.from({ length: items }, (_, item) => item)
      const own = sum(indexes.map((item) => covariance(column(item), column(item))))
      const all = sum(indexes.flatMap((one) => indexes.map((other) => covariance(column(one), column(other)))))
      fc.pre(all > 1e-6)
      near(kr20(answers), (items / (items - 1)) * (1 - own / all))
    }),
  )
})

test('KR-20 is undefined where there is nothing to compare, and refuses forms that differ', () => {
  assert.equal(kr20([]), null)
  assert.equal(kr20([[true], [false]]), null)
  assert.equal(
    kr20([
      [true, false],
      [false, true],
    ]),
    null,
  )
  assert.throws(() => kr20([[true, false], [true]]), RangeError)
})
