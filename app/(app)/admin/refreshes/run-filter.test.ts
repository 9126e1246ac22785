import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readRunFilter, results, runsHref, type RunFilter } from './run-filter'

test('the address of a list of runs brings the same list again', () => {
  const filters = fc.record(
    {
      result: fc.constantFrom(...(Object.keys(results) as RunFilter['result'][])),
      connectorId: fc.constantFrom('datacamp' as const, 'skilljar' as const),
      before: fc.integer({ min: 1, max: 1e9 }),
    },
    { requiredKeys: ['result'] },
  )
  fc.assert(
    fc.property(filters, (filter) => {
      assert.deepEqual(readRunFilter(new URL(runsHref(filter), 'http://localhost').searchParams), { ...filter })
    }),
  )
})

test('an address that asks for what does not exist is refused by the name of its parameter', () => {
  for (const [name, value] of [
    ['result', 'good'],
    ['result', 'constructor'],
    ['source', 'udemy'],
    ['before', '-1'],
    ['before', '1e3'],
  ] as const) {
    assert.throws(() => readRunFilter(new URLSearchParams({ [name]: value })), { name: 'InvalidFilter', param: name })
  }
})
