import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type pg from 'pg'
import { courseFacts, courses, quick, startEngine, assertState, type Engine } from '@/lib/refresh/testing/engine'
import { fakeSource, type FakeSource } from '@/lib/refresh/testing/fake-source'
import { arm } from '@/lib/refresh/failpoint'
import { requestRefresh } from '@/lib/refresh/request'
import { describeReport } from '@/lib/ops/describe-report'
import type { Difference, Report } from './report'
import { verify } from './verify'

const users = {
  columns: ['user_id', 'email', 'first_name', 'last_name'],
  rows: () => [
    ['7', 'ada@example.com', 'Ada', 'Lovelace'],
    ['8', 'bob@example.com', 'Bob', 'Builder'],
  ],
}
const delivery = (title = 'Python') =>
  fakeSource('datacamp', {
    user_dim: users,
    course_dim: courses([1, 'SQL'], [2, title]),
    course_fact: courseFacts([7, 1, 20260102, 60], [8, 2, 20260103, 90], [8, 2, 20260103, 90]),
  })

async function published(t: TestContext): Promise<{ engine: Engine; source: FakeSource }> {
  const engine = await startEngine(t)
  const source = delivery()
  assertState(await engine.refresh(source), 'published')
  return { engine, source }
}

function look(engine: Engine, source?: FakeSource): Promise<Report> {
  return verify({
    app: engine.app,
    pool: engine.pool,
    connectorIds: ['datacamp'],
    sources: source ? [{ id: 'datacamp', open: source.open }] : [],
    signal: new AbortController().signal,
    timing: quick,
    explain: String,
    under: (_, work) => work(() => undefined),
  })
}

const found = (report: Report): Difference[] => report.parts.flatMap(({ differences }) => [...differences])
const told = (report: Report) => found(report).map(({ subject, message }) => `${subject}: ${message}`)

/** Everything that a refresh writes. */
async function state({ pool }: Engine): Promise<unknown> {
  const texts = [
    `select id, state, finished_at from app.refresh_run order by id`,
    `select * from app.refresh_run_table order by 1, 2`,
    `select * from app.publication order by 1`,
    `select * from app.watermark order by 1, 2`,
    `select * from app.quarantine order by id`,
    `select * from app.archive order by id`,
    `select id, published_run_id, lease_until from app.connector order by id`,
    `select tablename from pg_tables where schemaname = 'staging'`,
    `select * from datacamp.course_dim order by 1`,
    `select * from mart.activity order by 1, 2, 3, 4, 5`,
  ]
  return Promise.all(texts.map(async (text) => (await pool.query(text)).rows as unknown))
}

test('after a refresh everything is equal, and looking leaves nothing behind', async (t) => {
  const { engine, source } = await published(t)
  const before = await state(engine)
  const report = await look(engine, source)
  assert.deepEqual(told(report), [])
  assert.equal(report.equal, true)
  assert.match(describeReport(report), /✓ Mirror against source \(datacamp\).*all equal/)
  assert.deepEqual(await state(engine), before)
  assertState(await engine.refresh(source), 'unchanged')
})

test('a broken rollup is found by computing it anew, and named with its key', async (t) => {
  const { engine } = await published(t)
  await engine.pool.query(`update mart.activity set seconds = seconds + 1 where day = '2026-01-02'`)
  await engine.pool.query(`delete from mart.activity where day = '2026-01-03'`)
  const report = await look(engine)
  assert.equal(report.equal, false)
  const [activity] = found(report)
  assert.match(activity?.subject ?? '', /^mart\.activity$/)
  assert.match(activity?.message ?? '', /1 row missing, 1 row different/)
  assert.match(activity?.samples.join() ?? '', /2026-01-02/)
  assert.match(describeReport(report), /✗ Rollups against mirrors.*\n.*mart\.activity/)
  // Only looked at: it is still broken.
  assert.equal((await look(engine)).equal, false)
})

test('a mirror row that was changed, removed or added behind the engine’s back is found against the source', async (t) => {
  const { engine, source } = await published(t)
  await engine.pool.query(`update datacamp.course_dim set title = 'Sequel' where course_id = 1`)
  await engine.pool.query(`delete from datacamp.course_dim where course_id = 2`)
  await engine.pool.query(`insert into datacamp.course_dim (course_id, title) values (3, 'R')`)
  await engine.pool.query(
    `delete from datacamp.course_fact where row_id = (select max(row_id) from datacamp.course_fact)`,
  )
  const report = await look(engine, source)
  assert.ok(
    told(report).includes(
      'datacamp.course_dim: compared with the source, 1 row missing, 1 row too many, 1 row different',
    ),
    told(report).join('\n'),
  )
  assert.ok(
    told(report).includes('datacamp.course_fact: compared with the source, 1 row missing'),
    told(report).join('\n'),
  )
  const dimension = found(report).find(({ message, subject }) => /source/.test(message) && /dim/.test(subject))
  assert.deepEqual(dimension?.samples, ['1', '2', '3'])
  // The count of rows gives the lost fact away even without the source.
  assert.ok(told(await look(engine)).includes('datacamp.course_fact: the mirror holds 2 rows, but run 1 left 3'))
})

test('books that do not balance are found, run by run', async (t) => {
  const { engine, source } = await published(t)
  const { id } = await engine.refresh(source)
  await engine.pool.query(
    `update app.refresh_run_table set rows_read = rows_read + 1 where run_id = $1 and table_name = 'course_dim'`,
    [id],
  )
  await engine.pool.query(
    `update app.refresh_run_table set live_after = 5, rows_deleted = 0 where run_id = $1 and table_name = 'user_dim'`,
    [id],
  )
  const report = await look(engine)
  assert.deepEqual(
    found(report).map(({ subject, message, samples }) => [subject, message.slice(0, 2), samples]),
    [
      ['datacamp course_dim', 'I1', [`run ${id}`]],
      ['datacamp user_dim', 'I2', [`run ${id}`]],
      ['datacamp.user_dim', 'th', []],
    ],
  )
})

test('a publication without its run, left staging, lost bytes and a watermark from the future are found', async (t) => {
  const { engine } = await published(t)
  await engine.pool.query(`insert into app.publication (connector_id, run_id, as_of) values ('datacamp', 99, now())`)
  await engine.pool.query('create table staging.r1_course_dim (id int)')
  await engine.pool.query(
    `insert into app.quarantine (run_id, connector_id, table_name, raw, reason_code, message)
     values (1, 'datacamp', 'course_dim', '', 'null_key', 'x')`,
  )
  await engine.pool.query(
    `insert into app.watermark (connector_id, table_name, value, run_id) values ('skilljar', 'course', '2999-01-01', 1)`,
  )
  const messages = told(await look(engine)).join('\n')
  for (const rule of [/names a run/, /staging: .*left behind/, /lost its bytes/, /I6: .*ahead/, /set by a run that/]) {
    assert.match(messages, rule)
  }
})

test('an account without an identity and a person without an account are found', async (t) => {
  const { engine } = await published(t)
  await engine.pool.query(`insert into mart.person (person_key, name) values ('nobody@example.com', 'Nobody')`)
  await engine.pool.query(`delete from mart.identity where source_id = '8'`)
  const messages = told(await look(engine)).join('\n')
  assert.match(messages, /mart\.person: a person has no account/)
  assert.match(messages, /datacamp\.course_fact: the account of a row has no identity/)
})

test('what changed at the source since is told apart from what the mirror got wrong', async (t) => {
  const engine = await startEngine(t, 'skilljar')
  const course = (rows: readonly (readonly [string, string, string])[]) =>
    fakeSource('skilljar', {
      course: {
        columns: ['course_id', 'title', 'updated_at'],
        rows: () => rows,
        watermark: '2026-05-02 00:00:00.000000',
      },
    })
  const old = ['c1', 'One', '2026-05-01 00:00:00.000001'] as const
  assertState(await engine.refresh(course([old, ['c2', 'Two', '2026-05-02 00:00:00']])), 'published')
  const newer = course([old, ['c2', 'Two anew', '2026-05-03 00:00:00'], ['c3', 'Three', '2026-05-03 00:00:00']])
  const compare = () =>
    verify({
      app: engine.app,
      pool: engine.pool,
      connectorIds: ['skilljar'],
      sources: [{ id: 'skilljar', open: newer.open }],
      signal: new AbortController().signal,
      timing: quick,
      explain: String,
      under: (_, work) => work(() => undefined),
    })
  const report = await compare()
  assert.equal(report.equal, false)
  assert.deepEqual(
    found(report).map(({ subject, rows, movedOn }) => [subject, rows, movedOn]),
    [['skilljar.course', 2, true]],
  )
  assert.match(told(report).join(), /the source has moved on since 2026-05-02 00:00:00/)
  assert.match(describeReport(report), /The sources have moved on; the next refresh brings it/)

  await engine.pool.query(`update skilljar.course set title = 'Won' where course_id = 'c1'`)
  assert.deepEqual(
    found(await compare()).map(({ samples, movedOn }) => [samples, movedOn]),
    [
      [['c1'], false],
      [['c2', 'c3'], true],
    ],
  )
})

const leftOut = ({ parts }: Report) => parts.filter(({ failed }) => failed).map(({ leftOut: why }) => why)

test('while a refresh is under way the source is not compared, all else is, and the refresh is not disturbed', async (t) => {
  const { engine, source } = await published(t)
  const { runId } = await requestRefresh(engine.app, 'datacamp', { trigger: 'manual' })
  await engine.pool.query(`insert into mart.person (person_key, name) values ('nobody@example.com', 'Nobody')`)
  const report = await look(engine, source)
  assert.match(leftOut(report).join(), /^VerifyRefused: Refresh 2 of datacamp is under way.*use --no-source\.$/)
  assert.match(told(report).join(), /mart\.person: a person has no account/)
  assertState(await engine.takeUp(runId, source), 'unchanged')

  await engine.pool.query(`delete from mart.person where person_key = 'nobody@example.com'`)
  await engine.pool.query(`update app.connector set lease_until = now() + interval '1 minute'`)
  assert.match(leftOut(await look(engine, source)).join(), /^VerifyRefused/)
  await engine.pool.query(`update app.connector set lease_until = null`)
  const whole = await look(engine, source)
  assert.deepEqual([whole.equal, whole.complete], [true, true])
})

test('a source that fails leaves its own part out with its sentence, and leaves no run behind', async (t) => {
  const { engine, source } = await published(t)
  const before = await state(engine)
  const failing = fakeSource('datacamp', { user_dim: users }, { without: ['course_dim'] })
  const report = await look(engine, failing)
  assert.deepEqual([report.equal, report.complete], [true, false])
  assert.match(leftOut(report).join(), /The source has no course_dim/)
  assert.match(
    describeReport(report),
    /! Mirror against source \(datacamp\) +.*no course_dim.*\n\n.*\nWhat is marked with !/,
  )
  assert.deepEqual(
    report.parts.map(({ name, checked }) => [name, checked > 0]),
    [
      ['Books of the refreshes', true],
      ['People', true],
      ['Rollups against mirrors', true],
      ['Mirror against source', false],
    ],
  )
  assert.deepEqual(await state(engine), before)
  assert.equal((await look(engine, source)).equal, true)
})

/** The same pool, with something that happens right after one of its statements. */
function interrupted<T extends pg.Pool | pg.PoolClient>(target: T, statement: RegExp, act: () => Promise<unknown>): T {
  let pending = true
  const wrap = <W extends object>(wrapped: W): W =>
    new Proxy(wrapped, {
      get(from, name) {
        const value: unknown = Reflect.get(from, name)
        if (typeof value !== 'function') return value
        if (name !== 'query' && name !== 'connect') return value.bind(from) as unknown
        return async (...given: readonly unknown[]) => {
          const result = (await Reflect.apply(value, from, given)) as object
          if (name === 'connect') return wrap(result)
          if (pending && statement.test(JSON.stringify(given))) {
            pending = false
            await act()
          }
          return result
        }
      },
    })
  return wrap(target)
}

test('a refresh that publishes while the books are read is no difference, nor is what it still has to clear up', async (t) => {
  const { engine } = await published(t)
  const grown = fakeSource('datacamp', {
    user_dim: users,
    course_dim: courses([1, 'SQL'], [2, 'Python'], [3, 'R']),
    course_fact: courseFacts([7, 1, 20260102, 60], [8, 2, 20260103, 90], [8, 3, 20260103, 90]),
  })
  let publishes = 0
  const pool = interrupted(engine.pool, /done\.live_after.*course_dim/s, async () => {
    assertState(await engine.refresh(grown), 'published')
    publishes++
  })
  const report = await look({ ...engine, pool })
  assert.deepEqual([leftOut(report), told(report)], [[], []])
  assert.equal(publishes, 1)

  let atCommit: readonly string[] | undefined
  t.after(
    arm('after-commit', async () => {
      atCommit = told(await look(engine))
    }),
  )
  assertState(await engine.refresh(delivery()), 'published')
  assert.deepEqual(atCommit, [])
})
