/** Decisions and refreshes of one database: who waits for whom, and what is left afterwards. */
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { AccountId } from '@/lib/marts/restate-people'
import { rebuildMarts } from '@/lib/marts/refresh'
import { describeReport } from '@/lib/ops/describe-report'
import { PUBLISH_LOCK } from '@/lib/refresh/publish-lock'
import {
  admin,
  assertState,
  courseFacts,
  courses,
  quick,
  select,
  startEngine,
  type Engine,
} from '@/lib/refresh/testing/engine'
import { fakeSource } from '@/lib/refresh/testing/fake-source'
import { martsOf } from '@/lib/testing/marts'
import { inTransaction } from '@/lib/testing/mirrors'
import { verify } from '@/lib/verify/verify'
import { linkAccounts, separateAccount, takeBack } from './decide'
import { IdentityRefused } from './decision'

const because = 'Both were told by the person.'
const account = (id: number): AccountId => ({ source: 'datacamp', sourceId: String(id) })

/** Users 7 and 8 have one address, user 9 another. */
const delivery = (seconds: number) =>
  fakeSource('datacamp', {
    user_dim: {
      columns: ['user_id', 'email', 'first_name'],
      rows: () => [
        ['7', 'ada@example.com', 'Ada'],
        ['8', 'ADA@example.com', 'Eve'],
        ['9', 'countess@example.com', 'Ada'],
      ],
    },
    course_dim: courses([1, 'SQL']),
    course_fact: courseFacts([7, 1, 20260102, 60], [8, 1, 20260102, 90], [9, 1, 20260102, seconds]),
  })

async function decided(t: TestContext): Promise<Engine> {
  const engine = await startEngine(t)
  assertState(await engine.refresh(delivery(100)), 'published')
  await separateAccount(engine.pool, admin, account(8), because)
  await linkAccounts(engine.pool, admin, [account(9), account(7)], because)
  return engine
}

const seconds = (engine: Engine) =>
  select(
    engine,
    `select person_key, sum(seconds)::int as seconds from mart.activity join mart.person using (person_id) group by 1 order by 1`,
  )
const numbers = (engine: Engine) => select(engine, 'select source_id, person_id from mart.identity order by 1')
/** As lib/authz/reader.ts tells it to readers. */
const dataVersion = async (engine: Engine) =>
  (await select<{ version: number }>(engine, 'select max(version) as version from app.publication'))[0]?.version ?? 0

test('decisions survive refreshes, full refreshes and a rebuild of the marts, with the numbers of the people', async (t) => {
  const engine = await decided(t)
  const expected = (linked: number) => [
    { person_key: 'DATACAMP:8', seconds: 90 },
    { person_key: 'ada@example.com', seconds: 60 + linked },
  ]
  assert.deepEqual(await seconds(engine), expected(100))
  const known = await numbers(engine)

  assertState(await engine.refresh(delivery(200)), 'published')
  assert.deepEqual(await seconds(engine), expected(200))
  assertState(await engine.refresh(delivery(300), { full: true }), 'published')
  assert.deepEqual(await seconds(engine), expected(300))
  const marts = await martsOf(engine.pool)
  await inTransaction(engine.pool, rebuildMarts)
  assert.deepEqual(await martsOf(engine.pool), marts)
  assert.deepEqual(await numbers(engine), known)
})

test('verify finds nothing wrong with what decisions made of the marts and of the books', async (t) => {
  const engine = await decided(t)
  const report = await verify({
    app: engine.app,
    pool: engine.pool,
    connectorIds: ['datacamp'],
    sources: [{ id: 'datacamp', open: delivery(100).open }],
    signal: new AbortController().signal,
    timing: quick,
    explain: String,
    under: (_, work) => work(() => undefined),
  })
  assert.ok(report.equal, describeReport(report))
})

test('every decision gives readers a new version of the data, as old as it was; a refused one changes nothing', async (t) => {
  const engine = await startEngine(t)
  assertState(await engine.refresh(delivery(100)), 'published')
  const first = await dataVersion(engine)
  const [asOf] = await select(engine, 'select as_of, run_id from app.publication')
  const { decision } = await separateAccount(engine.pool, admin, account(8), because)
  const second = await dataVersion(engine)
  assert.ok(second > first)
  await assert.rejects(separateAccount(engine.pool, admin, account(8), because), IdentityRefused)
  assert.equal(await dataVersion(engine), second)
  await takeBack(engine.pool, admin, decision, because)
  assert.ok((await dataVersion(engine)) > second)
  const publications = await select(engine, 'select as_of, run_id from app.publication')
  assert.deepEqual(publications, [asOf, asOf, asOf])
})

test('while a refresh publishes, a decision waits, then says so and changes nothing', async (t) => {
  const engine = await decided(t)
  const before = await martsOf(engine.pool)
  const publishing = await engine.pool.connect()
  try {
    await publishing.query('select pg_advisory_lock($1)', [PUBLISH_LOCK])
    await assert.rejects(
      linkAccounts(engine.pool, admin, [account(8), account(9)], because),
      (error: Error) => error instanceof IdentityRefused && /refresh is being published/.test(error.message),
    )
  } finally {
    publishing.release(true)
  }
  assert.deepEqual(await martsOf(engine.pool), before)
  assert.equal((await select(engine, 'select from app.identity_link')).length, 2)
})

test('a decision writes rows of the people that it is about, and of nobody else', async (t) => {
  const engine = await startEngine(t)
  assertState(await engine.refresh(delivery(100)), 'published')
  const written = () =>
    select<{ person_key: string; version: string }>(
      engine,
      `select 'activity ' || person_key as person_key, activity.xmin::text as version from mart.activity join mart.person using (person_id)
       union all select 'progress ' || learner_id, xmin::text from mart.course_progress
       union all select 'identity ' || source_id, xmin::text from mart.identity
       order by 1`,
    )
  const before = new Map((await written()).map(({ person_key, version }) => [person_key, version]))
  await separateAccount(engine.pool, admin, account(8), because)
  const changed = (await written()).filter(({ person_key, version }) => before.get(person_key) !== version)
  assert.deepEqual(
    changed.map(({ person_key }) => person_key),
    ['activity DATACAMP:8', 'activity ada@example.com', 'identity 8', 'progress 8'],
  )
})
