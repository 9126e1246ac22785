import assert from 'node:assert/strict'
import { test } from 'node:test'
import { selectionOf } from '@/lib/analyses/analysis'
import type { ScopedReader } from '@/lib/authz/reader'
import { dayOf } from '@/lib/filters/days'
import { defaultFilters } from '@/lib/filters/filters'
import { everybody } from '@/lib/testing/reader'
import { cellsFor } from './ask'

const filters = defaultFilters('2025-04-30')

/** What metrics and analyses take for today. */
function todaysOf(asOf: ScopedReader['asOf']) {
  // Safe: neither asks the database.
  const reader = { asOf, scope: everybody, hasRollups: false } as ScopedReader
  return [cellsFor(reader, { metrics: ['xp'], by: [], filters }).today, selectionOf(reader, { filters }).today]
}

test('today is the day of DataCamp’s data, else of Skilljar’s, however old: a late refresh makes nobody quiet', () => {
  const [datacamp, skilljar] = ['2025-04-30T23:59:00.000Z', '2025-05-02T01:00:00.000Z']
  assert.deepEqual(todaysOf({ datacamp, skilljar }), ['2025-04-30', '2025-04-30'])
  assert.deepEqual(todaysOf({ datacamp: null, skilljar }), ['2025-05-02', '2025-05-02'])
})

test('with nothing loaded today is the clock’s', () => {
  const before = dayOf(new Date())
  const found = todaysOf({ datacamp: null, skilljar: null })
  assert.ok(found.every((day) => day >= before && day <= dayOf(new Date())))
})
