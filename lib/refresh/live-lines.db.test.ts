import assert from 'node:assert/strict'
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { test, type TestContext } from 'node:test'
import { tablesOf } from '@/lib/catalogue/catalogue'
import { connectDatacamp } from '@/lib/connectors/datacamp/connection'
import { assertState, select, startEngine, tableOf, type Engine } from './testing/engine'
import type { RunDetail } from './status'

const ROWS = 12_000
let engine: Engine
let folder: string
let moment = 0

async function start(t: TestContext): Promise<void> {
  engine = await startEngine(t)
  folder = await mkdtemp(path.join(os.tmpdir(), 'skillscope-lines-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  moment = Math.floor(Date.now() / 1000) - 3_600
  for (const { name, columns, derived } of tablesOf('datacamp')) {
    if (!derived) await deliver(name, columns.map((column) => column.name).join(), [])
  }
  await deliver('course_fact', header, facts)
  assertState(await refresh(), 'published')
}

const header = 'user_id,course_id,date_id,started_at,completed_at,time_spent,xp'
const fact = (index: number, seconds = index % 900) =>
  `${1 + (index % 97)},${index % 41},${20260101 + (index % 28)},2026-01-01 10:00:00,,${seconds},${index % 250}`
const facts = Array.from({ length: ROWS }, (_, index) => fact(index))

/** Whole seconds: every delivery is a little younger than the last. */
async function deliver(table: string, head: string, lines: readonly string[], lineEnd = '\n'): Promise<void> {
  const file = path.join(folder, `${table}.csv`)
  await writeFile(file, [head, ...lines, ''].join(lineEnd))
  await utimes(file, ++moment, moment)
}

function refresh(options: { full?: boolean } = {}): Promise<RunDetail> {
  const source = connectDatacamp(
    { path: folder },
    { tables: tablesOf('datacamp'), privateTargets: [], localSources: [folder] },
  )
  return engine.refresh({ open: () => source.open(), reads: [] }, options)
}

async function linesStaged(run: RunDetail): Promise<number> {
  const [row] = await select<{ staged: number }>(
    engine,
    `select (staged ->> 'rowsStaged')::int as staged from app.refresh_run_table where run_id = ${run.id} and table_name = 'course_fact'`,
  )
  return row?.staged ?? Number.NaN
}

/** What the mirror holds, line for line as the file would write it. */
async function mirrored(): Promise<string[]> {
  const rows = await select<{ line: string }>(
    engine,
    `select concat_ws(',', user_id, course_id, date_id, to_char(started_at, 'YYYY-MM-DD HH24:MI:SS'), '', time_spent, xp) as line
     from datacamp.course_fact`,
  )
  return rows.map(({ line }) => line).sort()
}

async function assertCounts(run: RunDetail, counts: Record<'inserted' | 'deleted' | 'unchanged' | 'staged', number>) {
  assertState(run, counts.inserted + counts.deleted > 0 ? 'published' : 'unchanged')
  const { rowsInserted: inserted, rowsDeleted: deleted, rowsUnchanged: unchanged } = tableOf(run, 'course_fact')
  assert.deepEqual({ inserted, deleted, unchanged, staged: await linesStaged(run) }, counts)
}

test('of a file in which a few lines changed only those are staged, and the mirror holds exactly the file', async (t) => {
  await start(t)
  // Two lines changed, one gone, one new, one there twice now, one in quotation marks, one written differently.
  const next = facts.slice(1)
  next[10] = fact(11, 7_777)
  next[20] = fact(21, 8_888)
  next.push(fact(ROWS + 5, 1_234), facts[500] as string)
  const written = [...next]
  written[30] = `"${fact(31).replaceAll(',', '","')}"`
  written[40] = fact(41).replace(/,(\d+)$/, ',$1.0')
  await deliver('course_fact', header, written)
  const run = await refresh()
  await assertCounts(run, { inserted: 4, deleted: 3, unchanged: ROWS - 3, staged: 6 })
  assert.deepEqual(await mirrored(), next.toSorted())
  assert.equal(tableOf(run, 'course_fact').rowsRead, next.length)

  const whole = await refresh({ full: true })
  await assertCounts(whole, { inserted: 0, deleted: 0, unchanged: next.length, staged: next.length })
})

test('lines mean something else under another header, so none is passed over', async (t) => {
  await start(t)
  const swapped = facts.map((line) => {
    const [user, course, ...rest] = line.split(',')
    return [course, user, ...rest].join()
  })
  await deliver('course_fact', 'course_id,user_id,date_id,started_at,completed_at,time_spent,xp', swapped)
  const run = await refresh()
  assert.equal(await linesStaged(run), ROWS)
  assert.deepEqual(await mirrored(), facts.toSorted())

  // From then on the mirror knows them as they are written now.
  await deliver('course_fact', 'course_id,user_id,date_id,started_at,completed_at,time_spent,xp', swapped.slice(1))
  const next = await refresh()
  assert.ok((await linesStaged(next)) < ROWS / 100)
  assert.deepEqual(await mirrored(), facts.slice(1).toSorted())
})

test('another line end, or rows that no file brought, change nothing', async (t) => {
  await start(t)
  await engine.pool.query('update datacamp.course_fact set line_hash = null where user_id < 20')
  await deliver('course_fact', header, facts, '\r\n')
  const run = await refresh()
  assertState(run, 'unchanged')
  assert.ok((await linesStaged(run)) < ROWS / 2)
  assert.deepEqual(await mirrored(), facts.toSorted())
})

/** Whether the log of lines comes to what the mirror's own hashes come to. */
async function assertLogged(): Promise<void> {
  const [row] = await select<{ logged: string; live: string }>(
    engine,
    `with change as (
       select added as hashes, 1 as sign from app.line_log union all select gone, -1 from app.line_log
     ), part as (
       select ('x' || encode(substr(hashes, 8 * place + 1, 8), 'hex'))::bit(64)::bigint as hash, sign
       from change cross join lateral generate_series(0, octet_length(hashes) / 8 - 1) place
     ), hash as (
       select hash from part group by hash having sum(sign) > 0
     )
     select (select md5(string_agg(hash::text, ',' order by hash)) from hash) as logged,
       (select md5(string_agg(line_hash::text, ',' order by line_hash)) from (
          select distinct line_hash from datacamp.course_fact where line_hash is not null) line) as live`,
  )
  assert.ok(row?.live)
  assert.equal(row.logged, row.live)
}

test('the log of lines follows every publish, and is written anew where too much of it is past', async (t) => {
  await start(t)
  await assertLogged()
  await deliver('course_fact', header, [...facts.slice(50), fact(ROWS + 1, 7_777)])
  assertState(await refresh(), 'published')
  await assertLogged()
  const entries = 'select 1 from app.line_log where gone is not null'
  assert.equal((await select(engine, entries)).length, 1)
  const moved = facts.map((line, index) => (index < 4_000 ? fact(index, (index + 1) % 900) : line))
  await deliver('course_fact', header, moved)
  assertState(await refresh(), 'published')
  await assertLogged()
  assert.equal((await select(engine, entries)).length, 0)
})

test('a log of lines that is not what the mirror holds is not believed', async (t) => {
  await start(t)
  // Somebody moved rows by hand, as many as before.
  await engine.pool.query(
    `update datacamp.course_fact set line_hash = line_hash + 1, row_hash = gen_random_uuid(), xp = 1 where user_id = 7`,
  )
  await deliver('course_fact', header, [...facts, fact(ROWS + 1, 7_777)])
  assertState(await refresh(), 'published')
  assert.deepEqual(await mirrored(), [...facts, fact(ROWS + 1, 7_777)].sort())
  await assertLogged()
})
