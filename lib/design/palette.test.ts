import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assignSlots, colourOf, stackByTechnology } from './palette'

const names = (list: readonly string[]) => list.map((name, index) => ({ name, hours: 100 - index }))

test('preset technologies have their own colour, rows without one are Not set, the rest are Other', () => {
  assert.deepEqual(
    ['Python', 'Theory', 'dbt', 'Not set', null].map((name) => colourOf(name)),
    ['blue', 'sky', 'other', 'unset', 'unset'],
  )
})

test('a technology named like a property of every object is no surprise', () => {
  assert.equal(colourOf('constructor'), 'other')
})

test('a preset keeps its colour whatever its rank, and free slots go to the largest others', () => {
  const assignment = assignSlots(names(['Snowflake', 'Spark', 'SQL', 'Not set', 'Python']))
  assert.equal(assignment.SQL, 'orange')
  assert.equal(assignment.Python, 'blue')
  assert.deepEqual([assignment.Snowflake, assignment.Spark], ['green', 'ochre'])
  assert.equal(Object.hasOwn(assignment, 'Not set'), false)
})

test('no two technologies share a colour, and technologies of equal size are told apart by name', () => {
  const many = ['z', 'a', 'Python', 'm', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => ({ name, hours: 1 }))
  const assignment = assignSlots(many)
  assert.equal(new Set(Object.values(assignment)).size, 8)
  assert.deepEqual(assignment, assignSlots(many.toReversed()))
  assert.equal(assignment.a, 'orange')
})

test('a stack is in order of size with Other and Not set on top, and Other is the sum of its parts', () => {
  const stack = stackByTechnology([
    { key: 'Not set', values: [9, 9] },
    { key: 'dbt', values: [1, 2] },
    { key: 'SQL', values: [3, 3] },
    { key: 'Python', values: [5, 5] },
    { key: 'Snowflake', values: [10, 20] },
  ])
  assert.deepEqual(
    stack.map(({ label, color }) => `${label}: ${color}`),
    ['Python: blue', 'SQL: orange', 'Other (2): other', 'Not set: unset'],
  )
  assert.deepEqual(stack[2]?.values, [11, 22])
})

test('Other hides a bucket of which one part must not be shown', () => {
  const [other] = stackByTechnology([
    { key: 'dbt', values: [null, 2] },
    { key: 'Snowflake', values: [10, 20] },
  ])
  assert.deepEqual(other?.values, [null, 22])
})
