import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SourceError } from '@/lib/connectors/types'
import { provide } from '@/lib/env'
import { requestRefresh } from './request'
import { assertState, courseFacts, courses, select, startEngine, tableOf } from './testing/engine'
import { fakeSource, type FakeSource, type FakeTable } from './testing/fake-source'

const titles = 'select title from datacamp.course_dim order by course_id'
const staging = `select tablename from pg_tables where schemaname = 'staging'`
const file = (table: FakeTable, etag: string): FakeTable => ({ ...table, etag })
const reset = () => {
  throw new SourceError('host', 'The connection to the bucket broke off.', true)
}
/** Breaks off at user_dim, after course_dim and course_fact were staged whole. */
const broken = (tables: Record<string, FakeTable>): FakeSource =>
  fakeSource('datacamp', tables, { beforeBatch: (table) => (table === 'user_dim' ? reset() : undefined) })

test('a second try goes on with the objects that the first one staged whole, and reads those that changed', async (t) => {
  const engine = await startEngine(t)
  const bad = file(courseFacts([7, 1, 20260105, 60], [7, 1, 20260106, 'soon']), 'f')
  const first = await engine.refresh(broken({ course_dim: file(courses([1, 'One']), 'a'), course_fact: bad }))
  assertState(first, 'queued')
  assert.deepEqual(await select(engine, `${staging} order by tablename`), [
    { tablename: `r${first.id}_course_dim` },
    { tablename: `r${first.id}_course_fact` },
  ])

  const second = fakeSource('datacamp', { course_dim: file(courses([1, 'Two']), 'b'), course_fact: bad })
  const run = await engine.takeUp(first.id, second)
  assertState(run, 'published')
  assert(!second.reads.includes('course_fact'), 'the same object is not read again')
  assert(second.reads.includes('course_dim'), 'an object that changed is')
  assert.deepEqual(await select(engine, titles), [{ title: 'Two' }])
  const { rowsRead, rowsInserted, rowsQuarantined } = tableOf(run, 'course_fact')
  assert.deepEqual({ rowsRead, rowsInserted, rowsQuarantined }, { rowsRead: 2, rowsInserted: 1, rowsQuarantined: 1 })
  assert.deepEqual(await select(engine, 'select line_no from app.quarantine'), [{ line_no: 3 }])
  assert.deepEqual(await select(engine, staging), [])
})

test('staging that a crash of the database emptied is not gone on with', async (t) => {
  const engine = await startEngine(t)
  const tables = { course_dim: file(courses([1, 'One']), 'a') }
  const first = await engine.refresh(broken(tables))
  await engine.pool.query(`truncate staging."r${first.id}_course_dim"`)
  const second = fakeSource('datacamp', tables)
  assertState(await engine.takeUp(first.id, second), 'published')
  assert(second.reads.includes('course_dim'))
  assert.deepEqual(await select(engine, titles), [{ title: 'One' }])
})

test('a failure that may pass is tried again ever later, and the fourth one is final', async (t) => {
  const engine = await startEngine(t)
  const failing = () => broken({})
  let run = await engine.refresh(failing())
  for (const [least, most] of [
    [24, 36],
    [96, 144],
    [480, 720],
  ] as const) {
    assertState(run, 'queued')
    assert.match(run.step ?? '', /^Tries again at \d\d:\d\d UTC$/)
    const [wait] = await select<{ seconds: number }>(
      engine,
      'select extract(epoch from retry_at - heartbeat_at)::float as seconds from app.refresh_run',
    )
    assert(wait && wait.seconds > least - 5 && wait.seconds < most + 30, `${wait?.seconds} seconds`)
    run = await engine.takeUp(run.id, failing())
  }
  assertState(run, 'failed')
  assert.equal(run.attempt, 4)
  assert.equal(run.errorCode, 'host')
  assert.deepEqual(await select(engine, 'select retry_at from app.refresh_run'), [{ retry_at: null }])
  assert.deepEqual(await select(engine, staging), [])
})

test('X-10: a refresh that takes three workers down is not tried again', async (t) => {
  const engine = await startEngine(t)
  const { runId } = await requestRefresh(engine.app, 'datacamp', { trigger: 'manual' })
  await engine.pool.query(`update app.refresh_run set state = 'extracting', attempt = 3, heartbeat_at = now()`)
  const source = fakeSource('datacamp', {})
  const run = await engine.takeUp(runId, source)
  assertState(run, 'failed')
  assert.equal(run.errorCode, 'worker_lost')
  assert.match(run.errorMessage ?? '', /The worker stopped 3 times/)
  assert.deepEqual(source.reads, [])
})

test('a delivery that does not fit the limit of staging is refused before anything is written, or while it streams', async (t) => {
  const engine = await startEngine(t)
  t.after(() => provide({ SKILLSCOPE_STAGING_LIMIT: '' }))
  provide({ SKILLSCOPE_STAGING_LIMIT: '1MB' })
  const told = fakeSource('datacamp', {
    course_fact: { ...courseFacts([7, 1, 20260105, 60]), etag: 'a', size: 400_000 },
  })
  const refused = await engine.refresh(told)
  assertState(refused, 'failed')
  assert.equal(refused.errorCode, 'staging_limit')
  assert.match(
    refused.errorMessage ?? '',
    /The delivery of 1 MB needs about 2 MB of staging, and SKILLSCOPE_STAGING_LIMIT allows 1 MB/,
  )
  assert.deepEqual(told.reads, [])

  const silent: FakeTable = {
    columns: ['user_id', 'course_id', 'date_id', 'time_spent'],
    *rows() {
      for (let user = 0; user < 50_000; user++) yield [String(user), '1', '20260105', '60']
    },
  }
  const run = await engine.refresh(fakeSource('datacamp', { course_fact: silent }))
  assertState(run, 'failed')
  assert.equal(run.errorCode, 'staging_limit')
  assert.deepEqual(await select(engine, staging), [])
})

test('staging lives in the tablespace that the operator names', async (t) => {
  const engine = await startEngine(t)
  t.after(() => provide({ SKILLSCOPE_STAGING_TABLESPACE: '' }))
  provide({ SKILLSCOPE_STAGING_TABLESPACE: 'pg_default' })
  assertState(await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'One']) })), 'published')
  provide({ SKILLSCOPE_STAGING_TABLESPACE: 'nowhere' })
  const run = await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'Two']) }))
  assertState(run, 'failed')
  assert.match(run.errorMessage ?? '', /SKILLSCOPE_STAGING_TABLESPACE/)
})
