/** A server where DATABASE_URL names a plain owner, who may not make roles. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { emptyDatabase, type EmptyDatabase } from '@/lib/testing/database'
import { publishBoth } from '@/lib/testing/mirrors'
import { fillMirrors, mirrorTeams } from '@/lib/testing/random-mirrors'
import { createPool } from '../pools'
import { deploy } from './deploy'
import { readFenceWarning } from './readers'

describe('a database whose user is its plain owner', () => {
  const owner = `plain_${randomUUID().replaceAll('-', '')}`
  let database: EmptyDatabase
  let url: string
  let pool: pg.Pool

  before(async () => {
    database = await emptyDatabase()
    await database.pool.query(`create role ${owner} login password 'plain'`)
    await database.pool.query(
      `do $$ begin execute format('alter database %I owner to ${owner}', current_database()); end $$`,
    )
    const address = new URL(database.url)
    address.username = owner
    address.password = 'plain'
    url = address.href
    await deploy(url)
    pool = createPool(url)
    await fillMirrors(pool, 3)
    await publishBoth(pool)
  })
  after(async () => {
    await pool?.end()
    await database?.pool.query(`reassign owned by ${owner} to current_user; drop owned by ${owner}; drop role ${owner}`)
    await database?.drop()
  })

  async function account(role: string, teams: readonly number[] = []): Promise<string> {
    const id = randomUUID()
    await pool.query(
      `insert into app."user" (id, email, name, role) values ($1::uuid, $1::text, $1::text, $2::app."Role")`,
      [id, role],
    )
    for (const team of teams)
      await pool.query('insert into app.user_team (user_id, team_id) values ($1, $2)', [id, team])
    return `user:${id}`
  }

  async function read(reader: string, question: string): Promise<Record<string, unknown>> {
    const client = await pool.connect()
    try {
      await client.query('begin read only')
      await client.query('select app.read_as($1)', [reader])
      return (await client.query<Record<string, unknown>>(question)).rows[0] ?? {}
    } finally {
      await client.query('rollback')
      client.release()
    }
  }

  const seen = `select current_user as "user", count(*) as rows from mart.activity`
  const [team] = mirrorTeams

  async function expected(): Promise<{ all: unknown; own: unknown }> {
    const { rows } = await pool.query<{ all: unknown; own: unknown }>(
      `select count(*) as all, count(*) filter (where exists (select from mart.person_team as member
         where member.person_id = activity.person_id and team_id = $1 and joined <= day and day < "left")) as own from mart.activity`,
      [team],
    )
    assert.ok(rows[0] && Number(rows[0].own) > 0)
    return rows[0]
  }

  test('it is migrated and refreshed, its rows are fenced, and what the operator has to do once is said', async () => {
    const { all, own } = await expected()
    assert.deepEqual(await read(await account('admin'), seen), { user: owner, rows: all })
    assert.deepEqual(await read(await account('manager', [team]), seen), { user: owner, rows: own })
    assert.deepEqual(await read('user:nobody', seen), { user: owner, rows: 0 })
    const reach = 'select first_day as "from" from mart.days_of_data()'
    assert.deepEqual(await read(await account('manager'), reach), await read(await account('admin'), reach))
    assert.deepEqual(
      await read(await account('manager'), `select count(*) as rows, (${reach}) is null as empty from mart.activity`),
      {
        rows: 0,
        empty: false,
      },
    )
    const warning = await readFenceWarning(url)
    assert.match(
      warning ?? '',
      /create role skillscope_web nologin; .*grant skillscope_web, skillscope_web_all to "plain_/,
    )
  })

  test('once the operator has granted the roles, pages read as them and no longer as the owner', async () => {
    for (const role of ['skillscope_web', 'skillscope_web_all']) {
      const { rowCount } = await database.pool.query('select from pg_roles where rolname = $1', [role])
      if (rowCount === 0) await database.pool.query(`create role ${role} nologin`)
      await database.pool.query(`grant ${role} to ${owner}`)
    }
    assert.deepEqual(await deploy(url), [])
    assert.equal(await readFenceWarning(url), null)
    const { all, own } = await expected()
    assert.deepEqual(await read(await account('analyst'), seen), { user: 'skillscope_web_all', rows: all })
    assert.deepEqual(await read(await account('manager', [team]), seen), { user: 'skillscope_web', rows: own })
    await assert.rejects(read(await account('admin'), 'select sealed from app.connector_secret'), /permission denied/)
  })
})
