import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultFilters } from '@/lib/filters/filters'
import { amountText, currencyOf, doubtOf } from './amounts'

const inside = (currency: readonly string[]) => ({ ...defaultFilters('2026-01-31'), where: { currency } })

test('an amount says its currency, and what may not be shown says that it is hidden', () => {
  assert.equal(amountText(1234.5, 'EUR'), '1,234.50 EUR')
  assert.equal(amountText(0, 'Not set'), '0.00 without a currency')
  assert.equal(amountText(null, 'EUR'), 'Hidden')
})

test('a page of several currencies is in none of them', () => {
  assert.equal(currencyOf(inside(['EUR'])), 'EUR')
  assert.equal(currencyOf(inside(['EUR', 'USD'])), undefined)
})

test('amounts in currencies without cents are said to be doubtful', () => {
  assert.equal(doubtOf(['EUR', 'USD']), undefined)
  assert.match(doubtOf(['EUR', 'JPY']) ?? '', /^JPY has no cents/)
  assert.match(doubtOf(['KRW', 'JPY']) ?? '', /^KRW and JPY have no cents/)
})
