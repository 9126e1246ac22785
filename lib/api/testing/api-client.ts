/** The HTTP API as programs call it with a token of each role, over data of two teams, one of them too small to be shown. */
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import type { Role } from '@/generated/prisma/client'
import { createToken } from '@/lib/auth/tokens'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { insertMirrorRows, publishMarts, wholeSource } from '@/lib/testing/mirrors'
import { duringRequest } from '@/lib/testing/next-request'
import { provideSettings, TEST_ADDRESS } from '@/lib/testing/settings'

type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

/** For a file of tests to call at its start: the database is there while they run. */
export function apiClient() {
  let database: TestDatabase
  const tokens = {} as Record<Role, string>

  before(async () => {
    database = await testDatabase()
    provideSettings(database)
    await fill(database)
    for (const role of ['admin', 'analyst', 'viewer'] as const) {
      tokens[role] = (await createToken(database.app, 'system', { name: role, role })).token
    }
    tokens.manager = (await createToken(database.app, 'system', { name: 'manager', role: 'manager', teams: [1] })).token
  })
  after(async () => {
    await app().$disconnect()
    await closePools()
    await database.drop()
  })

  return {
    database: () => database,
    call(role: Role | null, route: Route, search = '', params: Record<string, string> = {}, method = 'GET') {
      const headers: Record<string, string> = role === null ? {} : { authorization: `Bearer ${tokens[role]}` }
      const request = new Request(`${TEST_ADDRESS}/api/v1/x?${search}`, { method, headers })
      return duringRequest(headers, () => route(request, { params: Promise.resolve(params) }))
    },
  }
}

/** Team 1 has two people, team 2 has six; three are in none. */
async function fill({ pool }: TestDatabase): Promise<void> {
  const people = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
  await insertMirrorRows(
    pool,
    'datacamp.user_dim',
    people.map((user_id) => ({ user_id, first_name: `P${user_id}`, email: `p${user_id}@example.com` })),
  )
  await insertMirrorRows(pool, 'datacamp.team_dim', [
    { team_id: 1, name: '=Sales' },
    { team_id: 2, name: 'Data' },
  ])
  await insertMirrorRows(
    pool,
    'datacamp.user_team_bridge',
    people.slice(0, 8).map((user_id) => ({ user_id, team_id: user_id <= 2 ? 1 : 2, joined_team_date: '2025-01-01' })),
  )
  await insertMirrorRows(pool, 'datacamp.course_dim', [{ course_id: 5, title: 'Intro', technology: 'Python' }])
  await insertMirrorRows(
    pool,
    'datacamp.course_fact',
    people.map((user_id) => ({ user_id, course_id: 5, date_id: 20260303, xp: user_id * 100, time_spent: 3600 })),
  )
  await publishMarts(pool, wholeSource('datacamp'))
  await pool.query(`insert into app.publication (connector_id, run_id, as_of) values ('datacamp', 1, '2026-03-20')`)
}

export type Row = Readonly<Record<string, unknown>>

/** Every field that the tests read of any answer. */
export interface Body {
  readonly rows: readonly Row[]
  readonly keys: readonly string[]
  readonly facets: readonly Row[]
  readonly linked: readonly Row[]
  readonly name: string | null
  readonly provenance: Row | null
  readonly totals: Row
  readonly as_of: Row
  readonly data_version: number
  readonly metrics: readonly { id: string; description: string; read_from: readonly string[] }[]
  readonly dimensions: readonly { id: string }[]
  readonly tables: readonly {
    schema: string
    name: string
    rows: number
    usedBy: readonly string[]
    usedOn: readonly { title: string; path: string }[]
    columns: readonly Row[]
  }[]
  readonly refreshes: readonly Row[]
  readonly count: number
  readonly count_is_capped: boolean
  readonly next: string | null
  readonly previous: string | null
  readonly param: string
  readonly detail: string
  readonly request_id: string
  readonly run: number
  readonly id: number
  readonly quarantine: readonly unknown[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, { parameters: readonly Row[] }>>>>
  readonly servers: readonly unknown[]
}

export async function json(response: Response | Promise<Response>, status = 200): Promise<Body> {
  const answered = await response
  const body = await answered.text()
  assert.equal(answered.status, status, body)
  return JSON.parse(body) as Body
}
