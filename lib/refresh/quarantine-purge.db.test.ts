import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RunState } from '@/generated/prisma/client'
import { purgeQuarantine } from './quarantine-purge'
import { select, startEngine, type Engine } from './testing/engine'
import { fakeSource } from './testing/fake-source'
import { startWorker } from './worker'

interface Kept {
  readonly run: RunState | 'no longer known'
  readonly daysOld: number
  /** How many days ago it was answered; null: it waits. */
  readonly answered?: number
}

/** One row in the quarantine for each, with a line that tells them apart. */
async function keep({ pool }: Engine, rows: readonly Kept[]): Promise<void> {
  const states = [...new Set(rows.map(({ run }) => run))].filter((run) => run !== 'no longer known')
  for (const state of states) {
    await pool.query(`insert into app.refresh_run (connector_id, trigger, state) values ('datacamp', 'manual', $1)`, [
      state,
    ])
  }
  for (const [index, { run, daysOld, answered = null }] of rows.entries()) {
    await pool.query(
      `insert into app.quarantine (run_id, connector_id, table_name, line_no, raw, reason_code, message, created_at, resolved_at, resolution)
       values (
         coalesce((select id from app.refresh_run where state::text = $1), 999), 'datacamp', 'course_fact', $2, 'x', 'null_key', 'x',
         now() - make_interval(days => $3), now() - make_interval(days => $4), case when $4::int is not null then 'dismissed' end)`,
      [run, index + 1, daysOld, answered],
    )
  }
}

const lines = async (engine: Engine) =>
  (await select<{ line: number }>(engine, 'select line_no::int as line from app.quarantine order by id')).map(
    ({ line }) => line,
  )
const never = () => new AbortController().signal

test('O-09: a month later answered rows and rows of refreshes that never went live are gone; rows that wait stay', async (t) => {
  const engine = await startEngine(t)
  await keep(engine, [
    { run: 'published', daysOld: 400 },
    { run: 'unchanged', daysOld: 400 },
    { run: 'held', daysOld: 40 },
    { run: 'published', daysOld: 400, answered: 29 },
    { run: 'published', daysOld: 400, answered: 31 },
    { run: 'failed', daysOld: 29 },
    { run: 'failed', daysOld: 31 },
    { run: 'cancelled', daysOld: 31 },
    { run: 'discarded', daysOld: 31 },
    { run: 'no longer known', daysOld: 31 },
  ])
  assert.equal(await purgeQuarantine(engine.pool, never()), 5)
  assert.deepEqual(await lines(engine), [1, 2, 3, 4, 6])
  assert.equal(await purgeQuarantine(engine.pool, never()), 0)
})

test('a large purge goes in small batches and ends between two of them when the worker stops', async (t) => {
  const engine = await startEngine(t)
  await keep(engine, [
    { run: 'published', daysOld: 90 },
    ...Array.from({ length: 25 }, () => ({ run: 'failed', daysOld: 90 }) as const),
  ])
  assert.equal(await purgeQuarantine(engine.pool, AbortSignal.abort(), 10), 0)
  assert.equal(await purgeQuarantine(engine.pool, never(), 10), 25)
  assert.deepEqual(await lines(engine), [1])
})

test('the worker purges by itself', async (t) => {
  const engine = await startEngine(t)
  await keep(engine, [
    { run: 'failed', daysOld: 31 },
    { run: 'published', daysOld: 31 },
  ])
  const worker = await startWorker({ url: engine.url, app: engine.app, open: fakeSource('datacamp', {}).open })
  try {
    for (let round = 0; (await lines(engine)).length > 1; round++) {
      assert.ok(round < 600, 'the old row is gone within a minute')
      await sleep(100)
    }
  } finally {
    await worker.stop()
  }
  assert.deepEqual(await lines(engine), [2])
})
