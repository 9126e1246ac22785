/** The page for SQL as the network sees it: who gets in, what is written down, and what an answer gives away. */
import { duringRequest } from '@/lib/testing/next-request'
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { POST as exportAnswer } from '@/app/export/sql/route'
import { GET as exportKept } from '@/app/export/sql/[query]/route'
import { POST as plan } from '@/app/api/sql/plan/route'
import type { Role } from '@/generated/prisma/client'
import { createToken } from '@/lib/auth/tokens'
import { userActor } from '@/lib/authz/actor'
import { allowedTokens, allTokens, fillCanaries, tokensIn } from '@/lib/authz/testing/canary-data'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import { provide } from '@/lib/env'
import { handOut, readyExport } from '@/lib/exports/hand-out'
import { requestExport, requestStatement } from '@/lib/exports/request'
import { makeNext } from '@/lib/exports/worker'
import { captureLog } from '@/lib/secrets/testing/traces'
import { loginName, loginPassword } from '@/lib/sql/login'
import { keepQuery } from '@/lib/sql/queries'
import { dropLogin, testSecret } from '@/lib/sql/testing/sql-database'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { POST as run } from './route'

type Handler = typeof run

const everything = `select email, user_id::text from datacamp.user_dim
  union all select name, team_id::text from datacamp.team_dim union all select title, null from datacamp.course_dim`

describe('statements over the network', () => {
  let database: TestDatabase
  let logged: () => string
  const tokens = {} as Record<Role, { id: string; token: string }>
  before(async () => {
    logged = captureLog()
    database = await testDatabase()
    provide({ DATABASE_URL: database.url, SKILLSCOPE_SECRET: testSecret, APP_URL: 'http://localhost:3000' })
    await fillCanaries(database.pool)
    for (const role of ['admin', 'analyst', 'manager', 'viewer'] as const) {
      const teams = role === 'manager' ? [1] : []
      tokens[role] = await createToken(database.app, 'system', { name: role, role, teams })
    }
  })
  after(async () => {
    const login = database && (await loginName(database.pool))
    await app().$disconnect()
    await closePools()
    await database?.drop()
    if (login) await dropLogin(login)
  })

  async function call(role: Role, handler: Handler, body: BodyInit | null, params: Record<string, string> = {}) {
    const headers = { authorization: `Bearer ${tokens[role].token}` }
    const method = body === null ? 'GET' : 'POST'
    const request = new Request('http://localhost:3000/x', { method, headers, body })
    const response = await duringRequest(headers, () => handler(request, { params: Promise.resolve(params) }))
    return { status: response.status, text: await response.text() }
  }

  const send = (role: Role, statement: string, handler: Handler = run) =>
    call(role, handler, JSON.stringify({ statement }))

  function form(statement: string): FormData {
    const fields = new FormData()
    fields.set('statement', JSON.stringify(statement))
    return fields
  }

  const entries = (action: string) =>
    database.app.audit.findMany({ where: { action }, orderBy: { id: 'asc' }, select: { outcome: true, detail: true } })

  test('A-03: an analyst sees what analysts see, and a manager or viewer nothing by any of the ways', async () => {
    const all = await allTokens(database.pool, 'with learners')
    for (const role of ['admin', 'analyst'] as const) {
      const { status, text } = await send(role, everything)
      assert.equal(status, 200)
      assert.deepEqual(tokensIn(text).difference(all), new Set())
      assert.ok(tokensIn(text).size >= (await allowedTokens(database.pool, [1, 2])).size)
    }
    for (const role of ['manager', 'viewer'] as const) {
      for (const answer of [
        await send(role, everything),
        await send(role, everything, plan),
        await call(role, exportAnswer, form(everything)),
        await call(role, exportKept, null, { query: 'sample' }),
      ]) {
        assert.equal(answer.status, 403, role)
        assert.deepEqual(tokensIn(answer.text), new Set(), role)
      }
    }
  })

  test('every statement is written down with its text before it runs, and a failed one with its reason', async () => {
    const before = (await entries('sql.run')).length
    await send('analyst', 'select 42 as answer')
    await send('analyst', 'select * from app.audit')
    const written = (await entries('sql.run')).slice(before)
    assert.deepEqual(
      written.map(({ outcome, detail }) => [outcome, detail]),
      [
        ['allowed', { statement: 'select 42 as answer' }],
        ['allowed', { statement: 'select * from app.audit' }],
        ['failed', { statement: 'select * from app.audit', code: '42501' }],
      ],
    )
  })

  test('a refusal says why and where, and is no error of the server', async () => {
    const { status, text } = await send('analyst', 'select nope')
    assert.equal(status, 422)
    assert.deepEqual(JSON.parse(text), { title: 'Column "nope" does not exist.', position: 7, hint: null })
    for (const body of ['', '{}', '[]', 'null', '{"statement":1}', 'statement=select 1'])
      assert.equal((await call('analyst', run, body)).status, 422, body)
    assert.equal((await call('analyst', exportAnswer, new FormData())).status, 422)
  })

  test('the export has every row, and a query that somebody keeps to themselves is nobody else’s', async () => {
    const rows = "select n, 'a\nb' as text from generate_series(1, 6000) as n order by n"
    const { status, text } = await call('analyst', exportAnswer, form(rows))
    assert.equal(status, 200)
    assert.equal(text.split('\r\n').length, 6_002)
    assert.ok(text.includes('6000,"a\nb"\r\n'))
    const owner = await database.app.user.create({ data: { email: 'o@x.test', name: 'O', role: 'analyst' } })
    const actor = { kind: 'user', id: owner.id, name: 'O', role: 'analyst', teams: [] } as const
    const kept = { name: 'Mine', about: '', statement: 'select 7 as n', chart: null }
    const id = await keepQuery(database.app, actor as never, { ...kept, shared: false })
    assert.ok(id)
    assert.equal((await call('analyst', exportKept, null, { query: id })).status, 404)
    await keepQuery(database.app, actor as never, { ...kept, id, shared: true })
    assert.deepEqual(await call('analyst', exportKept, null, { query: id }), { status: 200, text: 'n\r\n7\r\n' })
    assert.equal((await call('analyst', exportKept, null, { query: '1; select 2' })).status, 404)
  })

  test('a form of the page that is refused leads to the page’s own words, and a program’s request to a problem', async () => {
    const headers = { authorization: `Bearer ${tokens.analyst.token}`, accept: 'text/html,*/*;q=0.8' }
    const request = new Request('http://localhost:3000/x', { method: 'POST', headers, body: form('select nope') })
    const response = await duringRequest(headers, () => exportAnswer(request, { params: Promise.resolve({}) }))
    assert.deepEqual([response.status, response.headers.get('location')], [303, '/sql?refused=422'])
    assert.equal((await call('analyst', exportAnswer, form('select nope'))).status, 422)
  })

  test('a kept and an unsaved statement are made in the background, whole, and their manifests name the state of the data', async () => {
    const data = { email: 'b@x.test', name: 'B', role: 'analyst' } as const
    const owner = await database.app.user.create({ data })
    const actor = (await userActor(app(), owner.id, owner.sessionVersion))!
    await database.pool.query(
      `insert into app.publication (connector_id, run_id, as_of) values ('datacamp', 1, '2026-07-20T10:00:00Z')`,
    )
    const { version } = await app().publication.findFirstOrThrow({ orderBy: { version: 'desc' } })
    const making = { app: app(), signal: new AbortController().signal }
    const made = async (id: string) => {
      assert.equal(await makeNext(making), true)
      return readyExport(app(), actor, id)
    }
    const text = async (id: string) => (await handOut(app(), actor, id, null, 'r')).text()
    const statement = "select n, 'ä+&\n=' as text from generate_series(1, 3) as n"
    const file = 'n,text\r\n1,"ä+&\n="\r\n2,"ä+&\n="\r\n3,"ä+&\n="\r\n'

    const kept = await keepQuery(app(), actor, { name: 'Three', about: '', statement, chart: null, shared: false })
    const queued = [
      await requestExport(app(), actor, `/export/sql/${kept}`, 'csv'),
      await requestStatement(app(), actor, statement, 'csv'),
    ]
    for (const [place, id] of queued.entries()) {
      const { name, manifest, dataVersion } = await made(id)
      assert.equal(name, ['Three', 'sql'][place])
      const { rows, as_of: asOf, data_version: said } = manifest as Record<string, unknown>
      assert.deepEqual([rows, asOf, said], [3, '2026-07-20T10:00:00.000Z', Number(version)])
      assert.equal(dataVersion, version)
      assert.equal(await text(id), file)
    }
    await assert.rejects(requestStatement(app(), actor, 'drop table x', 'csv'), /reads?/)
    const failing = await requestStatement(app(), actor, 'select 1 / (3 - n) from generate_series(1, 5) as n', 'csv')
    await makeNext(making)
    const { state, error } = await app().export.findUniqueOrThrow({ where: { id: failing } })
    assert.deepEqual([state, error], ['failed', 'Division by zero.'])
    const manager = { ...actor, role: 'manager' } as const
    await assert.rejects(requestStatement(app(), manager, statement, 'csv'), /role does not allow/)
  })

  test('the login’s password is in no answer, no line of the log and no entry of the audit', async () => {
    const login = await loginName(database.pool)
    const password = loginPassword(testSecret, login)
    await database.pool.query(`alter role "${login}" connection limit 0`)
    const { status, text } = await send('analyst', 'select 1')
    await database.pool.query(`alter role "${login}" connection limit 12`)
    assert.equal(status, 422)
    const audit = JSON.stringify(await database.app.audit.findMany({ select: { detail: true, subject: true } }))
    for (const place of [text, logged(), audit]) assert.ok(!place.includes(password))
  })
})
