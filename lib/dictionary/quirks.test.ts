import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findTable } from '@/lib/catalogue/catalogue'
import { quirks } from './quirks'
import { isKnown, quirksOfColumn, quirksOfTable } from './quirks-of'

test('every quirk names tables and columns that exist, each once', () => {
  for (const { about, text } of quirks) {
    assert.ok(about.length > 0, `nothing has the quirk: ${text}`)
    assert.deepEqual(
      about.filter((name) => !isKnown(name)),
      [],
      text,
    )
    assert.equal(new Set(about).size, about.length, text)
  }
})

test('a quirk is told where it bites: with the column, or with the table as a whole', () => {
  const fact = findTable('datacamp.course_fact')!
  const content = fact.columns.find(({ name }) => name === 'course_id')!
  assert.ok(quirksOfColumn(fact, content).some(({ text }) => text.startsWith('−1 stands for content')))
  assert.ok(quirksOfTable(fact).some(({ text }) => text.includes('one learner, one item and one day')))
  const student = findTable('skilljar.student')!
  assert.ok(quirksOfTable(student).some(({ text }) => text.includes('every table has updated_at')))
  assert.ok(quirksOfTable(student).every(({ source }) => source.length > 0))
})
