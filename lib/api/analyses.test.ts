/** What an address asks of an analysis. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { everybody } from '@/lib/testing/reader'
import { readAnalysisQuery } from './analyses'

// Safe: nothing is read of the database to read an address.
const reader = { scope: everybody, asOf: { datacamp: null, skilljar: null } } as unknown as ScopedReader

test('a parameter of an analysis narrows nothing, even where a filter has its name', () => {
  const search = new URLSearchParams('course=12&domain=d1')
  const { filters, parameters } = readAnalysisQuery(reader, analyses.chapter_dropoff, search)
  assert.deepEqual(filters.where, { domain: ['d1'] })
  assert.deepEqual(parameters, { course: '12' })
})

test('where an analysis has no such parameter, the filter of that name narrows it', () => {
  const { filters, parameters } = readAnalysisQuery(reader, analyses.lesson_use, new URLSearchParams('course=c1'))
  assert.deepEqual(filters.where, { course: ['c1'] })
  assert.deepEqual(parameters, {})
})
