import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sweep } from './cleanup'
import { approveRun, discardRun } from './decide'
import { RefreshRefused, requestRefresh } from './request'
import { admin, assertState, courseFacts, courses, detail, select, startEngine, type Engine } from './testing/engine'
import { fakeSource, type FakeTable } from './testing/fake-source'

const titles = 'select title from datacamp.course_dim order by course_id'
const staging = `select tablename from pg_tables where schemaname = 'staging'`
const reason = 'The course was withdrawn, says its owner.'
const full = { course_dim: courses([1, 'Old']), course_fact: courseFacts([7, 1, 20260520, 3_600]) }
const facts: FakeTable = courseFacts([7, 1, 20260520, 7_200], [8, 1, 20260520, 3_600])

/** Published once, then held because the courses arrive empty. */
async function startHeld(engine: Engine, table: FakeTable = courses()) {
  await engine.refresh(fakeSource('datacamp', full))
  const source = fakeSource('datacamp', { ...full, course_dim: table, course_fact: facts })
  const held = await engine.refresh(source)
  assertState(held, 'held')
  return { held, source }
}

test('a held run shows what it would change, is not running, and pauses nobody who asks for a new one', async (t) => {
  const engine = await startEngine(t)
  const { held } = await startHeld(engine)

  assert.equal(held.running, false)
  assert.equal(held.finishedAt, null)
  assert.ok(held.heldAt)
  const phases = Object.entries(held.timeline).sort(([, a], [, b]) => (a < b ? -1 : 1))
  assert.deepEqual(
    phases.map(([phase]) => phase),
    ['claimed', 'pinned', 'staged', 'validated', 'held'],
  )
  assert.deepEqual(held.preview?.tables, {
    course_dim: { removed: [{ title: 'Old', course_id: 1 }], added: [], changed: [] },
    course_fact: {
      removed: [{ user_id: 7, date_id: 20260520, course_id: 1, time_spent: 3_600 }],
      added: [
        { user_id: 7, date_id: 20260520, course_id: 1, time_spent: 7_200 },
        { user_id: 8, date_id: 20260520, course_id: 1, time_spent: 3_600 },
      ],
      changed: [],
    },
  })
  assert.deepEqual(held.preview?.numbers, [
    { label: 'People', now: 1, after: 2 },
    { label: 'Active learners, last 90 days', now: 1, after: 2 },
    { label: 'Learning hours, last 90 days', now: 1, after: 3 },
    { label: 'Courses completed, last 90 days', now: 0, after: 0 },
    { label: 'Enrolments, last 90 days', now: 0, after: 0 },
  ])
  const [lease] = await select<{ free: boolean }>(engine, 'select lease_until is null as free from app.connector')
  assert.equal(lease?.free, true)

  // A sweep, hours later, leaves a run alone that waits for people.
  await engine.pool.query(`update app.refresh_run set heartbeat_at = now() - interval '6 hours'`)
  await sweep(engine.pool)
  assertState(await detail(engine, held.id), 'held')
  assert.notDeepEqual(await select(engine, staging), [])
  assert.deepEqual(await select(engine, titles), [{ title: 'Old' }])
  assert.equal((await requestRefresh(engine.app, 'datacamp', { trigger: 'manual' })).already, false)
})

test('an approved run publishes what it had staged, and says who approved it and why', async (t) => {
  const engine = await startEngine(t)
  const { held } = await startHeld(engine)
  const untouched = fakeSource('datacamp', { course_dim: courses([9, 'Never read']) })
  const run = await engine.approve(held.id, untouched)

  assertState(run, 'published')
  assert.deepEqual(untouched.reads, [])
  assert.deepEqual(await select(engine, titles), [])
  assert.equal(run.preview, null)
  assert.equal(run.decision?.outcome, 'approved')
  assert.equal(run.decision.by, admin.name)
  assert.deepEqual(run.findings, held.findings)
  assert.deepEqual(await select(engine, staging), [])
})

test('staging that was lost is read again; it is published only if the guards find what was approved', async (t) => {
  const engine = await startEngine(t)
  const { held, source } = await startHeld(engine)
  await engine.pool.query(`truncate staging."r${held.id}_course_fact"`)
  const worse = fakeSource('datacamp', { ...full, course_dim: courses(), course_fact: courseFacts() })
  const again = await engine.approve(held.id, worse)
  assertState(again, 'held')
  assert.equal(again.decision, null)
  assert.deepEqual(
    again.findings.map(({ table }) => table),
    ['course_dim', 'course_fact'],
  )

  await engine.pool.query(`drop table staging."r${held.id}_course_dim"`)
  assertState(await engine.approve(held.id, source), 'published')
  assert.deepEqual(await select(engine, 'select count(*)::int as n from datacamp.course_fact'), [{ n: 2 }])
})

test('a discarded run changes nothing and leaves no staging', async (t) => {
  const engine = await startEngine(t)
  const { held } = await startHeld(engine)
  await discardRun(engine.app, admin, held.id, reason)
  await sweep(engine.pool)

  const run = await detail(engine, held.id)
  assertState(run, 'discarded')
  assert.deepEqual({ ...run.decision, at: null }, { outcome: 'discarded', reason, at: null, by: admin.name })
  assert.equal(run.preview, null)
  assert.deepEqual(await select(engine, staging), [])
  assert.deepEqual(await select(engine, titles), [{ title: 'Old' }])
  assert.deepEqual(
    await select(engine, `select actor_label, subject from app.audit where action = 'refresh.discarded'`),
    [{ actor_label: admin.name, subject: 'datacamp' }],
  )
})

test('a decision needs a reason, a held run, and happens once', async (t) => {
  const engine = await startEngine(t)
  const { held } = await startHeld(engine)
  const refused = (work: Promise<void>, says: RegExp) =>
    assert.rejects(work, (error) => error instanceof RefreshRefused && says.test(error.message))
  await refused(approveRun(engine.app, admin, held.id, '  fine  '), /at least 10 characters/)
  await refused(approveRun(engine.app, admin, 999, reason), /no refresh 999/)

  const { runId } = await requestRefresh(engine.app, 'datacamp', { trigger: 'manual' })
  await refused(approveRun(engine.app, admin, held.id, reason), new RegExp(`Refresh ${runId} .* is under way`))
  await engine.takeUp(runId, fakeSource('datacamp', full))

  await refused(discardRun(engine.app, admin, held.id, reason), /waits for no decision any more/)
  await refused(approveRun(engine.app, admin, runId, reason), /waits for no decision any more/)
  assert.deepEqual(
    await select(engine, `select action from app.audit where action in ('refresh.approved', 'refresh.discarded')`),
    [],
  )
})

test('a newer run that is published or held itself takes the place of a held one', async (t) => {
  const engine = await startEngine(t)
  const { held, source } = await startHeld(engine)
  const second = await engine.refresh(source)
  assertState(second, 'held')
  const first = await detail(engine, held.id)
  assertState(first, 'discarded')
  assert.deepEqual({ ...first.decision, at: null }, { outcome: 'superseded', reason: null, at: null, by: null })

  assertState(await engine.refresh(fakeSource('datacamp', { ...full, course_dim: courses([1, 'New']) })), 'published')
  assertState(await detail(engine, second.id), 'discarded')
  await sweep(engine.pool)
  assert.deepEqual(await select(engine, staging), [])
})

test('a run that nobody decides about within a week is discarded, and says so', async (t) => {
  const engine = await startEngine(t)
  const { held } = await startHeld(engine)
  await engine.pool.query(`update app.refresh_run set held_at = now() - interval '8 days' where state = 'held'`)
  await sweep(engine.pool)
  const run = await detail(engine, held.id)
  assertState(run, 'discarded')
  assert.match(run.errorMessage ?? '', /Nobody decided within 7 days/)
  assert.deepEqual(await select(engine, staging), [])
})

test('samples of a preview are few, short and taken only where something is found or would go', async (t) => {
  const engine = await startEngine(t)
  const many = Array.from({ length: 60 }, (_, id) => [id, 'x'.repeat(1_000)] as const)
  await engine.refresh(fakeSource('datacamp', { course_dim: courses(...many), course_fact: courseFacts() }))
  const added = courseFacts([1, 1, 20260101, 5])
  const held = await engine.refresh(
    fakeSource('datacamp', { course_dim: courses(...many.slice(0, 30)), course_fact: added }),
  )
  assertState(held, 'held')
  assert.deepEqual(Object.keys(held.preview?.tables ?? {}), ['course_dim'])
  const { removed } = held.preview?.tables['course_dim'] ?? { removed: [] }
  assert.equal(removed.length, 5)
  assert.ok(String(removed[0]?.['title']).length <= 201)
})
