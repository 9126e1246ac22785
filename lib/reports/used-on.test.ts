import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reports } from './reports'
import type { Report } from './report'
import { usedOn } from './used-on'

const titles = (id: string) => usedOn(id).map(({ title }) => title)

test('what a page about one thing shows is used on the list that leads there', () => {
  // Both platforms have courses.
  assert.deepEqual(titles('exercise_friction'), ['Courses (DataCamp)'])
  assert.deepEqual(titles('lesson_dropoff'), ['Courses (Skilljar)'])
  assert.deepEqual(titles('team_members'), ['Teams'])
  assert.deepEqual(titles('person_timeline'), ['People'])
  assert.deepEqual(titles('track_dropoff'), ['Tracks'])
})

test('a page is named once, and every page named has an address of its own', () => {
  const shown = (reports as readonly Report[]).flatMap(({ metrics, shows = [] }) => [...metrics, ...shows])
  for (const id of new Set<string>(shown)) {
    const pages = usedOn(id)
    assert.ok(pages.length > 0, id)
    assert.equal(new Set(pages.map(({ path }) => path)).size, pages.length, id)
    for (const { path } of pages) assert.doesNotMatch(path, /\[/, id)
  }
})

test('the rule of At risk stands on its own page, too', () => {
  assert.ok(titles('at_risk').includes('At risk'))
  assert.deepEqual(titles('no_such_number'), [])
})
