import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isGrowingOld, isToldAgain } from './age'

const at = (text: string) => new Date(`${text}Z`)

test('a secret is spoken of eleven months after it was set, not a minute earlier', () => {
  assert.equal(isGrowingOld(at('2025-12-22T10:00'), at('2026-11-22T09:59')), false)
  assert.equal(isGrowingOld(at('2025-12-22T10:00'), at('2026-11-22T10:00')), true)
  assert.equal(isGrowingOld(at('2025-03-31T10:00'), at('2026-02-28T10:00')), true)
})

test('the reminder comes again after a month', () => {
  assert.equal(isToldAgain(null, at('2026-11-22T10:00')), true)
  assert.equal(isToldAgain(at('2026-10-31T10:00'), at('2026-11-30T09:00')), false)
  assert.equal(isToldAgain(at('2026-10-31T10:00'), at('2026-11-30T10:00')), true)
})
