import assert from 'node:assert/strict'
import { test } from 'node:test'
import { periodAround } from './around'

test('the days around the data reach from the earliest source’s moment back to the latest one’s ahead', () => {
  const asOf = { datacamp: '2026-11-22T18:10:00.000Z', skilljar: '2026-11-20T06:00:00.000Z' }
  assert.deepEqual(periodAround(asOf, { before: 30, after: 90 }), { from: '2026-10-21', to: '2027-02-20' })
  assert.deepEqual(periodAround({ ...asOf, skilljar: null }, { before: 0, after: 30 }), {
    from: '2026-11-22',
    to: '2026-12-22',
  })
})
