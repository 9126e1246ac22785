import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { joinEscaped, splitEscaped } from './escaped-list'

test('a list comes back as it was written, whatever stands in it, empty values included', () => {
  const values = fc.array(fc.string({ unit: fc.constantFrom('a', ',', '|', '\\', 'é', '\n', '😀') }), { minLength: 1 })
  fc.assert(
    fc.property(values, fc.constantFrom(',', '|'), (list, separator) => {
      assert.deepEqual(splitEscaped(joinEscaped(list, separator), separator), list)
    }),
  )
})

test('a backslash that keeps nothing stands for itself', () => {
  assert.deepEqual(splitEscaped('a\\b,\\', ','), ['a\\b', '\\'])
  assert.deepEqual(splitEscaped(',1', ','), ['', '1'])
})
