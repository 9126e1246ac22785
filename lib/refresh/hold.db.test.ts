import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertState, courses, detail, select, startEngine } from './testing/engine'
import { fakeSource } from './testing/fake-source'

test('a refresh is held with its entry in the audit and in place of the older one, or not held at all', async (t) => {
  const engine = await startEngine(t)
  const deliver = (...rows: (readonly [number, string])[]) =>
    engine.refresh(fakeSource('datacamp', { course_dim: courses(...rows) }))
  assertState(await deliver([1, 'Intro']), 'published')
  const first = await deliver()
  assertState(first, 'held')

  await engine.pool.query(
    `create function app.refuse() returns trigger language plpgsql as $$ begin raise 'no room'; end $$;
     create trigger refuse before insert on app.audit for each row when (new.action = 'refresh.held') execute function app.refuse()`,
  )
  assertState(await deliver(), 'failed')
  assertState(await detail(engine, first.id), 'held')

  await engine.pool.query('drop trigger refuse on app.audit')
  const newer = await deliver()
  assertState(newer, 'held')
  assertState(await detail(engine, first.id), 'discarded')
  assert.deepEqual(
    await select(
      engine,
      `select (detail ->> 'run')::int as run from app.audit where action = 'refresh.held' order by id`,
    ),
    [{ run: first.id }, { run: newer.id }],
  )
})
