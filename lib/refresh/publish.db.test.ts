import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPool } from '@/lib/db/pools'
import { arm } from './failpoint'
import { assertState, courses, select, startEngine, type Engine } from './testing/engine'
import { fakeSource, type FakeTable } from './testing/fake-source'

/** As many rows as it takes for indexes to be built after them. */
const MANY = 100_000

const manyFacts: FakeTable = {
  columns: ['user_id', 'course_id', 'date_id', 'time_spent'],
  *rows() {
    for (let index = 0; index < MANY; index++) {
      yield [String(index % 5_000), String(index % 40), String(20260101 + (index % 28)), '60']
    }
  },
}

const definitions = (engine: Engine) =>
  select<{ definition: string }>(
    engine,
    `select indexdef as definition from pg_indexes where schemaname in ('datacamp', 'mart') order by 1`,
  )

test('during a large first load every reader gets an answer, and its indexes are those that were there before', async (t) => {
  const engine = await startEngine(t)
  const before = await definitions(engine)
  const web = createPool(engine.url, { role: 'web', statementTimeoutMs: 2_000 })
  t.after(() => web.end())
  let answers = 0
  for (const point of ['mid-publish', 'before-commit'] as const) {
    t.after(
      arm(point, async () => {
        for (const table of ['datacamp.course_fact', 'datacamp.course_dim', 'mart.activity', 'mart.course_progress']) {
          assert.deepEqual((await web.query(`select count(*)::int as n from ${table}`)).rows, [{ n: 0 }])
          answers++
        }
      }),
    )
  }
  const source = fakeSource('datacamp', { course_dim: courses([1, 'One']), course_fact: manyFacts })
  assertState(await engine.refresh(source), 'published')

  assert.ok(answers >= 12, `${answers} answers`)
  assert.deepEqual(await definitions(engine), before)
  assert.deepEqual(await select(engine, `select tablename from pg_tables where schemaname = 'staging'`), [])
})

test('indexes that were taken off for a load that failed are back with the next one, however small', async (t) => {
  const engine = await startEngine(t)
  const before = await definitions(engine)
  const disarm = arm('mid-publish', () => {
    throw new Error('no luck')
  })
  t.after(disarm)
  assertState(await engine.refresh(fakeSource('datacamp', { course_fact: manyFacts })), 'failed')
  assert.notDeepEqual(await definitions(engine), before)
  disarm()
  assertState(await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'One']) })), 'published')
  assert.deepEqual(await definitions(engine), before)
})

test('X-11: somebody who reads for a long time neither holds a publish up nor sees it', async (t) => {
  const engine = await startEngine(t)
  const titles = 'select title from datacamp.course_dim'
  await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'Old']) }))
  const reader = await engine.pool.connect()
  await reader.query('begin isolation level repeatable read read only')
  assert.deepEqual((await reader.query(titles)).rows, [{ title: 'Old' }])
  assertState(await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'New']) })), 'published')
  assert.deepEqual((await reader.query(titles)).rows, [{ title: 'Old' }])
  await reader.query('commit')
  assert.deepEqual((await reader.query(titles)).rows, [{ title: 'New' }])
  reader.release()
})

test('X-14: a table that another session holds is waited for, and published when it lets go', async (t) => {
  const engine = await startEngine(t)
  await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'Old']) }))
  const other = await engine.pool.connect()
  await other.query('begin; lock table datacamp.course_dim in share mode')
  // Longer than one try waits.
  const letGo = setTimeout(() => void other.query('commit').then(() => other.release()), 6_000)
  t.after(() => clearTimeout(letGo))
  assertState(await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'New']) })), 'published')
  assert.deepEqual(await select(engine, 'select title from datacamp.course_dim'), [{ title: 'New' }])
})

test('X-14: a publish that is always in somebody’s way gives up after some tries, and the old data stays', async (t) => {
  const engine = await startEngine(t)
  await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'Old']) }))
  const codes = ['40P01', '40001', '55P03', '40P01', '40001']
  let tries = 0
  t.after(
    arm('mid-publish', () => {
      throw Object.assign(new Error('busy'), { code: codes[tries++] })
    }),
  )
  const run = await engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'New']) }))
  assertState(run, 'queued')
  assert.equal(run.errorCode, 'busy')
  assert.equal(tries, codes.length)
  assert.deepEqual(await select(engine, 'select title from datacamp.course_dim'), [{ title: 'Old' }])
})
