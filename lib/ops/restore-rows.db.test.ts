/** `restore-rows` as people call it: the way back from a refresh that removed too much. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { childEnvironment } from '@/lib/env'
import { requestRefresh } from '@/lib/refresh/request'
import { courseFacts, courses, select, startEngine, tableOf, type Engine } from '@/lib/refresh/testing/engine'
import { fakeSource } from '@/lib/refresh/testing/fake-source'
import { martsOf, rebuilt } from '@/lib/testing/marts'

/** user, course, day, seconds */
type Facts = readonly (readonly [number, number, number, number])[]

const stays: Facts = [[7, 1, 20260105, 60]]
const goes: Facts = [
  [7, 2, 20260106, 120],
  [8, 2, 20260208, 30],
  [8, 2, 20260208, 30],
]
const learners: readonly (readonly [string, string])[] = [
  ['7', 'ada@example.com'],
  ['8', 'bob@example.com'],
]

function deliver(engine: Engine, facts: Facts, known = learners) {
  return engine.refresh(
    fakeSource('datacamp', {
      user_dim: { columns: ['user_id', 'email'], rows: () => known },
      course_dim: courses([1, 'SQL'], [2, 'Python']),
      course_fact: courseFacts(...facts),
    }),
  )
}

/** Not spawnSync: the embedded server of this process has to stay alive meanwhile. */
function skillscope(engine: Engine, ...args: string[]) {
  const env = {
    DATABASE_URL: engine.url,
    SKILLSCOPE_SECRET: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'fatal',
    npm_lifecycle_event: undefined,
  }
  return new Promise<{ status: number; stdout: string; stderr: string }>((resolve) => {
    const options = { env: childEnvironment(env) }
    execFile(process.execPath, ['bin/skillscope.mjs', ...args], options, (error, stdout, stderr) => {
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr })
    })
  })
}

/** A refresh that removed three facts, and with them two days and a person's only activity. */
async function shrunken(t: TestContext) {
  const engine = await startEngine(t)
  await deliver(engine, [...stays, ...goes])
  const before = await martsOf(engine.pool)
  const run = await deliver(engine, stays)
  assert.equal(tableOf(run, 'course_fact').rowsDeleted, goes.length)
  return { engine, before, runId: run.id }
}

test('rows that a refresh removed are put back by one command, numbers, calendar and books included', async (t) => {
  const { engine, before, runId } = await shrunken(t)

  const restored = await skillscope(engine, 'restore-rows', '--run', String(runId), '--table', 'course_fact', '--json')

  assert.equal(restored.status, 0, restored.stderr)
  assert.deepEqual(JSON.parse(restored.stdout), { run: runId, table: 'course_fact', restored: 3, kept: 0 })
  assert.deepEqual(await martsOf(engine.pool), before)
  assert.deepEqual(await martsOf(engine.pool), await rebuilt(engine.pool))
  const verified = await skillscope(engine, 'verify', 'datacamp', '--no-source')
  assert.equal(verified.status, 0, verified.stdout)

  const again = await skillscope(engine, 'restore-rows', '--run', String(runId), '--table', 'course_fact')
  assert.equal(again.status, 1)
  assert.match(again.stderr, /^The archive holds no rows that refresh \d+ removed from course_fact\..*\n$/)
})

test('a learner who was removed comes back with the name, and the next delivery decides again', async (t) => {
  const engine = await startEngine(t)
  await deliver(engine, goes)
  const before = await martsOf(engine.pool)
  const { id } = await deliver(engine, goes, learners.slice(0, 1))

  const { status, stdout, stderr } = await skillscope(
    engine,
    'restore-rows',
    '--run',
    String(id),
    '--table',
    'user_dim',
  )

  assert.equal(status, 0, stderr)
  assert.match(stdout, /^1 row put back into user_dim\.\nThe next refresh that reads the whole table removes/)
  assert.deepEqual(await martsOf(engine.pool), before)
  assert.deepEqual(await martsOf(engine.pool), await rebuilt(engine.pool))
  await deliver(engine, goes, learners.slice(0, 1))
  assert.deepEqual(await select(engine, 'select user_id from datacamp.user_dim'), [{ user_id: 7 }])
  assert.equal((await skillscope(engine, 'verify', 'datacamp', '--no-source')).status, 0)
})

async function untilItWaits(engine: Engine): Promise<void> {
  const waiting = `select from pg_locks where not granted and relation = 'datacamp.course_fact'::regclass`
  for (let round = 0; round < 600; round++) {
    if ((await select(engine, waiting)).length > 0) return
    await sleep(50)
  }
  throw new Error('nothing waited for the table within half a minute')
}

test('while a refresh is under way nothing is put back, and while rows are put back no refresh begins', async (t) => {
  const { engine, runId } = await shrunken(t)
  const restore = () => skillscope(engine, 'restore-rows', '--run', String(runId), '--table', 'course_fact')
  await engine.pool.query(`update app.connector set lease_until = now() + interval '1 minute'`)
  const refused = await restore()
  assert.equal(refused.status, 1)
  assert.match(refused.stderr, /^A refresh is under way, so the rows .* Try again when it has ended\.\n$/)
  await engine.pool.query('update app.connector set lease_until = null')
  assert.deepEqual(await select(engine, 'select count(*)::int as rows from datacamp.course_fact'), [{ rows: 1 }])

  // Held up in the middle by somebody else's lock on the table.
  const other = await engine.pool.connect()
  await other.query('begin; lock table datacamp.course_fact in share mode')
  const restoring = restore()
  await untilItWaits(engine)
  const { runId: asked } = await requestRefresh(engine.app, 'datacamp', { trigger: 'manual' })
  const source = fakeSource('datacamp', {})
  assert.equal((await engine.takeUp(asked, source)).state, 'queued')
  assert.deepEqual(source.reads, [])
  await other.query('commit')
  other.release()
  assert.equal((await restoring).status, 0)
})

test('the command asks for what it lacks', async (t) => {
  const engine = await startEngine(t)
  const without = await skillscope(engine, 'restore-rows', '--run', '1')
  assert.deepEqual([without.status, without.stderr], [1, '--table is missing.\n'])
  const wrong = await skillscope(engine, 'restore-rows', '--run', 'last', '--table', 'course_fact')
  assert.deepEqual([wrong.status, wrong.stderr], [1, '--run must be a whole number, not "last".\n'])
})
