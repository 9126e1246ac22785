import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findTable } from '@/lib/catalogue/catalogue'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { whatHolds, type Reading } from './what-holds'
import { readingOf } from './page-reading'
import { viewPageAt } from './view-pages'

const asOf = { datacamp: '2026-11-20T05:00:00Z', skilljar: '2026-11-20T05:00:00Z' }

function on(path: string): Reading {
  const page = viewPageAt(path)
  const read = page && readingOf(page, asOf)
  assert.ok(read, path)
  return read
}

function after(path: string, search: string): { search: string; leftOut: string[] } {
  const held = whatHolds(new URLSearchParams(search), on(path))
  return {
    search: decodeURIComponent(held.search.toString()),
    leftOut: held.leftOut.map(({ param, values }) => `${param}=${values.join('|')}`),
  }
}

test('an address that its page understands stays as it is, whatever its values hold', () => {
  for (const [path, search] of [
    [
      '/datacamp/courses',
      'from=2026-01-01&to=2026-02-01&team=1,none&technology=R\\, SQL,Python&sort=xp:desc&search=a, b',
    ],
    ['/people', 'who=active&columns=xp,learning_hours'],
    ['/at-risk', 'rule=quiet&days=40&team=3'],
    [
      '/explorer/datacamp.course_fact',
      'columns=course_id,xp&filter=xp:gte:5&filter=course_id:in:1,2&sort=xp:desc,course_id&density=dense',
    ],
  ] as const) {
    assert.deepEqual(after(path, search), { search: search.replaceAll(' ', '+'), leftOut: [] })
  }
})

test('of a list only what the page refuses is left out, and what is left out is named', () => {
  assert.deepEqual(after('/datacamp/courses', 'team=1,x,3&columns=xp,gone,learning_hours&sort=gone:desc&grain=month'), {
    search: 'grain=month&team=1,3&columns=xp,learning_hours',
    leftOut: ['team=x', 'columns=gone', 'sort=gone:desc'],
  })
})

test('a sort by a column that is left out goes with it', () => {
  assert.deepEqual(after('/datacamp/courses', 'columns=learning_hours&sort=xp'), {
    search: 'columns=learning_hours',
    leftOut: ['sort=xp'],
  })
})

test('a parameter that no page has any more, a page’s own choice that is gone and a malformed day are left out', () => {
  assert.deepEqual(after('/people', 'who=retired&shade=dark&from=yesterday&team=4'), {
    search: 'team=4',
    leftOut: ['who=retired', 'shade=dark', 'from=yesterday'],
  })
})

test('in the Explorer each filter is judged on its own, and a group of alternatives as a whole', () => {
  const filters = 'filter=xp:gte:5&filter=gone:eq:1&filter=xp:gte:many&any=xp:eq:1|gone:eq:2&any=xp:eq:1|xp:eq:2'
  assert.deepEqual(
    after('/explorer/datacamp.course_fact', `${filters}&columns=xp,gone&pins=gone&widths=xp:120,gone:90`),
    {
      search: 'filter=xp:gte:5&any=xp:eq:1|xp:eq:2&columns=xp&widths=xp:120',
      leftOut: ['filter=gone:eq:1|xp:gte:many', 'any=xp:eq:1|gone:eq:2', 'columns=gone', 'pins=gone', 'widths=gone:90'],
    },
  )
})

test('groups in the Explorer lose the column and the measure that are gone, and their order with them', () => {
  const search = 'group=course_id,gone&measures=count,sum:gone,sum:xp&sort=sum:gone:desc'
  assert.deepEqual(after('/explorer/datacamp.course_fact', search), {
    search: 'group=course_id&measures=count,sum:xp',
    leftOut: ['group=gone', 'measures=sum:gone', 'sort=sum:gone:desc'],
  })
})

test('a parameter that is given twice and that a page wants once is left out rather than guessed', () => {
  assert.deepEqual(after('/datacamp/courses', 'grain=month&grain=day&team=2'), {
    search: 'team=2',
    leftOut: ['grain=month|day'],
  })
})

test('it ends for every page that refuses, however much it refuses, and an error that blames no parameter is no view’s fault', () => {
  const never: Reading = () => {
    throw new InvalidFilter('other', 'never')
  }
  const many = new URLSearchParams(
    Array.from({ length: 300 }, (_, index) => [`p${index}`, 'a,b,c'] as [string, string]),
  )
  const { search, leftOut } = whatHolds(many, never)
  assert.deepEqual([search.size, leftOut.length], [0, 300])
  const broken: Reading = () => {
    throw new TypeError('broken')
  }
  assert.throws(() => whatHolds(many, broken), /broken/)
})

test('every subset of good and bad parts ends in an address that the page takes, with all good parts in it', () => {
  const good = ['team=1', 'grain=month', 'columns=xp', 'search=a', 'technology=SQL']
  const bad = ['source=moodle', 'compare=never', 'window_days=0', 'to=2026-02-31', 'page=none']
  for (let choice = 0; choice < 1 << bad.length; choice++) {
    const some = bad.filter((_, index) => choice & (1 << index))
    const { search, leftOut } = after('/datacamp/courses', [...good, ...some].join('&'))
    assert.deepEqual(new Set(search.split('&')), new Set(good), some.join())
    assert.deepEqual(new Set(leftOut), new Set(some))
  }
})

test('the table that the Explorer tests rest on has the columns that they name', () => {
  const columns = findTable('datacamp.course_fact')?.columns.map(({ name }) => name) ?? []
  assert.ok(
    ['course_id', 'xp'].every((name) => columns.includes(name)),
    columns.join(),
  )
})
