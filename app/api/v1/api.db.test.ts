/** Questions to the API: the numbers of the query layer, as far as the token's role reaches, and what it tells about itself. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { routes } from '@/lib/authz/registry'
import { apiClient, json } from '@/lib/api/testing/api-client'
import { TEST_ADDRESS } from '@/lib/testing/settings'
import { GET as listMetrics } from './metrics/route'
import { GET as describe } from './openapi.json/route'
import { GET as query } from './query/route'

const period = 'from=2026-03-02&to=2026-03-15&compare=none'
const { call, database } = apiClient()

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
  const denied = () => database().app.audit.count({ where: { outcome: 'denied' } })
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
  const entry = await database().app.audit.findFirstOrThrow({
    where: { action: 'export.create' },
    orderBy: { id: 'desc' },
  })
  assert.deepEqual(
    [entry.actorKind, entry.outcome, entry.detail],
    ['token', 'allowed', { filters: new URLSearchParams(search).toString() }],
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
  assert.deepEqual(document.servers, [{ url: TEST_ADDRESS }])
})
