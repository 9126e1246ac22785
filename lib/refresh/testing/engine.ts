/** A database with a connector, and refreshes of fake sources into it. */
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { RunState } from '@/generated/prisma/client'
import type { Actor } from '@/lib/authz/actor'
import type { ConnectorId } from '@/lib/catalogue/types'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import type { Timing } from '../claim'
import { approveRun } from '../decide'
import { requestRefresh } from '../request'
import { executeRun } from '../run'
import { readRun, type RunDetail, type TableStatus } from '../status'
import type { FakeSource, FakeTable } from './fake-source'

/** So quick that a test need not wait, so slow that a busy machine does not lose its lease. */
export const quick: Timing = { leaseSeconds: 30, heartbeatSeconds: 1, pulseMs: 50, waitSeconds: 0 }

export const admin: Actor = {
  kind: 'user',
  id: '0198a000-0000-7000-8000-000000000001',
  name: 'Ada',
  role: 'admin',
  teams: [],
}

export interface Engine extends TestDatabase {
  /** Requests a refresh and carries it out, as the worker would. */
  refresh(source: FakeSource, options?: { full?: boolean; signal?: AbortSignal }): Promise<RunDetail>
  /** Has a worker take up a run that waits in the queue. */
  takeUp(runId: number, source: FakeSource): Promise<RunDetail>
  /** An administrator approves a held run, and a worker takes it up again. */
  approve(runId: number, source: FakeSource): Promise<RunDetail>
}

export async function startEngine(t: TestContext, connectorId: ConnectorId = 'datacamp'): Promise<Engine> {
  const database = await testDatabase()
  t.after(() => database.drop())
  const { app, pool } = database
  await app.connector.upsert({ where: { id: connectorId }, create: { id: connectorId }, update: {} })
  const takeUp = async (runId: number, { open }: FakeSource, signal = new AbortController().signal) => {
    await executeRun({ app, pool, open, signal, timing: quick }, runId)
    return detail(database, runId)
  }
  return {
    ...database,
    takeUp,
    async refresh(source, { full = false, signal } = {}) {
      const { runId } = await requestRefresh(app, connectorId, { trigger: 'manual', full })
      return takeUp(runId, source, signal)
    },
    async approve(runId, source) {
      await approveRun(app, admin, runId, 'Looked at it with the owner of the source.')
      return takeUp(runId, source)
    },
  }
}

export async function detail({ app }: TestDatabase, runId: number): Promise<RunDetail> {
  const run = await readRun(app, runId)
  assert(run, `run ${runId} exists`)
  return run
}

export function assertState(run: RunDetail, state: RunState): void {
  assert.equal(run.state, state, run.errorMessage ?? undefined)
}

export function tableOf(run: RunDetail, name: string): TableStatus {
  const table = run.tables.find((candidate) => candidate.table === name)
  assert(table, `run ${run.id} has the table ${name}`)
  return table
}

export async function select<Row extends object>(engine: TestDatabase, text: string): Promise<Row[]> {
  return (await engine.pool.query<Row>(text)).rows
}

/** user, course, day, seconds */
export function courseFacts(...facts: readonly (readonly [number, number, number, number | string])[]): FakeTable {
  return {
    columns: ['user_id', 'course_id', 'date_id', 'time_spent'],
    rows: () => facts.map((fact) => fact.map(String)),
  }
}

/** id, title */
export function courses(...rows: readonly (readonly [number, string])[]): FakeTable {
  return { columns: ['course_id', 'title'], rows: () => rows.map((row) => row.map(String)) }
}
