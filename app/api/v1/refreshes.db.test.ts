/** Refreshes over the API: who may start one, and what is told of those that ran. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Role } from '@/generated/prisma/client'
import { apiClient, json } from '@/lib/api/testing/api-client'
import { POST as requestRefresh } from './connectors/[connector]/refresh/route'
import { GET as listRefreshes } from './refreshes/route'
import { GET as readRefresh } from './refreshes/[run]/route'

const { call, database } = apiClient()

test('only an administrator starts a refresh; asking again names the run that is under way', async () => {
  const start = (role: Role | null, connector: string, search = '') =>
    call(role, requestRefresh, search, { connector }, 'POST')
  await json(start(null, 'datacamp'), 401)
  for (const role of ['analyst', 'manager', 'viewer'] as const) await json(start(role, 'datacamp'), 403)
  assert.equal(await database().app.refreshRun.count(), 0)

  assert.match((await json(start('admin', 'datacamp'), 409)).detail, /no credentials yet/)
  await json(start('admin', 'moodle'), 404)
  await database().app.connector.create({ data: { id: 'datacamp' } })
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
