import assert from 'node:assert/strict'
import test from 'node:test'
import { hidden, pinToggled, placed, staying, stepped } from './column-places'
import { problemOf, writtenCondition } from './condition'
import { besideLimits, facetsQuestion, filtersOf, ofBucket, ticked, tickedOf, withLimit } from './facet-model'
import { conditionSign, conditionWords } from './operator-words'
import {
  changed,
  changedLike,
  filteredBy,
  groupsInAddress,
  sortAdded,
  sortClicked,
  sortedBy,
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

test('a limit stays what it is when the other end is edited, and each end is edited alone', () => {
  const filters = filtersOf(at('filter=a:gt:1&filter=a:lte:9&filter=a:ne:5&filter=b:eq:2'), 'a')
  const texts = (limits: typeof filters) => limits.map(({ operator, value }) => `${operator} ${value}`)
  assert.deepEqual(texts(withLimit(filters, 'a', 'lower', '3')), ['gt 3', 'lte 9', 'ne 5'])
  assert.deepEqual(texts(withLimit(filters, 'a', 'upper', '')), ['gt 1', 'ne 5'])
  assert.deepEqual(texts(besideLimits(filters)), ['ne 5'])
  assert.deepEqual(texts(withLimit([], 'a', 'upper', '7')), ['lt 7'])
  assert.deepEqual(texts(withLimit(ofBucket('a', { from: '1', until: '9' }), 'a', 'lower', '2')), ['gte 2', 'lt 9'])
})

test('open facets are counted by one question, whose filters stand before its columns', () => {
  const search = at('filter=a:eq:1&q=x&sort=a&facets=a,b')
  const question = (columns: readonly string[]) => facetsQuestion('s.t', search, columns)
  assert.equal(question(['a', 'b']), '/api/v1/tables/s.t/facets?filter=a%3Aeq%3A1&q=x&columns=a%2Cb')
  assert.ok(question(['a', 'b']).startsWith(question([])))
})

test('a value that the server would refuse is refused at its field, and what it takes is written as it was meant', () => {
  const number = { name: 'a', kind: 'integer', mayBeEmpty: false } as const
  const text = { name: 'a', kind: 'text', mayBeEmpty: true } as const
  const day = { name: 'a', kind: 'date', mayBeEmpty: false } as const
  assert.match(problemOf(number, { operator: 'eq', value: 'abc' }) ?? '', /whole number/)
  assert.match(problemOf(number, { operator: 'in', value: '1, x' }) ?? '', /whole number/)
  assert.match(problemOf(number, { operator: 'gte', value: '' }) ?? '', /needs a value/)
  assert.match(problemOf(day, { operator: 'lt', value: '2026-02-30' }) ?? '', /date such as/)
  assert.equal(problemOf(number, { operator: 'is_null', value: 'abc' }), undefined)
  assert.equal(problemOf(text, { operator: 'eq', value: '' }), undefined)
  assert.match(problemOf(text, { operator: 'contains', value: '' }) ?? '', /needs a value/)
  assert.equal(problemOf(number, { operator: 'eq', value: ' 5 ' }), undefined)
  assert.equal(writtenCondition(number, { operator: 'eq', value: ' 5 ' }).value, '5')
})

test('an empty text is said in words', () => {
  assert.equal(conditionWords('eq', 'text', ['']), 'is empty text')
  assert.equal(conditionWords('in', 'text', ['a', '', 'b', 'c', 'd']), 'is one of a, empty text, b and 2 more')
  assert.equal(conditionWords('is_null', 'text', []), 'is null')
  assert.equal(conditionSign({ column: 'a', operator: 'eq', value: '' }, 'text'), '= empty text')
  assert.equal(conditionSign({ column: 'a', operator: 'in', value: 'x\\,y,z' }, 'text'), '= x,y, z')
})

test('a ninth column does not join the order, because no address could say it', () => {
  const eight = [...'abcdefgh'].map((name) => ({ name, direction: 'asc' as const }))
  assert.deepEqual(sortAdded(eight, 'i'), eight)
  assert.equal(sortAdded(eight, 'a')[0]?.direction, 'desc')
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
  const text = { name: 'a', kind: 'text', mayBeEmpty: false } as const
  const written = (value: string) => writtenCondition(text, { operator: 'in', value }).value
  assert.equal(written('Sales\\, North,Finance'), 'Sales\\, North,Finance')
  assert.equal(written('x , y'), 'x,y')
})

test('pinned columns stay in sight only as far as they leave room to see the others; the first always stays', () => {
  assert.equal(staying([200, 200, 200, 200], Infinity), 4)
  assert.equal(staying([200, 200, 200, 200], 800), 2)
  assert.equal(staying([200, 50], 300), 1)
  assert.equal(staying([], 300), 0)
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
