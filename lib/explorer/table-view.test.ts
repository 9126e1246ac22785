import assert from 'node:assert/strict'
import test from 'node:test'
import { findTable } from '@/lib/catalogue/catalogue'
import { defaultFacets } from './default-facets'
import { arranged, readTableView, tableViewParams, usualPin, withoutView } from './table-view'

const table = findTable('datacamp.course_fact')!
const read = (text: string) => readTableView(table, new URLSearchParams(text))
const names = (columns: readonly { name: string }[]) => columns.map(({ name }) => name)

test('an address that says nothing of the view pins what a row is known by, at usual widths, and no open row', () => {
  const view = read('')
  assert.deepEqual(view, { pins: null, widths: new Map(), density: 'normal', facets: null, row: null })
  const { pinned, others } = arranged(table, table.columns, view)
  assert.deepEqual(names(pinned), ['user_id'])
  assert.equal(others.length, table.columns.length - 1)
  const pinOf = (name: string) => usualPin(findTable(name)!, findTable(name)!.columns)
  assert.equal(pinOf('skilljar.enrollment'), 'enrollment_id')
  assert.equal(pinOf('datacamp.assignment_fact'), 'user_id')
})

test('a view written as an address is the same view again', () => {
  for (const text of [
    '',
    'pins=xp%2Cuser_id&widths=xp%3A120%2Ctime_spent%3A80&density=dense&facets=xp&row=17',
    'pins=none&facets=none',
  ]) {
    assert.equal(tableViewParams(read(text)).toString(), text)
  }
})

test('pinned columns stand first, in the order of the pins; a pin of a hidden column shows nothing', () => {
  const shown = table.columns.filter(({ name }) => name !== 'course_id')
  const { pinned, others } = arranged(table, shown, read('pins=xp,course_id,user_id'))
  assert.deepEqual(names(pinned), ['xp', 'user_id'])
  assert.ok(!names(others).includes('xp'))
})

test('what cannot be understood of a view is an error that names the parameter', () => {
  for (const [text, param] of [
    ['pins=nope', 'pins'],
    ['pins=xp,user_id,course_id,date_id,time_spent', 'pins'],
    ['widths=nope:100', 'widths'],
    ['widths=xp', 'widths'],
    ['widths=xp:12', 'widths'],
    ['widths=xp:9000', 'widths'],
    ['widths=xp:100:1', 'widths'],
    ['density=tight', 'density'],
    ['facets=nope', 'facets'],
    ['row=1&row=2', 'row'],
  ] as const) {
    assert.throws(() => read(text), { name: 'InvalidTableQuery', param }, text)
  }
})

test('the question of the rows is what the address says besides the view', () => {
  const search = new URLSearchParams('pins=xp&filter=xp%3Agt%3A1&row=3&sort=xp&facets=none&widths=xp:80&density=dense')
  assert.equal(withoutView(search).toString(), 'filter=xp%3Agt%3A1&sort=xp')
})

test('values are counted first for what is filtered, then for states and kinds, then over time', () => {
  assert.deepEqual(defaultFacets(findTable('datacamp.assignment_fact')!, []), [
    'is_completed',
    'completion_status',
    'assigned_at',
  ])
  assert.equal(defaultFacets(table, ['xp'])[0], 'xp')
})
