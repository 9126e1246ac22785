/** Tables over the API: which there are, their rows page by page, and to whom they are refused. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { apiClient, json } from '@/lib/api/testing/api-client'
import { GET as listTables } from './tables/route'
import { GET as readTable } from './tables/[table]/route'

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

test('tables are refused to managers and viewers, and a wrong name or parameter is said', async () => {
  const params = { table: 'datacamp.user_dim' }
  for (const role of ['manager', 'viewer'] as const) {
    await json(call(role, listTables), 403)
    for (const format of ['json', 'csv']) await json(call(role, readTable, `format=${format}`, params), 403)
    await json(call(role, readTable, '', { table: 'datacamp.nothing' }), 403)
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
  }
  for (const [search, param] of Object.entries(wrong)) {
    assert.equal((await json(call('admin', readTable, search, params), 400)).param, param, search)
  }
})
