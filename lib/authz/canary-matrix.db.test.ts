import '@/lib/testing/next-request'
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Role } from '@/generated/prisma/client'
import { createToken } from '@/lib/auth/tokens'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import { log } from '@/lib/log'
import { captureLog } from '@/lib/secrets/testing/traces'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { provideSettings } from '@/lib/testing/settings'
import { userActor, type Actor } from './actor'
import { withReader } from './reader'
import { scopeOf, withoutApplicationFence } from './scope'
import { allowedTokens, allTokens, canaryPeriod, fillCanaries, tokensIn } from './testing/canary-data'
import { dataQuestions, routeQuestions, type RouteQuestion } from './testing/canary-questions'

interface Reader {
  readonly title: string
  readonly role: Role
  readonly teams: readonly number[]
  readonly actor: Actor
  readonly allowed: ReadonlySet<string>
}

interface Found {
  readonly met: ReadonlyMap<string, ReadonlySet<string>>
  readonly leaks: readonly string[]
}

const managed: readonly (readonly number[])[] = [[1], [3], [4], [1, 2], []]

describe('the canary matrix', () => {
  let database: TestDatabase
  let readers: Reader[]
  let routes: readonly RouteQuestion[]
  let logged: () => string

  before(async () => {
    logged = captureLog()
    database = await testDatabase()
    provideSettings(database)
    await fillCanaries(database.pool)
    routes = await routeQuestions()
    const everything = await allTokens(database.pool, 'with learners')
    readers = [
      await reader('admin', [], everything),
      await reader('analyst', [], everything),
      await reader('viewer', [], await allTokens(database.pool, 'without learners')),
      ...(await Promise.all(
        managed.map(async (teams) => reader('manager', teams, await allowedTokens(database.pool, teams))),
      )),
    ]
  })
  after(async () => {
    await app().$disconnect()
    await closePools()
    await database?.drop()
  })

  async function reader(role: Role, teams: readonly number[], allowed: ReadonlySet<string>): Promise<Reader> {
    const title = `${role} ${teams.join(' and ')}`.trim()
    const rights = teams.map((teamId) => ({ teamId }))
    // A manager without a team has one whose time is over.
    const over = role === 'manager' && teams.length === 0 ? [{ teamId: 1, validUntil: new Date('2020-01-01') }] : []
    const { id } = await database.app.user.create({
      data: { email: `${title}@example.com`, name: title, role, teams: { create: [...rights, ...over] } },
    })
    const actor = await userActor(database.app, id, 1)
    assert.ok(actor)
    return { title, role, teams, actor, allowed }
  }

  /** Anew for each search, because the calls of one token in a minute are counted. */
  async function tokenOf({ title, role, teams }: Reader): Promise<string> {
    // A token without a team cannot be made: its last one is taken from it.
    const { id: tokenId, token } = await createToken(database.app, 'system', {
      name: title,
      role,
      ...(role === 'manager' && { teams: teams.length === 0 ? [1] : teams }),
    })
    if (role === 'manager' && teams.length === 0) await database.app.apiTokenTeam.deleteMany({ where: { tokenId } })
    return token
  }

  /** Every answer of everything to everybody: what each reader met, and where it was more than theirs. */
  async function searchEverything(asked = readers): Promise<Found> {
    // Another version of the data: nothing that was remembered under other fences is shown.
    await database.pool.query(`insert into app.publication (connector_id, run_id, as_of) values ('datacamp', 1, $1)`, [
      canaryPeriod.to,
    ])
    const met = new Map<string, ReadonlySet<string>>()
    const leaks: string[] = []
    for (const reader of asked) {
      const { title, actor, allowed } = reader
      const token = await tokenOf(reader)
      const found = new Set<string>()
      const search = (question: string, bytes: string) => {
        const tokens = tokensIn(bytes)
        const foreign = [...tokens.difference(allowed)]
        if (foreign.length > 0) leaks.push(`${title} met ${foreign.slice(0, 5).join()}: ${question}`)
        for (const one of tokens) found.add(one)
      }
      for (const question of routes) {
        // Nobody downloads so much in so short a time; a refusal would hide what is searched for.
        if (question.key.startsWith('GET /export')) await database.pool.query('delete from app.rate_limit')
        const { status, bytes } = await question.ask(token)
        assert.ok(status < 500 || question.title.includes('/readyz'), `${title}: ${question.title} answered ${status}`)
        assert.notEqual(status, 429, `${title}: ${question.title}`)
        search(question.title, bytes)
      }
      for (const question of dataQuestions()) {
        const answer = await withReader(scopeOf(actor), question.ask).catch((error: unknown) => {
          assert.ok(
            error instanceof Error && error.name === 'NotForThisReader',
            `${title}: ${question.title}: ${String(error)}`,
          )
          return error.message
        })
        search(question.title, JSON.stringify(answer))
      }
      met.set(title, found)
    }
    return { met, leaks }
  }

  /** One fence alone is tried by managers: nobody else is fenced but by the numbers' own rule, which is always there. */
  const some = () => readers.filter(({ title }) => ['manager 1', 'manager 4', 'manager'].includes(title))

  function assertHeld({ met, leaks }: Found): void {
    assert.deepEqual(leaks, [])
    for (const { title, allowed } of readers.filter((reader) => met.has(reader.title))) {
      // Else nothing would be found because nothing is shown.
      assert.deepEqual(
        [...allowed.difference(met.get(title) ?? new Set())],
        [],
        `${title} meets everything that is theirs`,
      )
    }
  }

  test('A-01: with both fences nobody meets a learner, team or course outside of their reach, in any answer’s bytes', async () => {
    assertHeld(await searchEverything())
  })

  test('A-01: with the database’s fence alone it is the same', async () => {
    assertHeld(await withoutApplicationFence(() => searchEverything(some())))
  })

  test('A-01: with the application’s filter alone it is the same', async () => {
    const { rows } = await database.pool.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c where c.relrowsecurity`,
    )
    assert.ok(rows.length > 30)
    for (const { name } of rows) await database.pool.query(`alter table ${name} disable row level security`)
    assertHeld(await searchEverything(some()))
  })

  test('A-01: without any fence the search finds what managers must not see, in every kind of answer', async () => {
    const { leaks } = await withoutApplicationFence(() => searchEverything(some()))
    for (const [title, kind] of [
      ['manager 1', 'GET /api/v1/query'],
      ['manager 1', 'GET /export/people'],
      ['manager 4', 'people by search'],
      ['manager', 'person 1'],
      ['manager', 'content under ever'],
      ['manager', 'filters to choose from'],
    ] as const) {
      assert.ok(
        leaks.some((leak) => leak.startsWith(`${title} met`) && leak.includes(`: ${kind}`)),
        `${title}: ${kind}`,
      )
    }
  })

  test('A-01: whatever was asked and refused in all of this, no learner stands in the log', () => {
    const learners = () => [...tokensIn(logged())].filter((token) => token.startsWith('canarylearner'))
    assert.deepEqual(learners(), [])
    log.info({ name: 'canarylearner1f' }, 'somebody')
    assert.deepEqual(learners(), ['canarylearner1'], 'else the search would find nobody')
  })
})
