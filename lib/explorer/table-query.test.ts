import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findTable } from '@/lib/catalogue/catalogue'
import { cursorText, parseCursor } from './cursor'
import { InvalidTableQuery } from './invalid-table-query'
import { readTableQuery, tableQueryParams } from './table-query'
import { parseSort, totalOrder } from './table-sort'
import { withoutRefused } from './understood'

const facts = findTable('datacamp.course_fact')!
const read = (search: string) => readTableQuery(facts, new URLSearchParams(search))

test('an address without parameters means every column, no filter and the first fifty rows', () => {
  const query = read('')
  assert.deepEqual([query.columns, query.filters, query.sort, query.limit], [facts.columns, [], [], 50])
  assert.deepEqual([query.cursor, query.count], [null, 'capped'])
  assert.equal(tableQueryParams(query).toString(), '')
})

const malformed: readonly [string, string, RegExp][] = [
  ['columns=user_id,nope', 'columns', /course_fact has no column "nope".*user_id, course_id/],
  ['columns=row_id', 'columns', /no column "row_id"/],
  ['filter=nope:eq:1', 'filter', /no column "nope" to filter by.*user_id/],
  ['filter=user_id', 'filter', /needs an op.*eq, ne, in/],
  ['filter=user_id:like:1', 'filter', /not "like".*eq, ne, in/],
  ['filter=user_id:contains:1', 'filter', /suits a bigint column/],
  ['filter=user_id:eq:abc', 'filter', /user_id:eq: Expected a whole number/],
  ['filter=user_id:eq:NA', 'filter', /needs a value/],
  ['filter=user_id:in:1,,2', 'filter', /needs a value/],
  ['filter=user_id:eq', 'filter', /needs a value/],
  ['filter=started_at:gt:yesterday', 'filter', /Expected a time/],
  ['filter=started_at:is_null:1', 'filter', /takes no value/],
  ['filter=constructor:eq:1', 'filter', /no column "constructor"/],
  [`filter=user_id:in:${Array.from({ length: 1001 }, (_, n) => n).join(',')}`, 'filter', /at most 1000 values/],
  [Array.from({ length: 51 }, () => 'filter=user_id:eq:1').join('&'), 'filter', /At most 50 filters/],
  ['any=', 'any', /part without a filter/],
  ['any=user_id:eq:1|', 'any', /part without a filter/],
  ['any=|user_id:eq:1', 'any', /part without a filter/],
  ['any=user_id:eq:1|nope:eq:1', 'any', /no column "nope" to filter by/],
  ['any=user_id:eq:abc', 'any', /any=user_id:eq: Expected a whole number/],
  ['any=user_id:eq:1\\|xp:eq:2', 'any', /Expected a whole number/],
  [`any=${Array.from({ length: 51 }, () => 'user_id:eq:1').join('|')}`, 'any', /At most 50 filters/],
  ['q=words', 'q', /has no text to search/],
  ['q=a&q=b', 'q', /given 2 times/],
  ['sort=nope', 'sort', /no column "nope" to sort by/],
  ['sort=a,b,c,d,e,f,g,h,i', 'sort', /at most 8 columns/],
  ['sort=user_id:down', 'sort', /:asc or :desc/],
  ['sort=user_id:asc:desc', 'sort', /:asc or :desc/],
  ['sort=user_id,user_id:desc', 'sort', /twice/],
  ['limit=0', 'limit', /1 to 500/],
  ['limit=501', 'limit', /1 to 500/],
  ['limit=5e1', 'limit', /1 to 500/],
  ['limit=-1', 'limit', /1 to 500/],
  ['limit=10&limit=20', 'limit', /given 2 times/],
  ['count=all', 'count', /capped, exact/],
  ['cursor=x', 'cursor', /damaged/],
]

for (const [search, parameter, message] of malformed) {
  test(`a malformed address is an error that names the parameter: ${search.slice(0, 40)}`, () => {
    assert.throws(
      () => read(search),
      (error: unknown) =>
        error instanceof InvalidTableQuery && error.param === parameter && message.test(error.message),
    )
  })
}

test('an address that is refused leads to the same address without what was wrong', () => {
  const rest = (search: string, param: string) => withoutRefused(facts, new URLSearchParams(search), param).toString()
  const good = 'filter=xp%3Agt%3A1&sort=xp'
  assert.equal(rest(`${good}&filter=user_id:eq:abc&cursor=x`, 'filter'), 'sort=xp&filter=xp%3Agt%3A1')
  assert.equal(rest(`${good}&any=user_id:eq:1|nope:eq:1`, 'any'), good)
  assert.equal(rest('filter=xp:gt:1&sort=nope', 'sort'), 'filter=xp%3Agt%3A1')
  const many = Array.from({ length: 51 }, () => 'filter=user_id:eq:1').join('&')
  assert.equal(rest(`${many}&sort=xp`, 'filter'), 'sort=xp')
})

test('a search needs words, and not too many of them', () => {
  const courses = findTable('datacamp.course_dim')!
  const searched = (q: string) => readTableQuery(courses, new URLSearchParams({ q })).q
  assert.equal(searched(' Python, 3 '), ' Python, 3 ')
  assert.equal(searched(''), null)
  for (const [q, message] of [
    ['%_-', null],
    ['%', /a letter or a digit/],
    ['a'.repeat(201), /at most 200 characters/],
    ['a b c d e f g h i j k', /at most 10 words/],
    ['a\0', /no character/],
  ] as const) {
    if (message) assert.throws(() => searched(q), message)
    else assert.equal(searched(q), q)
  }
})

test('a stretch may end where no value can lie, and the empty texts of marts can be asked for', () => {
  const written = (name: string, filter: string) =>
    tableQueryParams(readTableQuery(findTable(name)!, new URLSearchParams({ filter }))).get('filter')
  for (const [name, filter] of [
    ['skilljar.domain_access_code', 'max_uses:lt:2200000000'],
    ['datacamp.assessment_fact', 'started_at:lt:2100-01-01 00:00:00'],
    ['mart.activity', 'content_id:eq:'],
    ['mart.activity', 'content_id:in:,505'],
  ] as const) {
    assert.equal(written(name, filter), filter)
  }
  for (const [name, filter] of [
    ['datacamp.course_dim', 'title:eq:'],
    ['mart.activity', 'content_id:eq'],
    ['mart.activity', 'content_id:contains:'],
    ['mart.activity', 'seconds:eq:'],
    ['datacamp.assessment_fact', 'started_at:lt:9999-12-31T23:59:59-05:00'],
    ['datacamp.assessment_fact', 'started_at:lt:10000-01-01'],
  ] as const) {
    assert.throws(() => written(name, filter), { name: 'InvalidTableQuery' }, filter)
  }
})

test('a value may hold colons, commas and backslashes', () => {
  const courses = findTable('datacamp.course_dim')!
  const written = (search: string) =>
    readTableQuery(courses, new URLSearchParams({ filter: search })).filters[0]?.values
  assert.deepEqual(written('title:eq:a:b,c\\d'), ['a:b,c\\d'])
  assert.deepEqual(written('title:in:a\\,b,c\\\\,d\\e,f\\'), ['a,b', 'c\\', 'd\\e', 'f\\'])
})

test('an address read, written and read again asks the same', () => {
  const value = fc.string({ minLength: 1 }).filter((text) => text.isWellFormed() && !text.includes('\0'))
  const courses = findTable('datacamp.course_dim')!
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), value, (list, one) => {
      const search = new URLSearchParams({ columns: 'title,xp', sort: 'xp:desc,title', limit: '7', count: 'exact' })
      search.append('filter', `title:in:${list.map((text) => text.replace(/[\\,]/g, '\\$&')).join(',')}`)
      search.append('filter', `topic:contains:${one}`)
      const query = readTableQuery(courses, search)
      assert.deepEqual(query.filters[0]?.values, list)
      assert.deepEqual(readTableQuery(courses, tableQueryParams(query)), query)
    }),
  )
})

const order = totalOrder(facts, parseSort(facts, 'started_at:desc,xp'))
const place = { scan: 'forward', position: ['2026-01-01 09:30:00.123456', null, '17'] } as const
const cursor = cursorText(facts, order, place)

test('a cursor is read back as it was written, and fits an address', () => {
  assert.deepEqual(parseCursor(facts, order, cursor), place)
  assert.match(cursor, /^[\w-]+$/)
})

test('a cursor of another order or table is refused with what to do', () => {
  const other = totalOrder(facts, parseSort(facts, 'xp'))
  assert.throws(() => parseCursor(facts, other, cursor), /another table or order\. Start again/)
  const chapters = findTable('datacamp.chapter_fact')!
  assert.throws(
    () => parseCursor(chapters, totalOrder(chapters, parseSort(chapters, 'started_at:desc,xp')), cursor),
    /another/,
  )
})

test('no tampered cursor reaches the database', () => {
  const forged = (...parts: unknown[]) =>
    Buffer.from(JSON.stringify(['datacamp.course_fact', 'started_at:desc,xp,row_id', 'forward', ...parts])).toString(
      'base64url',
    )
  const wrong = [
    forged('2026-01-01 09:30:00', null),
    forged('2026-01-01 09:30:00', null, null),
    forged('2026-01-01 09:30:00', null, 17),
    forged('now', null, '17'),
    forged('2026-01-01 09:30:00', "1'; drop table x", '17'),
    forged('2026-01-01 09:30:00', null, '17', '18'),
    `${cursor}=`,
    `${cursor} `,
    Buffer.from('{}').toString('base64url'),
    Buffer.from('null').toString('base64url'),
  ]
  for (const text of wrong) assert.throws(() => parseCursor(facts, order, text), InvalidTableQuery, text)
  fc.assert(
    fc.property(fc.nat(cursor.length - 1), fc.constantFrom(...'ABCabc019-_'), (at, letter) => {
      const changed = cursor.slice(0, at) + letter + cursor.slice(at + 1)
      try {
        assert.equal(cursorText(facts, order, parseCursor(facts, order, changed)), changed)
      } catch (error) {
        assert.ok(error instanceof InvalidTableQuery)
      }
    }),
  )
})
