/** The download of an analysis is its answer for programs, cell by cell, and for the same readers. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { GET as answer } from '@/app/api/v1/analyses/[analysis]/route'
import { analyses } from '@/lib/analyses/analyses'
import type { Analysis } from '@/lib/analyses/analysis'
import { createToken } from '@/lib/auth/tokens'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import type { TestDatabase } from '@/lib/testing/database'
import { datacampDatabase } from '@/lib/testing/datacamp-database'
import { recordPublications } from '@/lib/testing/mirrors'
import { duringRequest } from '@/lib/testing/next-request'
import { provideSettings } from '@/lib/testing/settings'
import { GET as download } from './analysis/[analysis]/route'

const period = 'from=2025-01-05&to=2025-04-30'
const roles = ['analyst', 'viewer'] as const

let database: TestDatabase
const tokens = {} as Record<(typeof roles)[number], string>

before(async () => {
  database = await datacampDatabase(
    51,
    `update datacamp.user_dim set last_name = '=1+1' where user_id % 2 = 0;
     update datacamp.assessment_fact set completed_at = completed_at - interval '1 year' where user_id % 3 = 0`,
  )
  await recordPublications(database.pool, '2025-05-20')
  provideSettings(database)
  for (const role of roles) tokens[role] = (await createToken(database.app, 'system', { name: role, role })).token
})
after(async () => {
  await app().$disconnect()
  await closePools()
  await database?.drop()
})

function call(route: typeof answer, analysis: string, search: string, role: (typeof roles)[number] = 'analyst') {
  const headers = { authorization: `Bearer ${tokens[role]}` }
  const request = new Request(`http://localhost:3000/x/${analysis}?${search}`, { headers })
  return duringRequest(headers, () => route(request, { params: Promise.resolve({ analysis }) }))
}

/** Course 1, person 1 and so on are in the data. */
function neededBy({ parameters = {} }: Analysis): Record<string, string> {
  const required = Object.entries(parameters).filter(([, parameter]) => parameter.required)
  return Object.fromEntries(required.map(([name, { values }]) => [name, values?.[0] ?? '1']))
}

const alike = (cell: unknown): string => {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'boolean') return cell ? 't' : 'f'
  const text = String(cell)
  return text !== '' && Number.isFinite(Number(text)) ? String(Number(text)) : text
}

test('every analysis can be taken away as it is shown: its columns, its rows, their order', async () => {
  let seen = 0
  for (const [name, analysis] of Object.entries(analyses)) {
    const search = `${period}&${new URLSearchParams(neededBy(analysis))}`
    const { columns, rows } = (await (await call(answer, name, search)).json()) as {
      columns: { name: string }[]
      rows: Record<string, unknown>[]
    }
    const csv = await call(download, name, search)
    assert.equal(csv.status, 200, `${name}: ${csv.status === 200 ? '' : await csv.clone().text()}`)
    assert.match(
      csv.headers.get('content-disposition') ?? '',
      new RegExp(`filename="${name}_2025-01-05_2025-04-30_as-of-2025-05-20.csv"`),
    )
    const [heading, ...records] = parse(await csv.text(), { record_delimiter: '\r\n' }) as string[][]
    assert.deepEqual(
      heading,
      columns.map((column) => column.name),
      name,
    )
    assert.deepEqual(
      records.map((record) => record.map((cell) => alike(cell.replace(/^'(?==)/, '')))),
      rows.map((row) => columns.map((column) => alike(row[column.name]))),
      name,
    )
    seen += rows.length
  }
  assert.ok(seen > 200)
})

test('a list is taken away whole, however few of it are asked for, and no address asks a program’s answer for that', async () => {
  const lists = {
    at_risk: 'most',
    inactive_learners: 'most',
    overdue_assignments: 'most',
    registrations_running_out: 'most',
    skill_matrix: 'people',
    stale_skills: 'most',
    team_members: 'most',
  } as const
  for (const [name, most] of Object.entries(lists)) {
    const { rows: all } = await (await call(answer, name, period)).json()
    const { rows: one } = await (await call(answer, name, `${period}&${most}=1`)).json()
    assert.ok(one.length > 0 && one.length < all.length, `${name}: ${one.length} of ${all.length}`)
    const csv = await (await call(download, name, `${period}&${most}=1`)).text()
    assert.equal(parse(csv, { record_delimiter: '\r\n' }).length - 1, all.length, name)
    for (const route of [answer, download]) {
      const refused = await call(route, name, `${period}&${most}=all`)
      assert.equal(refused.status, 400, name)
      assert.match(await refused.text(), /whole number/)
    }
  }
})

test('a name that a spreadsheet would run stays text, and whoever sees aggregates only gets no names at all', async () => {
  const csv = await (await call(download, 'inactive_learners', `${period}&days=1`)).text()
  assert.ok(/,'?=1\+1|Ada =1\+1/.test(csv))
  assert.doesNotMatch(csv, /(^|,)=1/m)
  assert.equal((await call(download, 'at_risk', period, 'viewer')).status, 403)
  assert.equal((await call(download, 'at_risk_total', period, 'viewer')).status, 200)
  assert.equal((await call(download, 'at_most', period)).status, 404)
})
