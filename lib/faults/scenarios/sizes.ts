/** C-08, I-23: promises about large numbers, at the size that they are made for; `npm test` keeps them at a tenth. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readLargeObject } from '@/lib/connectors/testing/large-object'
import { assertNoRepeats } from '@/lib/secrets/testing/many-seals'

const SEALS = 1_000_000
const MEGABYTE = 1_000_000
const MOST_MEMORY = 400 * MEGABYTE

export function sizes(): void {
  test(`C-08: no IV or key repeats over ${SEALS} seals`, { timeout: 900_000 }, () => assertNoRepeats(SEALS))

  for (const packed of [false, true]) {
    test(
      `I-23: a ${packed ? 'packed' : 'plain'} file of a gigabyte is read in a heap of 256 MB`,
      { timeout: 600_000 },
      async (t) => {
        const { rows, expectedRows, peakRss } = await readLargeObject({ megabytes: 1_000, heapMegabytes: 256, packed })
        t.diagnostic(`${rows} rows in at most ${Math.round(peakRss / MEGABYTE)} MB`)
        assert.ok(rows >= 4_000_000 && rows === expectedRows, `${rows} of ${expectedRows} rows`)
        assert.ok(peakRss < MOST_MEMORY, `${Math.round(peakRss / MEGABYTE)} MB`)
      },
    )
  }
}
