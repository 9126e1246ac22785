/**
 * C-01: secrets that are planted in both connectors are looked for everywhere after refreshes that succeed, fail in every
 * coarse way, are held and are cancelled. What browsers get is searched by e2e/pages/planted-secret.spec.ts. One file: every
 * search is of what the same refreshes left behind.
 */
import { duringRequest } from '@/lib/testing/next-request'
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { GET as listConnectorRuns } from '@/app/api/v1/refreshes/route'
import { GET as readRun } from '@/app/api/v1/refreshes/[run]/route'
import { POST as requestByApi } from '@/app/api/v1/connectors/[connector]/refresh/route'
import { GET as describeApi } from '@/app/api/v1/openapi.json/route'
import { GET as listTables } from '@/app/api/v1/tables/route'
import { GET as readTable } from '@/app/api/v1/tables/[table]/route'
import { createToken } from '@/lib/auth/tokens'
import type { Actor } from '@/lib/authz/actor'
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { ConnectorId, Table } from '@/lib/catalogue/types'
import { connection, InvalidCredentials, publicView, saveCredentials } from '@/lib/connectors/credentials'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import { childEnvironment, provide } from '@/lib/env'
import { deliverDue } from '@/lib/notify/deliver'
import { findNews } from '@/lib/notify/news'
import { addTarget, listTargets, sendTest } from '@/lib/notify/targets'
import { requestCancel, requestRefresh } from '@/lib/refresh/request'
import { startWorker } from '@/lib/refresh/worker'
import { emptyDatabase, testDatabase, type EmptyDatabase, type TestDatabase } from '@/lib/testing/database'
import { startS3Stub, type S3Stub } from '@/lib/testing/s3-stub'
import { databaseFields, refreshStored } from '@/lib/testing/stored-refresh'
import { assertNoTrace, captureLog, dumpDatabase, everythingOf, planted } from './testing/traces'

const printable = (name: string) => `${name}/${randomUUID()}+"\\<&>%20='$`

const password = planted('password')
const wrongPassword = planted('wrong-password')
const secretAccessKey = printable('secret-access-key')
const accessKeyId = `AKIA${randomBytes(8).toString('hex').toUpperCase()}`
const webhookPath = `/services/${randomUUID()}`
const secrets = [password, wrongPassword, secretAccessKey, accessKeyId, webhookPath]
const admin: Actor = { kind: 'user', id: randomUUID(), name: 'Ada', role: 'admin', teams: [] }

let database: TestDatabase
let source: EmptyDatabase
let bucket: S3Stub
let logged: () => string
let token: string
let home: string
let good: Record<ConnectorId, Record<string, string>>
const role = `planted_${randomBytes(6).toString('hex')}`
const thrown: string[] = []

before(async () => {
  logged = captureLog()
  database = await testDatabase()
  source = await emptyDatabase()
  bucket = await startS3Stub({ accessKeyId })
  home = await mkdtemp(path.join(os.tmpdir(), 'skillscope-planted-'))
  provide({
    DATABASE_URL: database.url,
    SKILLSCOPE_SECRET: randomBytes(32).toString('base64'),
    SKILLSCOPE_PRIVATE_TARGETS: '127.0.0.1',
  })
  ;({ token } = await createToken(database.app, 'system', { name: 'admin', role: 'admin' }))
  await source.pool.query(
    `create role ${role} login password ${literal(password)}; ${tablesOf('skilljar').map(createTable).join(';')};
     grant usage on schema public to ${role}; grant select on all tables in schema public to ${role};
     insert into course (course_id, title) values ('c1', 'Welcome')`,
  )
  good = {
    datacamp: {
      bucket: bucket.bucket,
      region: 'us-east-1',
      accessKeyId,
      secretAccessKey,
      endpoint: bucket.endpoint,
      forcePathStyle: 'on',
    },
    skilljar: { ...databaseFields(source.url), user: role, password },
  }
  deliver(20)
  for (const id of ['datacamp', 'skilljar'] as const) await saveCredentials(database.app, admin, id, good[id])
})
after(async () => {
  await app().$disconnect()
  await closePools()
  await bucket.stop()
  await source.pool.query(`drop owned by ${role}; drop role ${role}`)
  await source.drop()
  await database.drop()
  await rm(home, { recursive: true })
})

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

function createTable({ name, columns }: Table): string {
  const typed = columns.map((column) => `"${column.name}" ${column.kind === 'timestamp' ? 'timestamp' : 'text'}`)
  return `create table "${name}" (${typed.join()})`
}

function deliver(courses: number, ...more: readonly string[]): void {
  for (const { name, columns, derived } of tablesOf('datacamp')) {
    if (!derived) bucket.put(`latest/${name}.csv`, `${columns.map((column) => column.name).join()}\n`)
  }
  const rows = Array.from({ length: courses }, (_, index) => `${index + 1},Course ${index + 1}`)
  bucket.put('latest/course_dim.csv', ['course_id,title', ...rows, ...more, ''].join('\n'))
}

/** A refresh, and a connection test as the form makes it; either may fail, and what it throws is kept. */
async function refresh(id: ConnectorId): Promise<string> {
  const run = await refreshStored(database, id)
  try {
    const steps = await (await connection(database.app, id)).test(AbortSignal.timeout(30_000))
    const data = { lastTest: steps.map((step) => ({ ...step })), lastTestAt: new Date() }
    await database.app.connector.update({ where: { id }, data })
  } catch (error) {
    thrown.push(everythingOf(error))
  }
  try {
    const reader = await (await connection(database.app, id)).open()
    await reader.pin(AbortSignal.timeout(30_000)).catch((error: unknown) => thrown.push(everythingOf(error)))
    await reader.close()
  } catch (error) {
    thrown.push(everythingOf(error))
  }
  return run.state
}

/** With other credentials for once. */
async function refreshWith(id: ConnectorId, changed: Record<string, string>): Promise<string> {
  await saveCredentials(database.app, admin, id, { ...good[id], ...changed })
  try {
    return await refresh(id)
  } finally {
    await saveCredentials(database.app, admin, id, good[id])
  }
}

const everyWay: readonly (readonly [string, () => Promise<string>, string])[] = [
  ['a bucket that is read', () => refresh('datacamp'), 'published'],
  ['a database that is read', () => refresh('skilljar'), 'published'],
  ['nothing new, through the queue', throughQueue, 'unchanged'],
  ['a wrong password', () => refreshWith('skilljar', { password: wrongPassword }), 'failed'],
  ['a key that may not', () => withFault({ status: 403, code: 'AccessDenied' }), 'failed'],
  ['a signature that does not match', () => withFault({ status: 403, code: 'SignatureDoesNotMatch' }), 'failed'],
  ['an unknown key', () => withFault({ status: 403, code: 'InvalidAccessKeyId' }), 'failed'],
  ['a login page that echoes what was sent', () => withFault({ answer: { status: 502, body: echo } }), 'failed'],
  ['a host that does not exist', () => refreshWith('skilljar', { host: 'nowhere.invalid' }), 'failed'],
  ['a bucket at no host', () => refreshWith('datacamp', { endpoint: 'https://nowhere.invalid' }), 'failed'],
  ['TLS with a server that has none', () => refreshWith('skilljar', { sslmode: 'require' }), 'failed'],
  ['TLS with a bucket that has none', () => refreshWith('datacamp', { endpoint: overTls() }), 'failed'],
  ['a table that may not be read', tableForbidden, 'failed'],
  ['a file that is cut off', () => (deliver(20, '21,"cut'), refresh('datacamp')), 'failed'],
  ['a row that cannot be taken', () => (deliver(20, 'no number,Broken'), refresh('datacamp')), 'held'],
  ['a file that is held', () => (deliver(0), refresh('datacamp')), 'held'],
  ['a refresh that is cancelled', cancelled, 'cancelled'],
  ['a failed refresh that is told to webhooks', toldToWebhooks, 'failed'],
]

const echo = `<html>${secretAccessKey} ${accessKeyId} ${password}</html>`
const overTls = () => bucket.endpoint.replace('http:', 'https:')

async function withFault(kind: Parameters<S3Stub['fault']>[0]['kind']): Promise<string> {
  bucket.fault({ kind })
  const state = await refresh('datacamp')
  bucket.clearFaults()
  return state
}

async function tableForbidden(): Promise<string> {
  await source.pool.query(`revoke select on course from ${role}`)
  const state = await refresh('skilljar')
  await source.pool.query(`grant select on course to ${role}`)
  return state
}

/** As the worker does it, so that there are jobs to look at. */
async function throughQueue(): Promise<string> {
  const worker = await startWorker({ url: database.url, app: database.app })
  try {
    const { runId } = await requestRefresh(database.app, 'datacamp', { trigger: 'manual' })
    for (;;) {
      const run = await database.app.refreshRun.findUniqueOrThrow({ where: { id: runId } })
      if (run.finishedAt) return run.state
      await sleep(100)
    }
  } finally {
    await worker.stop()
  }
}

async function cancelled(): Promise<string> {
  const { runId } = await requestRefresh(database.app, 'skilljar', { trigger: 'manual' })
  await requestCancel(database.app, admin, runId)
  const run = await database.app.refreshRun.findUniqueOrThrow({ where: { id: runId } })
  return run.state
}

/** One that answers and one that nobody listens at. */
async function toldToWebhooks(): Promise<string> {
  for (const place of [bucket.endpoint, 'http://127.0.0.1:1']) {
    const target = { channel: 'webhook', address: place + webhookPath, events: ['refresh.failed'] } as const
    const { id } = await addTarget(database.app, admin, target)
    await sendTest(database.app, admin, id).catch((error: unknown) => thrown.push(everythingOf(error)))
  }
  const state = await withFault({ status: 403, code: 'AccessDenied' })
  await findNews(database.app)
  assert.ok((await deliverDue(database.app, new AbortController().signal)) >= 2)
  return state
}

test('C-01: a planted secret is nowhere after refreshes that end in every way', async (t) => {
  for (const [what, attempt, state] of everyWay) assert.equal(await attempt(), state, what)
  for (const id of ['datacamp', 'skilljar'] as const) {
    const wrong = { ...good[id], host: 'a b', region: '/', endpoint: 'ftp://x' }
    await saveCredentials(database.app, admin, id, wrong).catch((error: unknown) => {
      assert.ok(error instanceof InvalidCredentials)
      thrown.push(everythingOf(error))
    })
  }

  await t.test('in no column of any table but the sealed ones, which do hold it', async () => {
    const dumped = await dumpDatabase(database.pool)
    assert.ok([...dumped.keys()].some((name) => name.startsWith('datacamp.')))
    assert.match(dumped.get('pgboss.job_common') ?? JSON.stringify([...dumped]), /runId/)
    assert.match(dumped.get('app.refresh_run') ?? '', /login/)
    assert.match(dumped.get('app.audit') ?? '', /connector\.credentials\.saved/)
    assert.match(dumped.get('app.quarantine') ?? '', /course_dim/)
    assert.match(dumped.get('app.notification') ?? '', /refused the connection/)
    assert.match(dumped.get('app.notification_target') ?? '', /127\.0\.0\.1:1\/…/)
    for (const [table, text] of dumped) assertNoTrace(secrets, table, text)
    assert.equal(await database.app.connectorSecret.count(), 3)
  })
  await t.test('in no line of the log, however much of it is asked for', () => {
    assert.ok(logged().split('\n').length > everyWay.length / 2)
    assertNoTrace(secrets, 'the log', logged())
  })
  await t.test('in no error', () => {
    assert.ok(thrown.length > 8)
    assertNoTrace(secrets, 'an error', thrown.join('\n'))
  })
  await t.test('in no answer of the API', async () => {
    for (const text of await everyAnswer()) assertNoTrace(secrets, 'the API', text)
  })
  await t.test('in nothing that the connectors’ page is made of', async () => {
    for (const id of ['datacamp', 'skilljar'] as const) {
      const view = await publicView(database.app, id)
      assert.deepEqual(view.unreadable, [])
      assertNoTrace(secrets, 'the public view', JSON.stringify(view))
    }
  })
  await t.test('in nothing that the settings page is made of', async () => {
    assertNoTrace(secrets, 'the targets', JSON.stringify(await listTargets(database.app)))
  })
  await t.test('in nothing that the command line prints', async () => {
    for (const text of await everyCommand()) assertNoTrace(secrets, 'the command line', text)
  })
})

/** What the API says to an administrator, the one who sees most. */
async function everyAnswer(): Promise<string[]> {
  const headers = { authorization: `Bearer ${token}` }
  const runs = await database.app.refreshRun.findMany({ select: { id: true } })
  const ask = async (handler: typeof readRun, params: Record<string, string>, method = 'GET') => {
    const request = new Request('http://localhost:3000/api/v1/x', { headers, method })
    const answer = await duringRequest(headers, () => handler(request, { params: Promise.resolve(params) }))
    return `${answer.status} ${JSON.stringify([...answer.headers])} ${await answer.text()}`
  }
  const answers = [
    await ask(listConnectorRuns, {}),
    await ask(describeApi, {}),
    await ask(listTables, {}),
    await ask(readTable, { table: 'datacamp.course_dim' }),
    await ask(requestByApi, { connector: 'datacamp' }, 'POST'),
  ]
  for (const { id } of runs) answers.push(await ask(readRun, { run: String(id) }))
  assert.ok(
    answers.filter((answer) => answer.startsWith('2')).length >= runs.length + 4,
    answers.join('\n').slice(0, 2_000),
  )
  return answers
}

async function everyCommand(): Promise<string[]> {
  const file = path.join(home, 'broken.json')
  await writeFile(file, `{"password": ${JSON.stringify(password)}, "host": "a b", "secretAccessKey": 7, broken`)
  const whole = path.join(home, 'wrong.json')
  await writeFile(whole, JSON.stringify({ ...good.skilljar, host: 'a b' }))
  const [last] = await database.app.refreshRun.findMany({ orderBy: { id: 'desc' }, take: 1 })
  const commands = [
    ['connector', 'test', 'datacamp', '--json'],
    ['connector', 'test', 'skilljar', '--json'],
    ['connector', 'set', 'skilljar', '--json-file', file, '--json'],
    ['connector', 'set', 'skilljar', '--json-file', whole, '--json'],
    ['refresh', 'status', '--json'],
    ['refresh', 'status', String(last?.id), '--json'],
    ['secrets', 'status', '--json'],
    ['secrets', 'rotate', '--json'],
  ]
  const env = childEnvironment({ LOG_LEVEL: 'trace', npm_lifecycle_event: undefined })
  return Promise.all(
    commands.map(
      (args) =>
        new Promise<string>((resolve) => {
          execFile(process.execPath, ['bin/skillscope.mjs', ...args], { env }, (_, stdout, stderr) => {
            assert.ok(stdout + stderr, args.join(' '))
            resolve(stdout + stderr)
          })
        }),
    ),
  )
}
