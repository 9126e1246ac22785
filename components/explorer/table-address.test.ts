import assert from 'node:assert/strict'
import test from 'node:test'
import { hidden, pinToggled, placed, stepped } from './column-places'
import { writtenCondition } from './condition-fields'
import { ranged, ticked, tickedOf, filtersOf } from './facet-model'
import {
  changed,
  changedLike,
  filteredBy,
  groupsInAddress,
  sortAdded,
  sortClicked,
  sortedBy,
  unlisted,
  withColumns,
  withPins,
  withWidth,
} from './table-address'

const at = (text: string) => new URLSearchParams(text)
const places = { pinned: ['a'], others: ['b', 'c', 'd'] }

test('a click sorts by a column alone and turns around; with Shift it joins the order, turns around and leaves it', () => {
  assert.deepEqual(sortClicked([], 'a'), [{ name: 'a', direction: 'asc' }])
  assert.deepEqual(sortClicked([{ name: 'a', direction: 'asc' }], 'a'), [{ name: 'a', direction: 'desc' }])
  const two = sortAdded([{ name: 'a', direction: 'desc' }], 'b')
  assert.equal(sortedBy(at('cursor=x'), two).toString(), 'sort=a%3Adesc%2Cb')
  const turned = sortAdded(two, 'b')
  assert.equal(sortedBy(at(''), turned).get('sort'), 'a:desc,b:desc')
  assert.equal(sortedBy(at(''), sortAdded(turned, 'b')).get('sort'), 'a:desc')
})

test('another filter or order starts at the first page and leaves every other filter alone', () => {
  const search = at('filter=a%3Aeq%3A1&filter=ab%3Aeq%3A2&cursor=x&row=7&density=dense')
  const next = filteredBy(search, 'a', [{ column: 'a', operator: 'gte', value: '5:6' }])
  assert.deepEqual(next.getAll('filter'), ['ab:eq:2', 'a:gte:5:6'])
  assert.equal(next.get('cursor'), null)
  assert.equal(next.get('row'), null)
  assert.equal(next.get('density'), 'dense')
})

test('ticked values are one filter of the column; having no value stands alone', () => {
  const one = ticked('a', [], 'x,y')
  assert.deepEqual(one, [{ column: 'a', operator: 'eq', value: 'x,y' }])
  const two = ticked('a', tickedOf(one), 'z')
  assert.deepEqual(two, [{ column: 'a', operator: 'in', value: 'x\\,y,z' }])
  assert.deepEqual(tickedOf(two), ['x,y', 'z'])
  assert.deepEqual(ticked('a', tickedOf(two), 'x,y'), [{ column: 'a', operator: 'eq', value: 'z' }])
  assert.deepEqual(ticked('a', ['z'], null), [{ column: 'a', operator: 'is_null', value: null }])
  assert.deepEqual(ticked('a', [null], null), [])
})

test('a stretch is from, included, until before, excluded; either end may be open', () => {
  assert.deepEqual(
    ranged('a', '2026-01-01', '').map(({ operator }) => operator),
    ['gte'],
  )
  const both = filteredBy(at(''), 'a', ranged('a', '1', '9'))
  assert.deepEqual(filtersOf(both, 'a'), [
    { column: 'a', operator: 'gte', value: '1' },
    { column: 'a', operator: 'lt', value: '9' },
  ])
})

test('a group of one is a plain filter, and bars in the values of a group stay values', () => {
  const next = groupsInAddress(at('filter=z%3Aeq%3A1&any=y%3Aeq%3A1%7Cy%3Aeq%3A2'), [
    [{ column: 'a', operator: 'eq', value: '1' }],
    [
      { column: 'b', operator: 'eq', value: 'x|y\\' },
      { column: 'c', operator: 'is_null', value: null },
    ],
  ])
  assert.deepEqual(next.getAll('filter'), ['a:eq:1'])
  assert.deepEqual(next.getAll('any'), ['b:eq:x\\|y\\\\|c:is_null'])
})

test('a column goes where it is put; beside a pinned one it is pinned too', () => {
  assert.deepEqual(placed(places, 'd', 'before', 'b'), { pinned: ['a'], others: ['d', 'b', 'c'] })
  assert.deepEqual(placed(places, 'd', 'after', 'a'), { pinned: ['a', 'd'], others: ['b', 'c'] })
  assert.deepEqual(placed(places, 'a', 'after', 'c'), { pinned: [], others: ['b', 'c', 'a', 'd'] })
  assert.deepEqual(stepped(places, 'c', -1), { pinned: ['a'], others: ['c', 'b', 'd'] })
  assert.deepEqual(stepped(places, 'a', 1), places)
  assert.deepEqual(pinToggled(places, 'a'), { pinned: [], others: ['a', 'b', 'c', 'd'] })
  assert.deepEqual(pinToggled(places, 'c'), { pinned: ['a', 'c'], others: ['b', 'd'] })
  assert.deepEqual(hidden(places, 'a'), { pinned: [], others: ['b', 'c', 'd'] })
})

test('columns, pins and widths as usual say nothing in the address', () => {
  assert.equal(withColumns(at('columns=b'), ['a', 'b'], ['a', 'b']).toString(), '')
  assert.equal(withColumns(at(''), ['a', 'b'], ['b', 'a']).get('columns'), 'b,a')
  assert.equal(withPins(at('pins=b'), 'a', ['a']).toString(), '')
  assert.equal(withPins(at(''), 'a', []).get('pins'), 'none')
  const wide = withWidth(at('widths=a%3A80'), 'b', 120.4)
  assert.equal(wide.get('widths'), 'a:80,b:120')
  assert.equal(withWidth(withWidth(wide, 'a', null), 'b', null).toString(), '')
})

test('a list keeps commas and blanks inside of its values when it is applied again, and takes blanks between them', () => {
  const written = (value: string) => writtenCondition('a', 'text', { operator: 'in', value }).value
  assert.equal(written('Sales\\, North,Finance'), 'Sales\\, North,Finance')
  assert.equal(written('x , y'), 'x,y')
  assert.deepEqual(unlisted(',x'), ['', 'x'])
})

test('a fifth column is not pinned by a drop, because no address could say it', () => {
  const full = { pinned: ['a', 'b', 'c', 'd'], others: ['e'] }
  assert.deepEqual(placed(full, 'e', 'before', 'a'), full)
})

test('two changes made before the server answered the first are both in the address', () => {
  const drawn = at('filter=a%3Aeq%3A1&sort=a')
  const first = at('filter=a%3Aeq%3A1&filter=b%3Aeq%3A2&sort=a')
  const both = changedLike(first, drawn, at('filter=a%3Aeq%3A1&filter=c%3Aeq%3A3&sort=a'))
  assert.deepEqual(both.getAll('filter'), ['a:eq:1', 'b:eq:2', 'c:eq:3'])
  assert.deepEqual(changedLike(first, drawn, at('sort=a')).getAll('filter'), ['b:eq:2'])
  assert.equal(changedLike(first, drawn, at('filter=a%3Aeq%3A1&sort=b')).get('sort'), 'b')
  assert.equal(changedLike(first, drawn, at('filter=a%3Aeq%3A1')).get('sort'), null)
  assert.deepEqual(
    changedLike(drawn, drawn, first).toString(),
    changed(drawn, { filter: first.getAll('filter') }).toString(),
  )
})
