/** What a statement may cost: time, rows, cells; and what is said when it may not. */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, describe, test } from 'node:test'
import { openExport } from '@/lib/export/export-stream'
import { createPool } from '@/lib/db/pools'
import { SqlProblem } from './check'
import { explainSql, LONGEST_CELL, MOST_ROWS, runSql, type SqlResult } from './run'
import { inSession, TurnTaken } from './session'
import { sqlDatabase, testSecret, type SqlDatabase } from './testing/sql-database'
import { loginPassword } from './login'
import { wholeAnswer } from './whole'

describe('a statement on screen', () => {
  let database: SqlDatabase
  let reader: string
  before(async () => {
    database = await sqlDatabase()
    const { id } = await database.app.user.create({ data: { email: 'a@x.test', name: 'A', role: 'analyst' } })
    reader = `user:${id}`
    await database.pool.query(
      `insert into datacamp.team_dim (team_id, name) select n, 'Team ' || n from generate_series(1, 20) as n`,
    )
  })
  after(() => database?.drop())

  const run = (statement: string, rest: { longestMs?: number; signal?: AbortSignal } = {}): Promise<SqlResult> =>
    runSql(database.access, statement, { reader, ...rest })

  async function problemOf(work: Promise<unknown>): Promise<SqlProblem> {
    const error: unknown = await work.then(
      () => null,
      (reason: unknown) => reason,
    )
    assert.ok(error instanceof SqlProblem, String(error))
    return error
  }

  /** Statements of the login that the server still works on. */
  async function working(): Promise<number> {
    const { rows } = await database.pool.query<{ open: number }>(
      `select count(*)::int as open from pg_stat_activity where usename = $1 and state = 'active'`,
      [database.login],
    )
    return rows[0]?.open ?? -1
  }

  /** The one that told a statement to stop may take a moment to leave. */
  async function nothingWorks(): Promise<void> {
    for (let tries = 0; tries < 100 && (await working()) > 0; tries += 1) await sleep(20)
    assert.equal(await working(), 0)
  }

  test('rows come as PostgreSQL writes them, in the order of the statement, with the type of every column', async () => {
    const answer =
      await run(`select team_id as id, name as team_name, team_id as id, 1.50::numeric(8, 2) as n, true as yes,
      timestamptz '2026-01-01 12:00+02' as at, null as nothing, array[1, 2] as list from team_dim order by team_id desc limit 2`)
    assert.deepEqual(answer.columns, [
      { name: 'id', type: 'bigint', kind: 'number' },
      { name: 'team_name', type: 'text', kind: 'text' },
      { name: 'id', type: 'bigint', kind: 'number' },
      { name: 'n', type: 'numeric(8,2)', kind: 'number' },
      { name: 'yes', type: 'boolean', kind: 'boolean' },
      { name: 'at', type: 'timestamp with time zone', kind: 'time' },
      { name: 'nothing', type: 'text', kind: 'text' },
      { name: 'list', type: 'integer[]', kind: 'text' },
    ])
    const rest = ['1.50', 'true', '2026-01-01 10:00:00+00', null, '{1,2}']
    assert.deepEqual(answer.rows, [
      ['20', 'Team 20', '20', ...rest],
      ['19', 'Team 19', '19', ...rest],
    ])
    assert.equal(answer.isCut, false)
  })

  test('shows so many rows at most, says that there are more, and the export has every one', async () => {
    const statement = "select n, n as n, '=1+' || n as text from generate_series(1, 12345) as n order by n -- all"
    const answer = await run(statement)
    assert.deepEqual([answer.rows.length, answer.isCut, answer.rows.at(-1)?.[0]], [MOST_ROWS, true, String(MOST_ROWS)])
    assert.equal((await run(`select from_n from generate_series(1, ${MOST_ROWS}) as from_n`)).isCut, false)
    const query = await wholeAnswer(database.access, statement, { reader })
    const { stream } = await openExport(query, database.access.downloads, { format: 'csv', reader })
    const lines = (await new Response(stream).text()).trimEnd().split('\r\n')
    assert.deepEqual(
      [lines.length, lines[0], lines[1], lines.at(-1)],
      [12_346, 'n,n_2,text', "1,1,'=1+1", "12345,12345,'=1+12345"],
    )
  })

  test('a cell of many megabytes and rows of long cells are cut, not carried', async () => {
    const answer = await run(`select repeat('x', 50000000) as long, repeat('ä', ${LONGEST_CELL}) as fits`)
    assert.deepEqual(
      answer.rows[0]?.map((cell) => cell?.length),
      [LONGEST_CELL + 1, LONGEST_CELL],
    )
    const wide = await run(
      `select ${Array.from({ length: 100 }, () => `repeat('x', 9999)`)} from generate_series(1, 500)`,
    )
    assert.ok(wide.isCut && wide.rows.length < 50)
    assert.match(answer.rows[0]?.[0] ?? '', /x…$/)
    assert.match((await problemOf(run(`select ${Array.from({ length: 201 }, (_, i) => i)}`))).message, /201 columns/)
    assert.match((await problemOf(run('select'))).message, /names no column/)
  })

  test('what has no end is stopped by the clock, and nothing of it goes on in the database', async () => {
    for (const endless of [
      'select count(*) from generate_series(1, 1000000000000)',
      'with recursive t (n) as (select 1 union all select n + 1 from t) select count(*) from t',
      'with recursive t (n) as (select 1 union all select n from t) select * from t where n > 1',
      'select sum(a.n) from generate_series(1, 30000000) as a (n), generate_series(1, 30000000) as b (n)',
    ]) {
      const { message, code } = await problemOf(run(endless, { longestMs: 300 }))
      assert.match(message, /took longer/, endless)
      assert.equal(code, '57014')
    }
    await nothingWorks()
  })

  test('whoever goes away, or presses Cancel, ends the statement in the database', async () => {
    const controller = new AbortController()
    const asked = run('select count(*) from generate_series(1, 1000000000000)', { signal: controller.signal })
    while ((await working()) === 0) await sleep(20)
    controller.abort()
    assert.match((await problemOf(asked)).message, /cancelled/)
    await nothingWorks()
    const gone = run('select count(*) from generate_series(1, 1000000000000)', { signal: AbortSignal.abort() })
    assert.match((await problemOf(gone)).message, /cancelled/)
  })

  test('an error names its place in what was written, and a way on', async () => {
    const at = async (statement: string) => {
      const { position, message } = await problemOf(run(statement))
      return [position === null ? null : statement.slice(position, position + 4), message]
    }
    assert.deepEqual(await at('select nope from team_dim'), ['nope', 'Column "nope" does not exist.'])
    assert.deepEqual(await at(`select '🦊', 'é', nope from team_dim`), ['nope', 'Column "nope" does not exist.'])
    assert.deepEqual(await at('select 1 fro team_dim'), ['team', 'Syntax error at or near "team_dim".'])
    assert.equal((await at('select 1 +'))[0], '')
    const missing = await problemOf(run('select * from course_facts'))
    assert.match(missing.hint ?? '', /with their schema/)
    const planned = await problemOf(explainSql(database.access, 'select nope from team_dim', { reader }))
    assert.equal(planned.position, 7)
    assert.match((await problemOf(run('select 1 / 0'))).message, /Division by zero/)
  })

  test('a plan says what the database would do, and does not do it', async () => {
    const plan = await explainSql(database.access, 'select count(*) from generate_series(1, 1000000000000)', { reader })
    assert.match(plan.join('\n'), /Aggregate[\s\S]*Function Scan/)
  })

  test('a full server and a changed login are said without naming login or password', async () => {
    const secret = loginPassword(testSecret, database.login)
    const crowded = { ...database.access, pool: createPool(database.access.address, { max: 1 }) }
    await database.pool.query(`alter role "${database.login}" connection limit 0`)
    try {
      const { message } = await problemOf(runSql(crowded, 'select 1', { reader }))
      assert.match(message, /Too many statements/)
      assert.ok(!message.includes(secret) && !message.includes(database.login))
    } finally {
      await database.pool.query(`alter role "${database.login}" connection limit 12`)
      await crowded.pool.end()
    }
  })

  test('one person runs two statements at once, in whatever process, and others are not held by it', async () => {
    const { id } = await database.app.user.create({ data: { email: 'b@x.test', name: 'B', role: 'analyst' } })
    const elsewhere = { ...database.access, pool: createPool(database.access.address, { max: 3, once: true }) }
    let end = () => {}
    const until = new Promise<void>((resolve) => (end = resolve))
    const begun = Array.from({ length: 2 }, () => Promise.withResolvers<void>())
    const running = begun.map(({ resolve }) =>
      inSession(elsewhere, { reader }, () => {
        resolve()
        return until
      }),
    )
    try {
      await Promise.all(begun.map(({ promise }) => promise))
      await assert.rejects(run('select 1'), TurnTaken)
      await runSql(database.access, 'select 1', { reader: `user:${id}` })
    } finally {
      end()
      await Promise.all(running)
      await elsewhere.pool.end()
    }
    assert.equal((await run('select 1')).rows.length, 1)
  })
})
