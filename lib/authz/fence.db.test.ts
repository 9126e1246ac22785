/** What the database itself shows to whom: the second fence, without the application's own conditions. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import type { Role } from '@/generated/prisma/client'
import { analyses } from '@/lib/analyses/analyses'
import type { Analysis } from '@/lib/analyses/analysis'
import { createPool } from '@/lib/db/pools'
import { defaultFilters, memberships, noTeam } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import type { DimensionName } from '@/lib/metrics/dimensions'
import type { MetricName } from '@/lib/metrics/names'
import { people } from '@/lib/metrics/people'
import type { Answer } from '@/lib/metrics/query'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { publishBoth } from '@/lib/testing/mirrors'
import { oracleMetrics } from '@/lib/testing/oracle'
import { fillMirrors, mirrorTeams } from '@/lib/testing/random-mirrors'
import { everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { userActor } from './actor'
import { withReader, type ScopedReader } from './reader'
import { ownScope, readerOf, scopeOf } from './scope'
import { parametersOf } from './testing/parameters-of'

/** No publication was written down. */
const asOf = { datacamp: null, skilljar: null }
const day = (text: string) => new Date(`${text}T00:00:00Z`)

describe('the fence of the database', () => {
  let database: TestDatabase
  let pool: pg.Pool

  before(async () => {
    database = await testDatabase()
    await fillMirrors(database.pool, 7)
    await publishBoth(database.pool)
    pool = createPool(database.url, { role: 'web', max: 1 })
  })
  after(async () => {
    await pool?.end()
    await database?.drop()
  })

  let accounts = 0
  async function account(role: Role, more: { disabledAt?: Date; teams?: object[] } = {}): Promise<string> {
    const { teams = [], ...fields } = more
    const name = `${role} ${++accounts}`
    const { id } = await database.app.user.create({
      data: { email: `${name}@example.com`, name, role, ...fields, teams: { create: teams as [] } },
    })
    return id
  }

  /** In a transaction of its own, as lib/authz/reader.ts begins one. */
  async function seenBy(reader: string | null, question: string): Promise<unknown> {
    const client = await pool.connect()
    try {
      await client.query('begin isolation level repeatable read read only')
      if (reader !== null) await client.query('select app.read_as($1)', [reader])
      return (await client.query<{ seen: unknown }>(question)).rows[0]?.seen
    } finally {
      await client.query('rollback')
      client.release()
    }
  }

  const activityRows = 'select count(*) as seen from mart.activity'

  test('whoever is nobody sees no row of a person: an unknown, malformed, empty or closed account', async () => {
    const closed = await account('admin', { disabledAt: new Date() })
    const token = (fields: object) =>
      database.app.apiToken.create({
        data: { name: 't', role: 'admin', hash: crypto.randomUUID(), prefix: 'sk_', ...fields },
      })
    const revoked = await token({ revokedAt: new Date() })
    const expired = await token({ expiresAt: new Date(Date.now() - 1_000) })
    for (const reader of [
      '',
      'admin',
      'user:',
      'user:00000000-0000-0000-0000-000000000000',
      `user:------------------------------------`,
      `user:${'1'.repeat(36)}`,
      `user:' or true --`,
      'SYSTEM',
      `token:${await account('admin')}`,
      `user:${closed}`,
      `token:${revoked.id}`,
      `token:${expired.id}`,
    ]) {
      assert.equal(await seenBy(reader, activityRows), 0, reader)
      assert.equal(await seenBy(reader, 'select count(*) as seen from mart.person'), 0, reader)
      assert.equal(await seenBy(reader, 'select count(*) as seen from skilljar.student_lesson_progress'), 0, reader)
    }
  })

  test('the roles without an actor see nothing, whether the setting was never there or is empty after a commit (A-21)', async () => {
    for (const role of ['skillscope_web', 'skillscope_web_all']) {
      await pool.query(`set role ${role}`)
      try {
        assert.equal(await seenBy(null, activityRows), 0)
        await pool.query(`begin; select set_config('app.actor', 'system', true); commit`)
        assert.equal(await seenBy(null, `select current_setting('app.actor') as seen`), '')
        assert.equal(await seenBy(null, activityRows), 0)
      } finally {
        await pool.query('reset role')
      }
    }
  })

  test('A-19: after an error, a rollback or a timeout inside a scoped transaction its connection is nobody’s again', async () => {
    const admin = `user:${await account('admin')}`
    const endings: Record<string, string> = {
      commit: 'select 1',
      error: 'select 1 / 0',
      timeout: `set local statement_timeout = 5; select pg_sleep(1)`,
    }
    for (const [name, statement] of Object.entries(endings)) {
      const client = await pool.connect()
      await client.query('begin read only')
      await client.query('select app.read_as($1)', [admin])
      assert.notEqual((await client.query(activityRows)).rows[0]?.seen, 0, name)
      await client.query(statement).catch(() => undefined)
      await client.query('commit')
      client.release()
      const rest = `select current_user::text || coalesce(current_setting('app.actor', true), '') as seen`
      assert.equal(await seenBy(null, rest), await seenBy(null, 'select session_user::text as seen'), name)
    }
  })

  test('admin, analyst and viewer are shown all rows, the last of them for aggregates', async () => {
    const { rows } = await database.pool.query('select count(*) as all from mart.activity')
    for (const role of ['admin', 'analyst', 'viewer'] as const) {
      assert.equal(await seenBy(`user:${await account(role)}`, activityRows), rows[0].all, role)
    }
    assert.equal(await seenBy(ownScope.reader, activityRows), rows[0].all)
  })

  test('A-13: a manager is shown what people did on their days in an own team, and no other row of anybody', async () => {
    const [first, second] = mirrorTeams
    const manager = `user:${await account('manager', { teams: [{ teamId: first }, { teamId: second }] })}`
    const expected = await database.pool.query(
      `select count(*) as seen from mart.activity where exists (select from mart.person_team as member
         where member.person_id = activity.person_id and team_id in ($1, $2) and joined <= day and day < "left")`,
      [first, second],
    )
    assert.ok(expected.rows[0].seen > 0)
    assert.equal(await seenBy(manager, activityRows), expected.rows[0].seen)

    const members = '(select person_id from mart.person_team where team_id in ($1, $2))'
    const accountsOf = (source: string) =>
      `(select source_id from mart.identity where source = '${source}' and person_id in ${members})`
    const enrolled = `(select student_course_progress_id from skilljar.enrollment where student_id in ${accountsOf('skilljar')})`
    const lessons = `(select student_lesson_progress_id from skilljar.student_lesson_progress where student_course_progress_id in ${enrolled})`
    const visible: Record<string, string> = {
      'mart.person': `person_id in ${members}`,
      'mart.identity': `person_id in ${members}`,
      'mart.person_team': 'team_id in ($1, $2)',
      'datacamp.team_dim': 'team_id in ($1, $2)',
      'datacamp.user_dim': `user_id::text in ${accountsOf('datacamp')}`,
      'datacamp.course_fact': `user_id::text in ${accountsOf('datacamp')}`,
      'skilljar.student': `student_id in ${accountsOf('skilljar')}`,
      'skilljar.student_course_progress': `student_course_progress_id in ${enrolled}`,
      'skilljar.student_lesson_progress': `student_course_progress_id in ${enrolled}`,
      'skilljar.quiz_response': `student_lesson_progress_id in ${lessons}`,
    }
    for (const [table, condition] of Object.entries(visible)) {
      const keys = `select count(*) as seen from ${table}`
      const { rows } = await database.pool.query(
        `${keys} where ${condition} and $1::bigint is distinct from $2::bigint`,
        [first, second],
      )
      assert.ok(rows[0].seen > 0, `${table} has rows of the team`)
      assert.equal(await seenBy(manager, keys), rows[0].seen, table)
      assert.notEqual((await database.pool.query(keys)).rows[0].seen, rows[0].seen, `${table} has other rows, too`)
    }
  })

  test('a manager’s right to a team begins and ends on its days, for users and tokens alike', async () => {
    const [teamId] = mirrorTeams
    const rows = async (teams: object[]) => seenBy(`user:${await account('manager', { teams })}`, activityRows)
    assert.notEqual(await rows([{ teamId, validFrom: day('2020-01-01'), validUntil: day('2999-01-01') }]), 0)
    assert.equal(await rows([{ teamId, validFrom: day('2999-01-01') }]), 0)
    assert.equal(await rows([{ teamId, validUntil: day('2020-01-01') }]), 0)
    const { id } = await database.app.apiToken.create({
      data: { name: 't', role: 'manager', hash: 'h', prefix: 'sk_', teams: { create: [{ teamId }] } },
    })
    assert.equal(await seenBy(`token:${id}`, activityRows), await rows([{ teamId }]))
  })

  test('the web can read neither secrets nor accounts, raw rows or the audit, and can write nothing', async () => {
    const admin = `user:${await account('admin')}`
    for (const forbidden of [
      'select sealed from app.connector_secret',
      'select * from app.notification_target',
      'select value from app.setting',
      'select raw from app.quarantine',
      'select row from app.archive',
      'select * from app.audit',
      'select password_hash from app."user"',
      'select email from app."user"',
      'select hash from app.api_token',
      'select * from app.account_link',
    ]) {
      await assert.rejects(seenBy(admin, forbidden), /permission denied/, forbidden)
    }
    for (const write of [
      `delete from mart.activity`,
      `update app."user" set role = 'admin'`,
      'create table app.mine ()',
    ]) {
      const client = await database.pool.connect()
      await client.query('begin')
      await client.query('select app.read_as($1)', [admin])
      await assert.rejects(client.query(write), /permission denied/, write)
      await client.query('rollback')
      client.release()
    }
  })

  test('behind the fence a manager gets the same answers as without it: it is never narrower than the filters', async () => {
    const filters = { ...defaultFilters('2025-05-01'), from: '2025-01-01', compare: 'none' as const }
    const groupings: readonly (readonly DimensionName[])[] = [
      [],
      ['month', 'team'],
      ['week'],
      ['technology', 'source'],
      ['content', 'person'],
    ]
    for (const teams of [[11], [12, 13, 999], []]) {
      const id = await account('manager', { teams: teams.map((teamId) => ({ teamId })) })
      const actor = await userActor(database.app, id, 1)
      assert.ok(actor)
      assert.equal(readerOf(actor), `user:${id}`)
      for (const membership of memberships) {
        for (const team of [[], [11, 12, noTeam]]) {
          for (const by of groupings) {
            const question = {
              metrics: oracleMetrics,
              by,
              filters: { ...filters, membership, team },
              today: '2025-03-01',
            }
            const read = (reader: ScopedReader): Promise<Answer> => ask<MetricName, DimensionName>(reader, question)
            const fenced: Answer = await withReader(scopeOf(actor), read, database.warehouse)
            const plain = await readAs(database.warehouse, ownTeams(...teams), read)
            assert.deepEqual(
              [fenced.rows, fenced.totals],
              [plain.rows, plain.totals],
              JSON.stringify({ teams, membership, team, by }),
            )
          }
          for (const [name, analysis] of Object.entries<Analysis>(analyses)) {
            const asked = {
              filters: { ...filters, membership, team },
              parameters: parametersOf(analysis),
              today: '2025-03-01',
            }
            assert.deepEqual(
              await withReader(scopeOf(actor), (reader) => analysis.rows(reader, asked), database.warehouse),
              await readAs(database.warehouse, ownTeams(...teams), (reader) => analysis.rows(reader, asked), asOf),
              `${name} ${JSON.stringify({ teams, membership, team })}`,
            )
          }
          const list = { filters: { ...filters, membership, team }, limit: 100, today: '2025-03-01' }
          assert.deepEqual(
            await withReader(scopeOf(actor), (reader) => people(reader, list), database.warehouse),
            await readAs(database.warehouse, ownTeams(...teams), (reader) => people(reader, list)),
          )
        }
      }
    }
  })

  test('behind the fence whoever sees everybody gets the same answers as without it', async () => {
    const filters = { ...defaultFilters('2025-05-01'), from: '2025-01-01', compare: 'none' as const }
    const question = { metrics: oracleMetrics, by: ['month', 'team'] as const, filters, today: '2025-03-01' }
    const fenced = await withReader(ownScope, (reader) => ask(reader, question), database.warehouse)
    const plain = await readAs(database.warehouse, everybody, (reader) => ask(reader, question))
    assert.deepEqual([fenced.rows, fenced.totals], [plain.rows, plain.totals])
  })
})
