import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findColumn } from '@/lib/catalogue/catalogue'
import { describeAll, dimensionsOf } from './describe'
import { searchDescriptions } from './search-descriptions'

const all = describeAll()

test('every number has a name, a sentence, a formula and the columns it is read from', () => {
  for (const { id, label, description, formula, readFrom, family } of all) {
    assert.match(id, /^[a-z][a-z0-9_]+$/, id)
    assert.ok(label !== '' && family !== '', id)
    assert.match(description, /\.$/, `${id}: the description is a sentence`)
    assert.match(formula, /\S/, id)
    assert.ok(readFrom.length > 0, `${id}: names its source columns`)
  }
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length)
})

test('every column that a number names exists in the catalogue', () => {
  for (const { id, readFrom } of all) {
    for (const name of readFrom) assert.ok(findColumn(name), `${id} is read from ${name}`)
  }
})

test('a ratio names both its parts, and can be divided by what both can', () => {
  const ratios = all.filter(({ numerator }) => numerator !== undefined)
  assert.ok(ratios.length > 3)
  for (const { id, numerator, denominator, dimensions } of ratios) {
    assert.ok(numerator && denominator, id)
    for (const name of dimensions) {
      assert.ok(
        [numerator, denominator].every((part) => dimensionsOf(part).some((own) => own === name)),
        `${id} by ${name}`,
      )
    }
  }
})

test('search finds a number by any of its words, the names first', () => {
  const found = searchDescriptions(all, 'completion RATE').map(({ id }) => id)
  assert.equal(found.includes('course_completion_rate'), true)
  assert.match(found[0] ?? '', /completion/)
  assert.deepEqual(searchDescriptions(all, 'no such words anywhere'), [])
  assert.equal(searchDescriptions(all, '  ').length, all.length)
})
