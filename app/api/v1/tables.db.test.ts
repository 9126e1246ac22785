/** Tables over the API: which there are, their rows page by page, and to whom they are refused. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { apiClient, json } from '@/lib/api/testing/api-client'
import { GET as search } from './search/route'
import { GET as listTables } from './tables/route'
import { GET as readFacets } from './tables/[table]/facets/route'
import { GET as readGroups } from './tables/[table]/groups/route'
import { GET as readTable } from './tables/[table]/route'
import { GET as readRow } from './tables/[table]/rows/[key]/route'

const { call, database } = apiClient()

test('the list of tables tells columns, rows, which metrics read them and which pages show them', async () => {
  await database().pool.query('analyze datacamp.course_fact')
  const { tables } = await json(call('analyst', listTables))
  const facts = tables.find((table) => table.schema === 'datacamp' && table.name === 'course_fact')
  assert.equal(facts?.rows, 11)
  assert.ok(facts?.usedBy.includes('xp'))
  assert.deepEqual(
    facts?.usedOn.find(({ title }) => title === 'Courses (DataCamp)'),
    { slug: 'courses', path: '/datacamp/courses', title: 'Courses (DataCamp)' },
  )
  assert.ok(facts?.columns.some((column) => column['name'] === 'time_spent' && column['description']))
})

test('a table is read page by page with filters, order and an exact count', async () => {
  const params = { table: 'datacamp.course_fact' }
  const search = 'columns=user_id,xp&filter=xp:gte:300&filter=user_id:in:1,3,4,5,6,7,8&sort=xp:desc&limit=4&count=exact'
  const first = await json(call('analyst', readTable, search, params))
  assert.deepEqual(
    first.rows.map((row) => row['user_id']),
    [8, 7, 6, 5],
  )
  assert.deepEqual([first.count, first.count_is_capped, first.previous], [6, false, null])
  const second = await json(call('analyst', readTable, `${search}&cursor=${first.next}`, params))
  assert.deepEqual(
    [second.rows, second.next],
    [
      [
        { user_id: 4, xp: 400 },
        { user_id: 3, xp: 300 },
      ],
      null,
    ],
  )

  const csv = await (await call('analyst', readTable, `${search}&format=csv`, params)).text()
  assert.equal(csv.replace('\uFEFF', ''), 'user_id,xp\r\n8,800\r\n7,700\r\n6,600\r\n5,500\r\n4,400\r\n3,300\r\n')
})

test('groups of filters of which one is enough, and a search, narrow a table over the API', async () => {
  const params = { table: 'datacamp.user_dim' }
  const answer = await json(call('analyst', readTable, 'any=user_id:eq:3|first_name:eq:P9&columns=user_id', params))
  assert.deepEqual(answer.rows, [{ user_id: 3 }, { user_id: 9 }])
  assert.deepEqual(answer.keys, ['3', '9'])
  const found = await json(call('analyst', readTable, 'q=p1+example&columns=user_id', params))
  assert.deepEqual(found.rows, [{ user_id: 1 }, { user_id: 10 }, { user_id: 11 }])
})

test('the values of columns are counted, and a row is opened with its names and the rows that name it', async () => {
  const facts = { table: 'datacamp.course_fact' }
  const { facets } = await json(call('analyst', readFacets, 'columns=course_id,xp&filter=user_id:lte:4', facts))
  assert.deepEqual(facets[0]?.['values'], [{ value: '5', text: 'Intro', rows: 4 }])
  assert.equal(facets[1]?.['shape'], 'buckets')
  const looks = () => database().app.audit.count({ where: { action: 'table.view', subject: facts.table } })
  const before = await looks()
  const found = await json(call('analyst', readFacets, 'columns=user_id&filter=user_id:lte:4&find=P3', facts))
  assert.deepEqual(found.facets[0]?.['values'], [{ value: '3', text: 'P3', rows: 1 }])
  assert.equal(await looks(), before, 'the values of one more column are no further look at the table')
  const row = await json(call('analyst', readRow, '', { table: 'datacamp.user_dim', key: '3' }))
  assert.deepEqual([row.name, row.provenance?.['run']], ['P3', 1])
  const linked = row.linked.map(({ table, count }) => [table, count])
  assert.deepEqual(linked.at(0), ['datacamp.course_fact', { rows: 1, capped: false }])
})

test('a table is read in groups with computed totals, to whom its rows are open, and all groups come as one CSV', async () => {
  const params = { table: 'datacamp.course_fact' }
  const asked = 'group=user_id&measures=sum:xp,count&filter=user_id:gte:6&filter=user_id:lte:8&limit=2'
  const answer: unknown = await (await call('analyst', readGroups, asked, params)).json()
  const { rows, totals, groups } = answer as { rows: unknown; totals: unknown; groups: unknown }
  assert.deepEqual(
    [rows, totals, groups],
    [
      [
        { user_id: 8, 'sum:xp': '800', count: 1 },
        { user_id: 7, 'sum:xp': '700', count: 1 },
      ],
      { 'sum:xp': '2100', count: 3 },
      3,
    ],
  )
  const csv = await (await call('analyst', readGroups, `${asked}&format=csv`, params)).text()
  assert.equal(csv.replace('\uFEFF', ''), 'user_id,sum:xp,count\r\n8,800,1\r\n7,700,1\r\n6,600,1\r\n')
  await json(call('analyst', readGroups, 'group=user_id&columns=xp', params), 400)
  for (const role of ['manager', 'viewer'] as const) await json(call(role, readGroups, asked, params), 403)
})

test('the search answers with groups of hits, to a viewer without people, and takes nothing but q', async () => {
  const titles = async (role: 'analyst' | 'viewer') => {
    const answer: unknown = await (await call(role, search, 'q=p3')).json()
    return (answer as { groups: { title: string }[] }).groups.map(({ title }) => title)
  }
  assert.ok((await titles('analyst')).includes('People'))
  assert.ok(!(await titles('viewer')).includes('People'))
  await json(call('analyst', search, 'q=a&team=1'), 400)
})

test('tables are refused to managers and viewers, and a wrong name or parameter is said', async () => {
  const params = { table: 'datacamp.user_dim' }
  for (const role of ['manager', 'viewer'] as const) {
    await json(call(role, listTables), 403)
    for (const format of ['json', 'csv']) await json(call(role, readTable, `format=${format}`, params), 403)
    await json(call(role, readTable, '', { table: 'datacamp.nothing' }), 403)
    await json(call(role, readFacets, 'columns=email', params), 403)
    await json(call(role, readRow, '', { ...params, key: '1' }), 403)
  }
  for (const table of [
    'datacamp.nothing',
    'app.user',
    'app.connector_secret',
    'pg_catalog.pg_authid',
    '',
    'user_dim',
    `x'; drop table y`,
  ]) {
    await json(call('admin', readTable, '', { table }), 404)
  }
  const wrong = {
    'sort=password': 'sort',
    'filter=xp:eq:1': 'filter',
    'filtr=user_id:eq:1': 'filtr',
    'limit=0': 'limit',
    'cursor=x': 'cursor',
    'any=xp:eq:1': 'any',
    'q=%25': 'q',
  }
  for (const [search, param] of Object.entries(wrong)) {
    assert.equal((await json(call('admin', readTable, search, params), 400)).param, param, search)
  }
  for (const search of ['columns=xp', 'sort=user_id', '']) {
    const { param } = await json(call('admin', readFacets, search, params), 400)
    assert.equal(param, search.split('=')[0] || 'columns', search)
  }
  for (const key of ['0', 'x', '', "1'"]) {
    await json(call('admin', readRow, '', { ...params, key }), 404)
  }
})
