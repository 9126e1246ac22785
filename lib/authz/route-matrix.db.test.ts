import { duringRequest } from '@/lib/testing/next-request'
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { GET as readRun } from '@/app/api/v1/refreshes/[run]/route'
import { GET as query } from '@/app/api/v1/query/route'
import { GET as readTable } from '@/app/api/v1/tables/[table]/route'
import { GET as exportReport } from '@/app/export/[report]/route'
import { GET as exportTable } from '@/app/export/table/[table]/route'
import type { Role } from '@/generated/prisma/client'
import { createToken } from '@/lib/auth/tokens'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import { filterNames } from '@/lib/filters/url'
import { memberships } from '@/lib/filters/filters'
import { dimensions } from '@/lib/metrics/dimensions'
import { metrics } from '@/lib/metrics/names'
import { profileOf } from '@/lib/metrics/person'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { provideSettings } from '@/lib/testing/settings'
import { may } from './permissions'
import { withReader } from './reader'
import { routes, type RouteKey } from './registry'
import { scopeOf } from './scope'
import { canaryPeriod, fillCanaries } from './testing/canary-data'
import { routeQuestions } from './testing/canary-questions'

const period = `from=${canaryPeriod.from}&to=${canaryPeriod.to}`

describe('every route and every role', () => {
  let database: TestDatabase
  const tokens = {} as Record<Role, { id: string; token: string }>

  before(async () => {
    database = await testDatabase()
    provideSettings(database)
    await fillCanaries(database.pool)
    for (const role of ['admin', 'analyst', 'manager', 'viewer'] as const) {
      const teams = role === 'manager' ? [1] : []
      tokens[role] = await createToken(database.app, 'system', { name: role, role, teams })
    }
  })
  after(async () => {
    await app().$disconnect()
    await closePools()
    await database?.drop()
  })

  type Handler = typeof query

  async function call(role: Role, handler: Handler, search = '', params: Record<string, string> = {}) {
    const headers = { authorization: `Bearer ${tokens[role].token}` }
    const request = new Request(`http://localhost:3000/x?${search}`, { headers })
    const response = await duringRequest(headers, () => handler(request, { params: Promise.resolve(params) }))
    return { status: response.status, body: await response.text() }
  }

  const denials = () => database.app.audit.count({ where: { outcome: 'denied', action: 'route.call' } })

  test('A-03: a route that is not the role’s answers 403 with a problem and no data, and each try is written down', async () => {
    for (const question of await routeQuestions()) {
      const permission = routes[question.key]
      if (permission === 'public') continue
      for (const role of ['analyst', 'manager', 'viewer'] as const) {
        if (may({ role }, permission)) continue
        const before = await denials()
        const { status, bytes } = await question.ask(tokens[role].token)
        assert.equal(status, 403, `${role}: ${question.title}`)
        assert.match(bytes, /application\/problem\+json/)
        assert.equal(await denials(), before + 1, `${role}: ${question.title}`)
      }
    }
  })

  test('A-08: an id that is none, or is no number or name at all, is not found and never an error of the server', async () => {
    const ids = [
      '0',
      '-1',
      'null',
      'undefined',
      ':id',
      '%',
      '*',
      '1 OR 1=1',
      '9223372036854775808',
      '[1]',
      '{"id":1}',
      '__proto__',
      'constructor',
    ]
    const byId: readonly (readonly [RouteKey, Handler, string])[] = [
      ['GET /api/v1/refreshes/[run]', readRun, 'run'],
      ['GET /api/v1/tables/[table]', readTable, 'table'],
      ['GET /export/table/[table]', exportTable, 'table'],
      ['GET /export/[report]', exportReport, 'report'],
    ]
    const text = fc.oneof(
      fc.constantFrom(...ids),
      fc.string({ maxLength: 30 }),
      fc.string({ unit: 'binary', maxLength: 10 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...byId), text, async ([key, handler, name], id) => {
        const { status, body } = await call('admin', handler, '', { [name]: id })
        assert.equal(status, 404, `${key} with ${JSON.stringify(id)}: ${body}`)
        assert.equal((JSON.parse(body) as { type?: string }).type !== undefined, true)
      }),
      { numRuns: 120 },
    )
  })

  test('A-08: a manager gets the same answer for a team that is not theirs and for one that does not exist', async () => {
    for (const membership of memberships) {
      for (const by of ['team', 'person', 'content', 'week']) {
        const answers = await Promise.all(
          ['2', '999999', '9007199254740991'].map((team) =>
            call(
              'manager',
              query,
              `metrics=xp,active_learners&by=${by}&${period}&membership=${membership}&team=${team}`,
            ),
          ),
        )
        const [foreign, ...missing] = answers.map(({ status, body }) => ({ status, body }))
        for (const one of missing) assert.deepEqual(one, foreign, `${membership} by ${by}`)
      }
    }
  })

  test('A-08, A-11: a learner who is not theirs is to a manager like one who does not exist', async () => {
    const { rows } = await database.pool.query<{ id: number; own: boolean }>(
      `select person_id as id, exists (select from mart.person_team as member where member.person_id = person.person_id and team_id = 1) as own
       from mart.person order by person_id`,
    )
    const actor = { kind: 'token', id: tokens.manager.id, name: 'manager', role: 'manager', teams: [1] } as const
    const found = (id: number) => withReader(scopeOf(actor), (reader) => profileOf(reader, id))
    assert.equal(await found(999_999), null)
    for (const { id, own } of rows) assert.equal((await found(id)) !== null, own, String(id))
  })

  test('A-09: grouping, sorting, filtering or asking by what is no metric, dimension or filter is a 400 that names the parameter', async () => {
    const columns = [
      'email',
      'user',
      'user_id',
      'person_id',
      'person_key',
      'first_name',
      'student_id',
      'password_hash',
      'team_id',
      'constructor',
      '__proto__',
    ]
    const name = fc.oneof(fc.constantFrom(...columns), fc.string({ minLength: 1, maxLength: 20 }))
    const known = {
      metrics: Object.keys(metrics),
      by: Object.keys(dimensions),
      parameter: [...filterNames, 'metrics', 'by', 'format'],
    }
    const isNew = (list: readonly string[], text: string) => !text.split(',').some((part) => list.includes(part.trim()))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('manager', 'viewer', 'analyst'), name, async (role, text) => {
        const value = encodeURIComponent(text)
        if (isNew(known.metrics, text)) await refused(role as Role, `metrics=${value}&${period}`, 'metrics')
        if (isNew(known.by, text)) await refused(role as Role, `metrics=xp&by=${value}&${period}`, 'by')
        if (isNew(known.parameter, text)) await refused(role as Role, `metrics=xp&${value}=1&${period}`, text)
        await refused(role as Role, `metrics=xp&by=team&sort=${value}&${period}`, 'sort')
      }),
      { numRuns: 60 },
    )
    for (const column of ['row_hash', 'person_id', 'pg_sleep(1)', 'first_name; drop table x', 'ctid']) {
      for (const search of [
        `sort=${encodeURIComponent(column)}`,
        `filter=${encodeURIComponent(column)}:eq:1`,
        `columns=${encodeURIComponent(column)}`,
      ]) {
        const { status } = await call('analyst', readTable, search, { table: 'datacamp.course_fact' })
        assert.equal(status, 400, search)
      }
    }
  })

  async function refused(role: Role, search: string, param: string): Promise<void> {
    const { status, body } = await call(role, query, search)
    assert.equal(status, 400, `${search}: ${body}`)
    assert.equal((JSON.parse(body) as { param: string }).param, param, search)
  }
})
