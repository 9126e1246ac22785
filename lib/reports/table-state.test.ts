import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import type { ReportTable } from './report'
import { columnsOf, readTableState, tableParamsOf } from './table-state'

const table: ReportTable = {
  by: ['content', 'grain'],
  metrics: ['course_starts', 'xp', 'course_completion_rate'],
  defaultSort: { by: 'course_starts', descending: true },
  trend: 'course_starts',
}
const read = (address: string) => readTableState(new URLSearchParams(address), table)
const refused = (param: string, says: RegExp) => (error: unknown) =>
  error instanceof InvalidFilter && error.param === param && says.test(error.message)

test('an address that says nothing shows every column, the usual order and the first page', () => {
  const state = read('')
  assert.deepEqual(state, {
    columns: ['course_starts', 'xp', 'course_completion_rate', 'trend'],
    sort: { by: 'course_starts', descending: true },
    page: 1,
    search: '',
  })
  assert.equal(tableParamsOf(table, state).toString(), '')
})

test('what an address says about a table is what a link to it says again', () => {
  for (const address of [
    'sort=xp',
    'sort=content%3Adesc&search=50%25',
    'columns=xp%2Ctrend&page=3',
    'sort=grain&search=a%2Cb&columns=course_completion_rate%2Cxp&page=2',
  ]) {
    assert.equal(tableParamsOf(table, read(address)).toString(), address)
  }
})

test('columns come in the order asked for, each once', () => {
  assert.deepEqual(read('columns=xp,course_starts,xp').columns, ['xp', 'course_starts'])
  assert.deepEqual(columnsOf({ ...table, metrics: ['xp'] }), ['xp', 'trend'])
})

test('where the column of the usual order is hidden, the first dimension orders the rows', () => {
  assert.deepEqual(read('columns=xp').sort, { by: 'content', descending: false })
})

test('a malformed table in an address is refused, naming the parameter and what it could be', () => {
  assert.throws(() => read('columns=xp,nope'), refused('columns', /no column "nope".*course_starts, xp/))
  assert.throws(() => read('columns='), refused('columns', /empty value/))
  assert.throws(() => read('columns=content'), refused('columns', /no column "content"/))
  assert.throws(() => read('columns=xp&columns=trend'), refused('columns', /2 times/))
  assert.throws(() => read('sort=nope'), refused('sort', /content, grain, course_starts/))
  assert.throws(() => read('sort=xp:down'), refused('sort', /"xp:down" is not known/))
  assert.throws(() => read('sort=xp:desc:desc'), refused('sort', /not known/))
  assert.throws(() => read('sort=trend'), refused('sort', /not known/))
  assert.throws(() => read('sort=xp&columns=course_starts'), refused('sort', /not among the columns chosen/))
  assert.throws(() => read('page=0'), refused('page', /count from 1/))
  assert.throws(() => read('page=1.5'), refused('page', /no page/))
  assert.throws(() => read(`search=${'x'.repeat(201)}`), refused('search', /200 letters/))
  assert.throws(() => read('search=%00'), refused('search', /NUL/))
})
