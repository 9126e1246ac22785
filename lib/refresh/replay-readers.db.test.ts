import assert from 'node:assert/strict'
import { appendFile } from 'node:fs/promises'
import path from 'node:path'
import test from 'node:test'
import pg from 'pg'
import type { ConnectorId } from '@/lib/catalogue/types'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { createTrapSources, publishTraps } from '@/lib/testing/trap-sources'
import { requestReplay } from './request-replay'
import { executeRun } from './run'
import { quick } from './testing/engine'

async function replay({ app, pool }: TestDatabase, connectorId: ConnectorId): Promise<string> {
  const actor = { kind: 'token', id: 'test', name: 'A test', role: 'admin', teams: [] } as const
  const runId = await requestReplay(app, actor, connectorId, {})
  const open = () => Promise.reject(new Error('A replay must not open the source.'))
  return executeRun({ app, pool, open, signal: new AbortController().signal, timing: quick }, runId)
}

test('I9: what the readers of both sources set aside can be read again from its bytes and names, to the last column', async (t) => {
  const sources = await createTrapSources()
  t.after(() => sources.drop())
  const database = await testDatabase()
  t.after(() => database.drop())
  const { pool } = database
  const source = new pg.Client({ connectionString: sources.skilljarUrl })
  await source.connect()
  await source.query(
    `insert into lesson (lesson_id, title, "order", created_at, updated_at) values ('odd', E'Tab\\tand "quotes"', 9, 'infinity', '2026-03-20')`,
  )
  await source.end()
  await appendFile(
    path.join(sources.folder, 'latest', 'team_dim.csv'),
    '77,"A ""team"",\nwith a break",slug-77,31/01/2026,,,77\n',
  )
  await publishTraps(database, sources)
  const kept = await pool.query(
    'select table_name, format, reason_code, key_guess from app.quarantine order by table_name',
  )
  assert.deepEqual(kept.rows, [
    { table_name: 'lesson', format: 'copy', reason_code: 'not_a_timestamp', key_guess: 'odd' },
    { table_name: 'team_dim', format: 'csv', reason_code: 'not_a_date', key_guess: '77' },
    // A trap of the source's own: the year 2199.
    { table_name: 'vilt_session_event', format: 'copy', reason_code: 'out_of_range', key_guess: 'run2' },
  ])
  assert.deepEqual([await replay(database, 'datacamp'), await replay(database, 'skilljar')], ['unchanged', 'unchanged'])

  // The next grammar may take these; here the cells are what changes.
  for (const [from, to] of [
    ['31/01/2026', '2026-01-31'],
    ['infinity', '2026-03-01 09:30:00.123456'],
  ]) {
    await pool.query(`update app.quarantine set raw = convert_to(replace(convert_from(raw, 'UTF8'), $1, $2), 'UTF8')`, [
      from,
      to,
    ])
  }
  assert.deepEqual([await replay(database, 'datacamp'), await replay(database, 'skilljar')], ['published', 'published'])
  const teams = await pool.query(
    'select team_id, name, slug, created_date, deleted_date from datacamp.team_dim where team_id = 77',
  )
  assert.deepEqual(teams.rows, [
    { team_id: 77, name: 'A "team",\nwith a break', slug: 'slug-77', created_date: '2026-01-31', deleted_date: null },
  ])
  const lessons = await pool.query(`select title, "order", created_at from skilljar.lesson where lesson_id = 'odd'`)
  assert.deepEqual(lessons.rows, [{ title: 'Tab\tand "quotes"', order: 9, created_at: '2026-03-01 09:30:00.123456' }])
  const waiting = await pool.query('select table_name from app.quarantine where resolved_at is null')
  assert.deepEqual(waiting.rows, [{ table_name: 'vilt_session_event' }])
})
