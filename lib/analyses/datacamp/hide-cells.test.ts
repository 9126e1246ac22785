import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hideCells } from './hide-cells'

const shown = (people: readonly number[], minimum = 5) =>
  hideCells(
    people.map((count) => ({ people: count, attempts: count })),
    ['attempts'],
    minimum,
  ).map(({ attempts }) => attempts)

test('cells of too few people are empty, and nothing says how many they were', () => {
  assert.deepEqual(shown([3, 20, 4, 0]), [null, 20, null, 0])
  assert.deepEqual(Object.keys(hideCells([{ people: 3, attempts: 3 }], ['attempts'], 5)[0] ?? {}), [
    'attempts',
    'suppressed',
  ])
})

test('a cell that is hidden alone takes the smallest of the others with it, or the total would tell', () => {
  assert.deepEqual(shown([3, 20, 9]), [null, 20, null])
  assert.deepEqual(shown([1, 2, 8, 20]), [null, null, null, 20])
})

test('whoever sees single learners sees every cell', () => {
  assert.deepEqual(shown([1, 2, 0], 1), [1, 2, 0])
})
