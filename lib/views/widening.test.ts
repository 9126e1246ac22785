import assert from 'node:assert/strict'
import { test } from 'node:test'
import { whatHolds } from './what-holds'
import { readingOf } from './page-reading'
import { viewPageAt } from './view-pages'
import { widening } from './widening'

const COURSES = '/datacamp/courses'
const TABLE = '/explorer/datacamp.course_fact'

function lost(path: string, search: string): string[] {
  const page = viewPageAt(path)
  const read = page && readingOf(page, { datacamp: '2026-11-20T05:00:00Z', skilljar: '2026-11-20T05:00:00Z' })
  assert.ok(read, path)
  return widening(whatHolds(new URLSearchParams(search), read)).map(({ param, values }) => `${param}=${values.join()}`)
}

test('a view shows more without a filter, a search, its columns or its groups, and the same without an order or a width', () => {
  assert.deepEqual(lost(COURSES, 'team=x&columns=gone&from=yesterday&sort=gone:desc&grain=moon'), [
    'from=yesterday',
    'team=x',
    'columns=gone',
  ])
  assert.deepEqual(lost('/people', 'who=retired'), ['who=retired'])
  assert.deepEqual(lost(TABLE, 'columns=gone&sort=gone&pins=gone&widths=gone:90&facets=gone'), ['columns=gone'])
  assert.deepEqual(lost(TABLE, 'group=course_id&columns=gone'), [])
  assert.deepEqual(lost(TABLE, 'group=gone&measures=sum:gone'), ['group=gone', 'measures=sum:gone'])
})

test('of a list one value may go while another stays, but no condition of several', () => {
  assert.deepEqual(lost(COURSES, 'team=1,x&columns=xp,gone'), [])
  assert.deepEqual(lost(TABLE, 'filter=xp:gte:5&filter=gone:eq:1&any=xp:eq:1&any=gone:eq:1|xp:eq:2'), [
    'filter=gone:eq:1',
    'any=gone:eq:1|xp:eq:2',
  ])
})
