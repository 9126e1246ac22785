import { duringRequest } from '@/lib/testing/next-request'
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import type { Role } from '@/generated/prisma/client'
import { createToken } from '@/lib/auth/tokens'
import { routes } from '@/lib/authz/registry'
import { tablesOf } from '@/lib/catalogue/catalogue'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import { provide } from '@/lib/env'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { insertMirrorRows, publishMarts } from '@/lib/testing/mirrors'
import { POST as requestRefresh } from './connectors/[connector]/refresh/route'
import { GET as listMetrics } from './metrics/route'
import { GET as describe } from './openapi.json/route'
import { GET as query } from './query/route'
import { GET as listRefreshes } from './refreshes/route'
import { GET as readRefresh } from './refreshes/[run]/route'
import { GET as listTables } from './tables/route'
import { GET as readTable } from './tables/[table]/route'

const ADDRESS = 'http://localhost:3000'
const period = 'from=2026-03-02&to=2026-03-15&compare=none'

let database: TestDatabase
const tokens = {} as Record<Role, string>

before(async () => {
  database = await testDatabase()
  provide({ DATABASE_URL: database.url, SKILLSCOPE_SECRET: Buffer.alloc(32, 7).toString('base64'), APP_URL: ADDRESS })
  await fill(database)
  for (const role of ['admin', 'analyst', 'viewer'] as const) {
    tokens[role] = (await createToken(database.app, 'system', { name: role, role })).token
  }
  tokens.manager = (await createToken(database.app, 'system', { name: 'manager', role: 'manager', teams: [1] })).token
})
after(async () => {
  await app().$disconnect()
  await closePools()
  await database.drop()
})

/** Team 1 has two people, team 2 has six; three are in none. */
async function fill({ pool }: TestDatabase): Promise<void> {
  const people = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
  await insertMirrorRows(
    pool,
    'datacamp.user_dim',
    people.map((user_id) => ({ user_id, first_name: `P${user_id}`, email: `p${user_id}@example.com` })),
  )
  await insertMirrorRows(pool, 'datacamp.team_dim', [
    { team_id: 1, name: '=Sales' },
    { team_id: 2, name: 'Data' },
  ])
  await insertMirrorRows(
    pool,
    'datacamp.user_team_bridge',
    people.slice(0, 8).map((user_id) => ({ user_id, team_id: user_id <= 2 ? 1 : 2, joined_team_date: '2025-01-01' })),
  )
  await insertMirrorRows(pool, 'datacamp.course_dim', [{ course_id: 5, title: 'Intro', technology: 'Python' }])
  await insertMirrorRows(
    pool,
    'datacamp.course_fact',
    people.map((user_id) => ({ user_id, course_id: 5, date_id: 20260303, xp: user_id * 100, time_spent: 3600 })),
  )
  await publishMarts(pool, {
    connectorId: 'datacamp',
    tables: new Set(tablesOf('datacamp').map(({ name }) => name)),
    days: 'all',
  })
  await pool.query(`insert into app.publication (connector_id, run_id, as_of) values ('datacamp', 1, '2026-03-20')`)
}

type Handler = typeof query

async function call(
  role: Role | null,
  handler: Handler,
  search = '',
  params: Record<string, string> = {},
  method = 'GET',
) {
  const headers: Record<string, string> = role === null ? {} : { authorization: `Bearer ${tokens[role]}` }
  const request = new Request(`${ADDRESS}/api/v1/x?${search}`, { method, headers })
  return duringRequest(headers, () => handler(request, { params: Promise.resolve(params) }))
}

type Row = Readonly<Record<string, unknown>>

/** Every field that the tests read of any answer. */
interface Body {
  readonly rows: readonly Row[]
  readonly totals: Row
  readonly as_of: Row
  readonly data_version: number
  readonly metrics: readonly { id: string; description: string; read_from: readonly string[] }[]
  readonly dimensions: readonly { id: string }[]
  readonly tables: readonly {
    schema: string
    name: string
    rows: number
    usedBy: readonly string[]
    columns: readonly Row[]
  }[]
  readonly refreshes: readonly Row[]
  readonly count: number
  readonly count_is_capped: boolean
  readonly next: string | null
  readonly previous: string | null
  readonly param: string
  readonly detail: string
  readonly request_id: string
  readonly run: number
  readonly id: number
  readonly quarantine: readonly unknown[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, { parameters: readonly Row[] }>>>>
  readonly servers: readonly unknown[]
}

async function json(response: Response | Promise<Response>, status = 200): Promise<Body> {
  const answered = await response
  const body = await answered.text()
  assert.equal(answered.status, status, body)
  return JSON.parse(body) as Body
}

test('a question is answered with rows, totals, as-of and data version', async () => {
  const answer = await json(call('analyst', query, `metrics=xp,active_learners&by=team&${period}`))
  assert.deepEqual(answer.rows.map((row) => [row['team'], row['xp'], row['active_learners']]).sort(), [
    [null, 3000, 3],
    [1, 300, 2],
    [2, 3300, 6],
  ])
  assert.deepEqual([answer.totals['xp'], answer.totals['active_learners']], [6600, 11])
  assert.deepEqual([answer.as_of['datacamp'], answer.data_version], ['2026-03-20T00:00:00.000Z', 1])
})

test('a manager’s token sees the own teams only, whatever it asks for', async () => {
  for (const search of ['', '&team=2', '&team=1,2', '&team=none', '&membership=ever']) {
    const body = JSON.stringify(await json(call('manager', query, `metrics=xp&by=team,person&${period}${search}`)))
    assert.doesNotMatch(body, /P[3-9]|"Data"|3300|6600/, search)
  }
  const own = await json(call('manager', query, `metrics=xp&${period}`))
  assert.equal(own.totals['xp'], 300)
})

test('a viewer’s token gets no number of fewer than five people and no single learners', async () => {
  const answer = await json(call('viewer', query, `metrics=xp&by=team&${period}`))
  const shown = answer.rows.map((row) => [row['team'], row['xp'], row['suppressed']])
  assert.deepEqual(shown.sort(), [
    [null, null, true],
    [1, null, true],
    [2, 3300, false],
  ])
  const denied = () => database.app.audit.count({ where: { outcome: 'denied' } })
  const before = await denied()
  for (const format of ['json', 'csv'])
    await json(call('viewer', query, `metrics=xp&by=person&format=${format}&${period}`), 403)
  assert.equal(await denied(), before + 2)
})

test('the CSV of a question holds the rows of its JSON, as text that no spreadsheet runs, and is written down', async () => {
  const search = `metrics=xp,active_learners&by=team&${period}`
  const { rows } = await json(call('admin', query, search))
  const download = await call('admin', query, `${search}&format=csv`)
  assert.equal(
    download.headers.get('content-disposition'),
    'attachment; filename="query_2026-03-02_2026-03-15_as-of-2026-03-20.csv"',
  )
  assert.equal(download.headers.get('cache-control'), 'private, no-store')
  const cells = parse(await download.text(), { columns: true, bom: true }) as Record<string, string>[]
  const safe = (text: string) => (text.startsWith('=') ? `'${text}` : text)
  assert.deepEqual(
    cells.map((row) => [row['team'], row['team_name'], row['xp'], row['active_learners']]),
    rows.map((row) => [
      String(row['team'] ?? ''),
      safe(String(row['team_name'])),
      String(row['xp']),
      String(row['active_learners']),
    ]),
  )
  const entry = await database.app.audit.findFirstOrThrow({
    where: { action: 'export.create' },
    orderBy: { id: 'desc' },
  })
  assert.deepEqual(
    [entry.actorKind, entry.outcome, entry.detail],
    ['token', 'allowed', { filters: new URLSearchParams(`${search}&format=csv`).toString() }],
  )
})

test('a malformed question names the parameter and shows nothing', async () => {
  const wrong: Record<string, string> = {
    'metrics=xp&from=soon': 'from',
    'metrics=xp&team=abc': 'team',
    'metrics=xp&by=shoe_size': 'by',
    'metrics=nope': 'metrics',
    'metrics=xp&by=': 'by',
    'metrics=xp&tehnology=SQL': 'tehnology',
    'metrics=xp&format=xls': 'format',
    'metrics=xp&metrics=xp': 'metrics',
    'metrics=xp&from=2026-02-01&to=2026-01-01': 'from',
  }
  for (const [search, param] of Object.entries(wrong)) {
    const problem = await json(call('analyst', query, search), 400)
    assert.equal(problem.param, param, search)
    assert.ok(problem.detail.length > 10 && problem.request_id, search)
    assert.equal(problem.rows, undefined)
  }
})

test('every metric and dimension is told with its definition', async () => {
  const { metrics, dimensions } = await json(call('viewer', listMetrics))
  assert.ok(metrics.some((metric) => metric.id === 'xp' && metric.description && metric.read_from.length > 0))
  assert.ok(dimensions.some((dimension) => dimension.id === 'technology'))
})

test('the list of tables tells columns, rows and which metrics read them', async () => {
  await database.pool.query('analyze datacamp.course_fact')
  const { tables } = await json(call('analyst', listTables))
  const facts = tables.find((table) => table.schema === 'datacamp' && table.name === 'course_fact')
  assert.equal(facts?.rows, 11)
  assert.ok(facts?.usedBy.includes('xp'))
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

test('only an administrator starts a refresh; asking again names the run that is under way', async () => {
  const start = (role: Role | null, connector: string, search = '') =>
    call(role, requestRefresh, search, { connector }, 'POST')
  await json(start(null, 'datacamp'), 401)
  for (const role of ['analyst', 'manager', 'viewer'] as const) await json(start(role, 'datacamp'), 403)
  assert.equal(await database.app.refreshRun.count(), 0)

  assert.match((await json(start('admin', 'datacamp'), 409)).detail, /no credentials yet/)
  await json(start('admin', 'moodle'), 404)
  await database.app.connector.create({ data: { id: 'datacamp' } })
  assert.equal((await json(start('admin', 'datacamp', 'full=perhaps'), 400)).param, 'full')
  const first = await json(start('admin', 'datacamp', 'full=true'), 202)
  assert.deepEqual(await json(start('admin', 'datacamp'), 202), { run: first.run, already_running: true })

  const { refreshes } = await json(call('admin', listRefreshes))
  assert.deepEqual(
    refreshes.map((run) => [run['id'], run['state'], run['trigger'], run['full']]),
    [[first.run, 'queued', 'api', true]],
  )
  const run = await json(call('admin', readRefresh, '', { run: String(first.run) }))
  assert.deepEqual([run.id, run.tables, run.quarantine], [first.run, [], []])
  for (const role of ['analyst', 'manager', 'viewer'] as const) {
    await json(call(role, listRefreshes), 403)
    await json(call(role, readRefresh, '', { run: String(first.run) }), 403)
  }
})

test('an id that is none is not found, like one that does not exist', async () => {
  for (const run of ['0', '-1', 'null', '%', '*', '1 OR 1=1', '9223372036854775808', '1.0', '99999', '']) {
    await json(call('admin', readRefresh, '', { run }), 404)
  }
})

test('the OpenAPI document describes exactly the routes that exist', async () => {
  const document = await json(call('viewer', describe))
  const told = Object.entries<object>(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll('{', '[').replaceAll('}', ']')}`),
  )
  assert.deepEqual(
    told.sort(),
    Object.keys(routes)
      .filter((key) => key.includes(' /api/v1/'))
      .sort(),
  )
  const parameters = (path: string) => document.paths[path]?.['get']?.parameters.map((one) => one['name']) ?? []
  for (const name of ['metrics', 'by', 'technology', 'membership', 'compare', 'format']) {
    assert.ok(parameters('/api/v1/query').includes(name), name)
  }
  assert.deepEqual(document.servers, [{ url: ADDRESS }])
})
