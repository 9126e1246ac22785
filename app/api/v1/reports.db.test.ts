/** Metrics, reports and analyses over HTTP: the same numbers as the query, kept while the data is, and no way around a role. */
import { duringRequest } from '@/lib/testing/next-request'
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createToken } from '@/lib/auth/tokens'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import { analyses } from '@/lib/analyses/analyses'
import type { Analysis } from '@/lib/analyses/analysis'
import { reportOf, reports } from '@/lib/reports/reports'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { publishBoth } from '@/lib/testing/mirrors'
import { fillMirrors, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { provideSettings } from '@/lib/testing/settings'
import { GET as readAnalysis } from './analyses/[analysis]/route'
import { GET as listMetrics } from './metrics/route'
import { GET as readMetric } from './metrics/[metric]/route'
import { GET as query } from './query/route'
import { GET as listReports } from './reports/route'
import { GET as readReport } from './reports/[report]/route'

type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>
const period = `from=${mirrorsFrom}&to=2025-04-30&compare=none`

let database: TestDatabase
const tokens = {} as Record<'analyst' | 'viewer', string>

before(async () => {
  database = await testDatabase()
  provideSettings(database)
  await fillMirrors(database.pool, 3)
  await publishBoth(database.pool)
  for (const role of ['analyst', 'viewer'] as const) {
    tokens[role] = (await createToken(database.app, 'system', { name: role, role })).token
  }
})
after(async () => {
  await app().$disconnect()
  await closePools()
  await database?.drop()
})

function call(route: Route, path: string, params: Record<string, string> = {}, headers: Record<string, string> = {}) {
  const sent = { authorization: `Bearer ${tokens.analyst}`, ...headers }
  const request = new Request(`http://localhost:3000${path}`, { headers: sent })
  return duringRequest(sent, () => route(request, { params: Promise.resolve(params) }))
}

test('a report answers with the rows and totals that the same query gives', async () => {
  const { reports: listed } = await (await call(listReports, '/api/v1/reports')).json()
  assert.deepEqual(
    listed.map(({ slug }: { slug: string }) => slug),
    reports.map(({ slug }) => slug),
  )
  const report = await call(readReport, `/api/v1/reports/learning-activity?${period}&grain=month&sort=grain`, {
    report: 'learning-activity',
  })
  const { rows, totals } = await report.json()
  const { metrics } = reportOf('learning-activity')
  const asked = await call(query, `/api/v1/query?metrics=${metrics}&by=month,team,technology&${period}&grain=month`)
  const same = await asked.json()
  assert.ok(rows.length > 10)
  assert.deepEqual([rows, totals], [same.rows, same.totals])
})

test('an answer is not sent again while neither data, question nor reader changed', async () => {
  const path = `/api/v1/query?metrics=xp&${period}`
  const first = await call(query, path)
  const etag = first.headers.get('etag') ?? ''
  assert.match(etag, /^"\d+-[0-9a-f]{20}"$/)
  const again = await call(query, path, {}, { 'if-none-match': `"other", W/${etag}` })
  assert.deepEqual([again.status, await again.text(), again.headers.get('etag')], [304, '', etag])

  const fresh = async (url: string, token: string) =>
    (await call(query, url, {}, { 'if-none-match': etag, authorization: `Bearer ${token}` })).status
  assert.equal(await fresh(`${path}&grain=day`, tokens.analyst), 200, 'another question')
  assert.equal(await fresh(path, tokens.viewer), 200, 'another reader')
  await database.pool.query(
    `insert into app.publication (connector_id, run_id, as_of) values ('datacamp', 1, '2025-05-01')`,
  )
  assert.equal(await fresh(path, tokens.analyst), 200, 'newer data')
})

test('every metric and analysis is listed with its definition, and names from outside are refused with the valid ones', async () => {
  const { metrics } = await (await call(listMetrics, '/api/v1/metrics')).json()
  const ids = metrics.map(({ id }: { id: string }) => id)
  for (const id of ['active_learners', 'course_completion_rate', ...Object.keys(analyses)])
    assert.ok(ids.includes(id), id)
  const missing = await call(readMetric, '/api/v1/metrics/nope', { metric: 'nope' })
  assert.equal(missing.status, 404)
  const wrong = await call(query, `/api/v1/query?metrics=nope&${period}`)
  assert.equal(wrong.status, 400)
  assert.match((await wrong.json()).detail, /active_learners/)
  const misspelt = await call(query, `/api/v1/query?metrics=xp&window_days=thirty`)
  assert.equal((await misspelt.json()).param, 'window_days')
})

test('a metric answers with its value, the people and rows behind it and the statement, a ratio with both parts', async () => {
  const path = `/api/v1/metrics/course_completion_velocity?${period}`
  const answer = await (await call(readMetric, path, { metric: 'course_completion_velocity' })).json()
  assert.deepEqual(
    answer.behind.map(({ metric, rows }: { metric: string; rows: number }) => [metric, rows]),
    [
      ['course_completions', answer.numerator],
      ['course_starts', answer.denominator],
    ],
  )
  assert.ok(Math.abs(answer.value - answer.numerator / answer.denominator) < 1e-6)
  assert.match(answer.sql, /mart\./)
})

test('every analysis answers an analyst, and those about single learners refuse a viewer', async () => {
  for (const [id, analysis] of Object.entries<Analysis>(analyses)) {
    const needed = Object.entries(analysis.parameters ?? {}).filter(([, { required }]) => required)
    const path = `/api/v1/analyses/${id}?${period}${needed.map(([name]) => `&${name}=1`).join('')}`
    const answer = await call(readAnalysis, path, { analysis: id })
    const body = await answer.json()
    assert.ok(answer.status === 200 || (needed.length > 0 && answer.status < 500), `${id}: ${JSON.stringify(body)}`)
    if (answer.status === 200) {
      const names = analysis.columns.map(({ name }) => name)
      for (const row of body.rows) assert.deepEqual(Object.keys(row).sort(), [...names].sort(), id)
    }
    const viewer = await call(readAnalysis, path, { analysis: id }, { authorization: `Bearer ${tokens.viewer}` })
    assert.equal(viewer.status === 403, analysis.learnerRows === true, id)
  }
})
