import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readLargeObject } from '../testing/large-object'

const MEGABYTE = 1_000_000

for (const [packed, megabytes] of [
  [false, 100],
  [true, 30],
] as const) {
  test(`I-23: a ${packed ? 'packed' : 'plain'} file is read in little memory, however large it is`, async () => {
    const { rows, expectedRows, peakRss } = await readLargeObject({ megabytes, heapMegabytes: 64, packed })
    assert.equal(rows, expectedRows)
    assert.ok(peakRss < 300 * MEGABYTE, `${Math.round(peakRss / MEGABYTE)} MB`)
  })
}
