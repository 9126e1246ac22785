import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isBeyond, watchInWords, type Condition } from './alert-condition'
import { thresholdOf } from './threshold'

const beyond = (
  condition: Condition,
  threshold: number,
  value: number | null,
  before: number | null,
  was: boolean | null = false,
) => isBeyond({ condition, threshold }, { value, before }, was)

test('a value is beyond its limit above it, below it, or by its change against the period before', () => {
  assert.deepEqual([beyond('above', 100, 101, null), beyond('above', 100, 100, null)], [true, false])
  assert.deepEqual([beyond('below', 100, 99, null), beyond('below', 100, 100, null)], [true, false])
  assert.deepEqual(
    [beyond('rise', 0.1, 111, 100), beyond('rise', 0.1, 110, 100), beyond('rise', 0.1, 80, 100)],
    [true, false, false],
  )
  assert.deepEqual([beyond('fall', 0.1, 89, 100), beyond('fall', 0.1, 120, 100)], [true, false])
})

test('what is beyond stays so until it has come back by a twentieth of the limit, whichever way it went', () => {
  assert.deepEqual([beyond('above', 100, 96, null, true), beyond('above', 100, 95, null, true)], [true, false])
  assert.deepEqual([beyond('below', 100, 104, null, true), beyond('below', 100, 105, null, true)], [true, false])
  assert.deepEqual([beyond('fall', 0.2, 80.5, 100, true), beyond('fall', 0.2, 82, 100, true)], [true, false])
  assert.equal(beyond('above', -100, -104, null, true), true)
})

test('where a value is hidden, of nothing, or has nothing before it, nothing is said', () => {
  assert.equal(beyond('above', 1, null, null), null)
  assert.equal(beyond('rise', 0.1, 5, 0), null)
  assert.equal(beyond('fall', 0.1, 5, null, true), null)
})

test('a limit is entered as people read it: rates and changes in percent', () => {
  assert.equal(thresholdOf('7 %', { metric: 'active_learners', condition: 'fall' }), 0.07)
  assert.equal(thresholdOf('42,5', { metric: 'course_completion_rate', condition: 'below' }), 0.425)
  assert.equal(thresholdOf('1200', { metric: 'active_learners', condition: 'above' }), 1200)
  for (const text of ['', 'many', '1e9', '1.000.000', 'NaN']) {
    assert.ok(Number.isNaN(thresholdOf(text, { metric: 'active_learners', condition: 'above' })), text)
  }
  assert.match(
    watchInWords('active_learners', { condition: 'fall', threshold: 0.07 }),
    /^Active learners fell by more than 7\.0/,
  )
})
