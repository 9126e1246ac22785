import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tables } from '@/generated/catalogue/tables'
import { searchDictionary } from './search'

const columnsFor = (text: string) =>
  searchDictionary(text).columns.map(({ table, column }) => `${table.schema}.${table.name}.${column.name}`)

test('without words everything is there', () => {
  const { tables: found, columns } = searchDictionary('  ')
  assert.equal(found.length, tables.length)
  assert.equal(columns.length, tables.flatMap((table) => table.columns).length)
})

test('a table and a column are found by their own name first, and by the names that sources give them', () => {
  assert.equal(searchDictionary('quiz').tables[0]?.name, 'quiz')
  assert.equal(searchDictionary('learning_course_fact').tables[0]?.name, 'course_fact')
  assert.equal(columnsFor('datacamp.course_fact.xp')[0], 'datacamp.course_fact.xp')
  for (const text of ['certficate_id', 'certfic', 'CERTFICATE_ID']) {
    assert.ok(columnsFor(text).includes('skilljar.enrollment.certificate_id'), text)
  }
})

test('all words must be met, by name or by meaning, in any order and any case', () => {
  const found = columnsFor('SCORE assessment')
  assert.ok(found.includes('datacamp.assessment_fact.score'))
  assert.ok(!found.includes('skilljar.quiz_response.score'))
  assert.deepEqual(columnsFor('score zebra'), [])
})

test('a table’s name alone does not list all of its columns', () => {
  assert.ok(!columnsFor('course_fact').includes('datacamp.course_fact.started_at'))
})
