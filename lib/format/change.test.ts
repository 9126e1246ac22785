import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeInWords } from './change'

test('amounts change in percent of what they were', () => {
  assert.deepEqual(changeInWords(1126, 1039, 'count'), { text: 'Up 8.4\u202f%', from: 'from 1,039', direction: 'up' })
  assert.deepEqual(changeInWords(90, 100, 'hours'), {
    text: 'Down 10.0\u202f%',
    from: 'from 100.0\u202fh',
    direction: 'down',
  })
})

test('rates change in points, never in percent of a percentage', () => {
  assert.deepEqual(changeInWords(0.638, 0.645, 'percent'), {
    text: 'Down 0.7 points',
    from: 'from 64.5\u202f%',
    direction: 'down',
  })
})

test('a change from nothing is said as an amount', () => {
  assert.deepEqual(changeInWords(12, 0, 'count'), { text: 'Up 12', from: 'from 0', direction: 'up' })
})

test('a change too small to write is not called zero, and none is "No change"', () => {
  assert.equal(changeInWords(1_000_001, 1_000_000, 'count')?.text, 'Up less than 0.1\u202f%')
  assert.equal(changeInWords(0.50001, 0.5, 'percent')?.text, 'Up less than 0.1 points')
  assert.deepEqual(changeInWords(5, 5, 'count'), { text: 'No change', from: 'from 5', direction: 'same' })
})

test('without a comparison, or with an undefined side, there is no change to tell', () => {
  assert.equal(changeInWords(5, null, 'count'), null)
  assert.equal(changeInWords(null, 5, 'count'), null)
})
