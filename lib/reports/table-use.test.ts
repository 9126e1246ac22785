import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { qualifiedName, tablesOf } from '@/lib/catalogue/catalogue'
import { useOfTable } from './table-use'

describe('every table of Skilljar’s connector has a place', () => {
  const tables = tablesOf('skilljar').map(qualifiedName)

  test('there are 57 of them', () => assert.equal(tables.length, 57))

  for (const table of tables) {
    const used = useOfTable(table).filter(({ numbers }) => numbers.length > 0)
    const titles = used.flatMap(({ page }) => (page.slug === 'person' ? [] : [page.title]))
    test(`${table} is read for the numbers of ${titles.join(', ') || 'no report'}`, () => {
      assert.notDeepEqual(titles, [])
    })
  }
})

test('a table names its pages once each, with the numbers that are read from it', () => {
  for (const table of ['datacamp.course_fact', 'skilljar.enrollment']) {
    const used = useOfTable(table)
    const slugs = used.map(({ page }) => page.slug)
    assert.equal(new Set(slugs).size, slugs.length, table)
  }
  const use = useOfTable('datacamp.course_fact').find(({ page }) => page.slug === 'courses')
  assert.ok(use?.numbers.includes('course_starts') && !use.numbers.includes('project_starts'))
})

test('the page of one person stands for itself', () => {
  const titles = useOfTable('skilljar.domain_signup_info').map(({ page }) => page.title)
  assert.deepEqual(titles, ['Access & groups', 'Person'])
  const person = useOfTable('skilljar.lesson').find(({ page }) => page.slug === 'person')
  assert.deepEqual(person?.numbers, ['person_lessons', 'person_sessions'])
})

test('a table that no number reads has no page, and a name must match as a whole', () => {
  assert.deepEqual(useOfTable('skilljar.cour'), [])
})
