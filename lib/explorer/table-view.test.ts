import assert from 'node:assert/strict'
import test from 'node:test'
import { findTable } from '@/lib/catalogue/catalogue'
import { defaultFacets, facetColumns } from './default-facets'
import { arranged, readTableView, refuseMalformedLayout, usualPin, withoutView } from './table-view'
import { MOST_FACETS } from './view-limits'

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

test('pins, widths, density, facets and the open row are what the address says; an empty list is the word none', () => {
  assert.deepEqual(read('pins=xp,user_id&widths=xp:120,time_spent:80&density=dense&facets=xp&row=17'), {
    pins: ['xp', 'user_id'],
    widths: new Map(Object.entries({ xp: 120, time_spent: 80 })),
    density: 'dense',
    facets: ['xp'],
    row: '17',
  })
  const { pins, facets } = read('pins=none&facets=none')
  assert.deepEqual([pins, facets], [[], []])
  assert.deepEqual(read('facets=collapsed').facets, [])
})

test('groups keep the layout of their rows in the address, and say what of it is malformed', () => {
  const groups = 'group=course_id:month&sort=count:desc'
  const refuse = (text: string) => refuseMalformedLayout(table, new URLSearchParams(text))
  assert.doesNotThrow(() => refuse(`${groups}&columns=xp,user_id&pins=xp&widths=xp:80&density=dense&facets=none`))
  for (const param of ['columns', 'pins', 'widths', 'density', 'facets']) {
    assert.throws(() => refuse(`${groups}&${param}=nope`), { name: 'InvalidTableQuery', param })
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

test('a key that every row has for itself is not counted, and no more columns at once than an address takes', () => {
  const persons = findTable('datacamp.user_dim')!
  assert.ok(!names(facetColumns(persons)).includes('user_id'))
  assert.ok(names(facetColumns(table)).includes('user_id'))
  assert.ok(!defaultFacets(persons, ['user_id']).includes('user_id'))
  const wide = findTable('skilljar.purchase')!
  assert.equal(defaultFacets(wide, names(wide.columns)).length, MOST_FACETS)
})
