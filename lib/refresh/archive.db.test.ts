import assert from 'node:assert/strict'
import { test } from 'node:test'
import { martsOf, rebuilt } from '@/lib/testing/marts'
import { restoreArchived } from './archive'
import { courses, select, startEngine } from './testing/engine'
import { fakeSource, type FakeTable } from './testing/fake-source'

const content =
  'select to_jsonb(row) - $$row_id$$ as row from datacamp.course_fact row order by (to_jsonb(row) - $$row_id$$)::text'

test('rows that a refresh removed come back as they were: repeats, microseconds, unknown columns and all', async (t) => {
  const engine = await startEngine(t)
  const facts = (rows: readonly (readonly (string | null)[])[]): FakeTable => ({
    columns: ['user_id', 'course_id', 'date_id', 'started_at', 'time_spent'],
    extra: ['mood'],
    rows: () => rows,
  })
  const stays = ['7', '1', '20260105', '2026-01-05 09:30:00.000001', '60', null]
  const goes = ['8', '1', '20260106', '2026-01-06 23:59:59.999999', null, 'a "good"\tone']
  const deliver = (...rows: (readonly (string | null)[])[]) =>
    engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'R']), course_fact: facts(rows) }))
  await deliver(stays, goes, goes)
  const before = await select(engine, content)
  const marts = await martsOf(engine.pool)
  const { id } = await deliver(stays)
  assert.equal((await select(engine, content)).length, 1)

  assert.deepEqual(await restoreArchived(engine.pool, 'system', { runId: id, table: 'course_fact' }), {
    restored: 2,
    kept: 0,
  })

  assert.deepEqual(await select(engine, content), before)
  assert.deepEqual(await martsOf(engine.pool), marts)
  assert.deepEqual(await martsOf(engine.pool), await rebuilt(engine.pool))
  assert.deepEqual(await select(engine, 'select count(*)::int as n from app.publication'), [{ n: 3 }])
  assert.deepEqual(await select(engine, `select detail from app.audit where action = 'refresh.rows_restored'`), [
    { detail: { run: id, table: 'course_fact', rows: 2 } },
  ])
  await assert.rejects(restoreArchived(engine.pool, 'system', { runId: id, table: 'course_fact' }), /holds no rows/)
  // The hashes came back too: delivered again, the same rows change nothing.
  assert.equal((await deliver(stays, goes, goes)).state, 'unchanged')
})

test('a row whose key is live again stays in the archive', async (t) => {
  const engine = await startEngine(t)
  const deliver = (...rows: (readonly [number, string])[]) =>
    engine.refresh(fakeSource('datacamp', { course_dim: courses([1, 'Stays'], ...rows) }))
  await deliver([2, 'Old title'], [3, 'Gone'])
  const { id } = await deliver()
  await deliver([2, 'New title'])
  assert.deepEqual(await restoreArchived(engine.pool, 'system', { runId: id, table: 'course_dim' }), {
    restored: 1,
    kept: 1,
  })
  assert.deepEqual(await select(engine, 'select course_id, title from datacamp.course_dim order by 1'), [
    { course_id: 1, title: 'Stays' },
    { course_id: 2, title: 'New title' },
    { course_id: 3, title: 'Gone' },
  ])
})
