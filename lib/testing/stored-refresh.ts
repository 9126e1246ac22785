/** Refreshes through credentials that were entered and stored, tried as often as the worker would. */
import assert from 'node:assert/strict'
import type { ConnectorId } from '@/lib/catalogue/types'
import { connection } from '@/lib/connectors/credentials'
import { requestRefresh } from '@/lib/refresh/request'
import { executeRun } from '@/lib/refresh/run'
import { readRun, type RunDetail } from '@/lib/refresh/status'
import type { TestDatabase } from './database'

/** Without the pauses between two tries. */
export async function refreshStored({ app, pool }: TestDatabase, id: ConnectorId): Promise<RunDetail> {
  const { runId } = await requestRefresh(app, id, { trigger: 'manual' })
  const open = async () => (await connection(app, id)).open()
  let state
  do state = await executeRun({ app, pool, open, signal: new AbortController().signal }, runId)
  while (state === 'queued')
  const run = await readRun(app, runId)
  assert.ok(run)
  return run
}

/** What an administrator enters for a database of the test server. */
export function databaseFields(address: string) {
  const url = new URL(address)
  return {
    host: url.hostname,
    port: url.port,
    database: url.pathname.slice(1),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    sslmode: 'disable',
  }
}
