import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { tablesOf } from '@/lib/catalogue/catalogue'
import { defaultFilters } from '@/lib/filters/filters'
import type { AccountId } from '@/lib/marts/restate-people'
import { people } from '@/lib/metrics/people'
import { admin } from '@/lib/refresh/testing/engine'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { martsOf, rebuilt } from '@/lib/testing/marts'
import { insertMirrorRows, publishBoth, publishMarts } from '@/lib/testing/mirrors'
import { createOracle } from '@/lib/testing/oracle'
import { fillMirrors, random, type Random } from '@/lib/testing/random-mirrors'
import { ownTeams, readAs } from '@/lib/testing/reader'
import { verifyRollups } from '@/lib/verify/rollups'
import { linkAccounts, separateAccount, takeBack } from './decide'
import { IdentityRefused } from './decision'

const because = 'Both were told by the person.'
const dc = (id: number): AccountId => ({ source: 'datacamp', sourceId: String(id) })
const sj = (id: string): AccountId => ({ source: 'skilljar', sourceId: id })

describe('decisions about accounts', () => {
  let database: TestDatabase
  before(async () => {
    database = await testDatabase()
  })
  after(() => database?.drop())
  beforeEach(async () => {
    const all = [...tablesOf('datacamp'), ...tablesOf('skilljar'), ...tablesOf('mart')]
    const names = all.map(({ schema, name }) => `"${schema}"."${name}"`)
    await database.pool.query(`truncate app.identity_link, ${names.join(', ')}`)
  })

  const owners = async () => {
    const { rows } = await database.pool.query<{ person_id: number; accounts: string[] }>(
      `select person_id, array_agg(source || ':' || source_id order by source, source_id) as accounts
       from mart.identity group by person_id order by 2`,
    )
    return Object.fromEntries(rows.map((row) => [row.accounts.join(' '), row.person_id]))
  }
  const link = (one: AccountId, other: AccountId) => linkAccounts(database.pool, admin, [one, other], because)
  const separate = (account: AccountId) => separateAccount(database.pool, admin, account, because)
  const undo = (decision: number) => takeBack(database.pool, admin, decision, because)

  async function fourAccounts(): Promise<void> {
    await insertMirrorRows(database.pool, 'datacamp.user_dim', [
      { user_id: 1, email: 'ada@example.com', first_name: 'Ada', last_name: 'Lovelace' },
      { user_id: 2, email: 'grace@example.com', first_name: 'Grace', last_name: 'Hopper' },
    ])
    await insertMirrorRows(database.pool, 'skilljar.student', [
      { student_id: 'a', email: 'ADA@example.com', first_name: 'A.', last_name: 'L.' },
      { student_id: 'b', email: 'countess@example.com', first_name: 'Ada', last_name: 'King' },
    ])
    await publishBoth(database.pool)
  }

  test('after any sequence of decisions and refreshes the marts equal those built anew', async () => {
    const chance = random(1)
    await fillMirrors(database.pool, 7)
    await publishBoth(database.pool)
    const told: string[] = []
    const kinds = new Set<string>()
    for (let round = 0; round < 20; round++) {
      const what = await doSomething(database, chance)
      kinds.add(what.replace(/ .*/, ''))
      told.push(what)
      const [actual, expected] = [await martsOf(database.pool), await rebuilt(database.pool)]
      for (const mart of Object.keys(expected)) {
        assert.deepEqual(actual[mart], expected[mart], `${mart} after ${told.slice(-4).join(' | ')}`)
      }
      if (round % 5 === 4) await assertRollups(database, told)
    }
    assert.deepEqual([...kinds].sort(), ['address', 'link', 'refused', 'separate', 'undo'])
    await assertOracle(database)
  })

  test('a link makes one person of two at once, and taking it back gives both their numbers back', async () => {
    await fourAccounts()
    const numbers = await owners()
    const { decision, moved } = await link(sj('b'), dc(1))
    assert.equal(moved, 1)
    assert.deepEqual(await owners(), {
      'datacamp:1 skilljar:a skilljar:b': numbers['datacamp:1 skilljar:a'],
      'datacamp:2': numbers['datacamp:2'],
    })
    const { rows } = await database.pool.query('select name, email from mart.person order by person_key limit 1')
    assert.deepEqual(rows, [{ name: 'Ada Lovelace', email: 'ada@example.com' }])
    await undo(decision)
    assert.deepEqual(await owners(), numbers)
  })

  test('a separated account is a person of its own with its address, together with what is linked to it by hand', async () => {
    await fourAccounts()
    const numbers = await owners()
    const separation = await separate(sj('a'))
    const separated = await owners()
    assert.deepEqual(Object.keys(separated), ['datacamp:1', 'datacamp:2', 'skilljar:a', 'skilljar:b'])
    assert.equal(separated['datacamp:1'], numbers['datacamp:1 skilljar:a'])
    const { rows } = await database.pool.query('select name, email from mart.person where person_id = $1', [
      separated['skilljar:a'],
    ])
    assert.deepEqual(rows, [{ name: 'A. L.', email: 'ADA@example.com' }])
    await link(sj('a'), sj('b'))
    assert.deepEqual(Object.keys(await owners()), ['datacamp:1', 'datacamp:2', 'skilljar:a skilljar:b'])
    await undo(separation.decision)
    assert.deepEqual(Object.keys(await owners()), ['datacamp:1 skilljar:a skilljar:b', 'datacamp:2'])
  })

  test('decisions that contradict each other, or change nothing, are refused and say what stands in the way', async () => {
    await fourAccounts()
    const refused = (work: Promise<unknown>, words: RegExp) =>
      assert.rejects(work, (error: Error) => error instanceof IdentityRefused && words.test(error.message))
    await refused(link(dc(1), sj('a')), /one person already: they have the same address/)
    await refused(link(dc(1), dc(1)), /one and the same/)
    await refused(link(dc(1), dc(99)), /DataCamp account 99 is not in the data/)
    await refused(separate(dc(2)), /only one of its person/)
    await refused(linkAccounts(database.pool, admin, [dc(1), dc(2)], ' too '), /at least 10 characters/)

    const { decision } = await separate(sj('a'))
    await refused(separate(sj('a')), new RegExp(`already, by decision ${decision}`))
    await refused(link(sj('a'), dc(1)), new RegExp(`decision ${decision} separated it. Take that decision back first`))
    await link(sj('a'), sj('b'))
    await refused(link(sj('b'), dc(1)), new RegExp(`decision ${decision} separated it`))
    await refused(separate(sj('b')), /links made by hand join them/)
    await undo(decision)
    await refused(undo(decision), /not in force any more/)
    await refused(link(dc(1), sj('b')), /links made by hand, or those and their addresses, join them/)
    const { rows } = await database.pool.query(
      'select kind, taken_back_at is null as holds from app.identity_link order by id',
    )
    assert.deepEqual(rows, [
      { kind: 'separate', holds: false },
      { kind: 'link', holds: true },
    ])
  })

  test('a link of an account that vanishes is kept, and holds again when the account returns', async () => {
    await fourAccounts()
    await link(dc(2), sj('b'))
    await link(sj('b'), dc(1))
    const all = 'datacamp:1 datacamp:2 skilljar:a skilljar:b'
    assert.deepEqual(Object.keys(await owners()), [all])
    const publishStudents = () =>
      publishMarts(database.pool, { connectorId: 'skilljar', tables: new Set(['student']), days: [] })
    await database.pool.query(`delete from skilljar.student where student_id = 'b'`)
    await publishStudents()
    // What two links said through the account still holds.
    assert.deepEqual(Object.keys(await owners()), ['datacamp:1 datacamp:2 skilljar:a'])
    await insertMirrorRows(database.pool, 'skilljar.student', [{ student_id: 'b', email: 'new@example.com' }])
    await publishStudents()
    assert.deepEqual(Object.keys(await owners()), [all])
  })

  test('the manager of a team sees what a member did in an account that was linked, and the audit says who linked it', async () => {
    await insertMirrorRows(database.pool, 'datacamp.team_dim', [{ team_id: 7, name: 'Data' }])
    await insertMirrorRows(database.pool, 'datacamp.user_team_bridge', [
      { user_id: 1, team_id: 7, joined_team_date: null },
    ])
    await insertMirrorRows(database.pool, 'skilljar.student_lesson_session_time_hourly', [
      {
        student_lesson_session_time_hourly_id: 'h',
        student_id: 'b',
        published_course_id: 'c',
        hour_starts_at: '2026-01-09 11:00',
        session_time_seconds: '7200',
      },
    ])
    await fourAccounts()
    const seen = () =>
      readAs(database.warehouse, ownTeams(7), async (reader) => {
        const filters = { ...defaultFilters('2026-02-01'), from: '2026-01-01', to: '2026-01-31' }
        return (await people(reader, { filters, limit: 9 })).people.map(({ name, learning_hours }) => [
          name,
          learning_hours,
        ])
      })
    assert.deepEqual(await seen(), [])
    const { decision } = await link(sj('b'), dc(1))
    assert.deepEqual(await seen(), [['Ada Lovelace', 2]])
    await undo(decision)
    assert.deepEqual(await seen(), [])
    const { rows } = await database.pool.query(
      `select actor_id, actor_label, action, subject, outcome, detail from app.audit where action like 'identity.%' order by id desc limit 2`,
    )
    const audited = { actor_id: admin.id, actor_label: 'Ada', subject: 'datacamp:1 skilljar:b', outcome: 'allowed' }
    const detail = { decision, because, accounts_moved: 1 }
    assert.deepEqual(rows, [
      { ...audited, action: 'identity.take_back', detail },
      { ...audited, action: 'identity.link', detail },
    ])
  })
})

async function doSomething(database: TestDatabase, chance: Random): Promise<string> {
  const { pool } = database
  const account = async (): Promise<AccountId> => {
    const { rows } = await pool.query<{ source: AccountId['source']; source_id: string }>(
      `select source, source_id from mart.identity where source_id <> '' order by source, source_id`,
    )
    const row = rows[chance.below(rows.length)] ?? { source: 'datacamp' as const, source_id: '1' }
    return { source: row.source, sourceId: row.source_id }
  }
  const [one, other] = [await account(), await account()]
  const text = ({ source, sourceId }: AccountId) => `${source}:${sourceId}`
  try {
    switch (chance.below(5)) {
      case 0: {
        const userId = chance.below(40) + 1
        const email = chance.pick([`person${chance.below(34)}@example.com`, null, '  '])
        await pool.query('update datacamp.user_dim set email = $2 where user_id = $1', [userId, email])
        await publishMarts(pool, { connectorId: 'datacamp', tables: new Set(['user_dim']), days: [] })
        return `address of ${userId}: ${email}`
      }
      case 1:
        await separateAccount(pool, admin, one, because)
        return `separate ${text(one)}`
      case 2: {
        const { rows } = await pool.query<{ id: number }>(
          'select id from app.identity_link where taken_back_at is null order by id',
        )
        const id = rows[chance.below(rows.length)]?.id ?? 0
        await takeBack(pool, admin, id, because)
        return `undo ${id}`
      }
      default:
        await linkAccounts(pool, admin, [one, other], because)
        return `link ${text(one)} ${text(other)}`
    }
  } catch (error) {
    if (error instanceof IdentityRefused) return `refused ${error.message}`
    throw error
  }
}

/** Every table that is computed equals what a rebuild makes of the same marts. */
async function assertRollups({ pool }: TestDatabase, told: readonly string[]): Promise<void> {
  const { differences } = await verifyRollups(pool, ['datacamp', 'skilljar'], new AbortController().signal)
  const found = differences.map(({ subject, message }) => `${subject}: ${message}`)
  assert.deepEqual(
    found.filter((one) => one.startsWith('mart.')),
    [],
    `after ${told.slice(-10).join(' | ')}`,
  )
}

/** Who is one person, and what each did, by the oracle's own reading of addresses and decisions. */
async function assertOracle({ pool }: TestDatabase): Promise<void> {
  await createOracle(pool)
  const own = await pool.query(
    `select array_agg(identity.source || ':' || source_id order by identity.source, source_id) as accounts,
       (select count(distinct day)::int from mart.activity a where a.person_id = identity.person_id and is_evidence) as days,
       (select coalesce(sum(seconds), 0)::float8 from mart.activity a where a.person_id = identity.person_id) as seconds
     from mart.identity join oracle.account on (account.source, account.id) = (identity.source, identity.source_id)
     group by person_id order by 1`,
  )
  const oracle = await pool.query(
    `select array_agg(source || ':' || id order by source, id) as accounts,
       (select count(distinct day)::int from oracle.event where metric = 'active_days' and event.person = account.person) as days,
       (select coalesce(sum(amount), 0)::float8 from oracle.event where metric = 'learning_seconds' and event.person = account.person) as seconds
     from oracle.account group by person order by 1`,
  )
  assert.deepEqual(own.rows, oracle.rows)
}
