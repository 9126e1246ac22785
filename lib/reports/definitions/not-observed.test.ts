import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noteOf, notObserved } from './not-observed'

const moment = '2026-11-22T18:10:00.000Z'

test('what DataCamp does not tell is said while there is data of it, and nowhere once there never was any', () => {
  assert.equal(noteOf(notObserved, { datacamp: moment, skilljar: null }), notObserved)
  assert.equal(noteOf(notObserved, { datacamp: null, skilljar: moment }), undefined)
  assert.equal(noteOf('Something else.', { datacamp: null, skilljar: moment }), 'Something else.')
  assert.equal(noteOf(undefined, { datacamp: moment, skilljar: moment }), undefined)
})
