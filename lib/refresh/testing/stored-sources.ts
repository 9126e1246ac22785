/**
 * Both sources behind real connectors, with a good delivery published from stored credentials and a secret planted in them:
 * an S3 stub for DataCamp, a PostgreSQL for Skilljar.
 */
import { duringRequest } from '@/lib/testing/next-request'
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import pino from 'pino'
import { GET as readRefresh } from '@/app/api/v1/refreshes/[run]/route'
import { createToken } from '@/lib/auth/tokens'
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { ConnectorId, Table } from '@/lib/catalogue/types'
import { saveCredentials } from '@/lib/connectors/credentials'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import { provide } from '@/lib/env'
import { log } from '@/lib/log'
import { emptyDatabase, testDatabase, type TestDatabase } from '@/lib/testing/database'
import { startS3Stub } from '@/lib/testing/s3-stub'
import { databaseFields, refreshStored } from '@/lib/testing/stored-refresh'
import type { RunDetail } from '../status'

export const planted = 'pl4nted-s3cret'
export const plantedKey = 'AKIAPLANTEDPLANTED77'

type Fields = Record<string, string>
export type StoredSources = Awaited<ReturnType<typeof startStoredSources>>

export async function startStoredSources() {
  const database = await testDatabase()
  provide({
    DATABASE_URL: database.url,
    SKILLSCOPE_SECRET: randomBytes(32).toString('base64'),
    SKILLSCOPE_PRIVATE_TARGETS: '127.0.0.1',
  })
  const logged = captureLog()
  const { token } = await createToken(database.app, 'system', { name: 'admin', role: 'admin' })

  const bucket = await startS3Stub()
  const skilljar = await emptyDatabase()
  await skilljar.pool.query(tablesOf('skilljar').map(createTable).join(';'))
  await skilljar.pool.query(`insert into course (course_id, title) values ('c1', 'Welcome')`)
  const good: Record<ConnectorId, Fields> = {
    datacamp: {
      bucket: bucket.bucket,
      region: 'us-east-1',
      accessKeyId: bucket.accessKeyId,
      secretAccessKey: planted,
      endpoint: bucket.endpoint,
      forcePathStyle: 'on',
    },
    skilljar: databaseFields(skilljar.url),
  }

  /** The whole delivery: headers as documented, one course, and these lines as one of the files. */
  function deliver(file?: string, ...lines: readonly (string | Buffer)[]): void {
    for (const { name, columns, derived } of tablesOf('datacamp')) {
      if (!derived) bucket.put(`latest/${name}.csv`, `${columns.map((column) => column.name).join()}\n`)
    }
    bucket.put('latest/course_dim.csv', 'course_id,title\n1,Intro\n')
    const end = Buffer.from('\n')
    if (file) bucket.put(`latest/${file}.csv`, Buffer.concat(lines.flatMap((line) => [Buffer.from(line), end])))
  }

  deliver()
  for (const id of ['datacamp', 'skilljar'] as const) {
    await saveCredentials(database.app, 'system', id, good[id])
    const run = await refreshStored(database, id)
    assert.equal(run.state, 'published', run.errorMessage ?? undefined)
  }
  return {
    database,
    bucket,
    skilljar,
    good,
    deliver,
    /** What the dashboard would show. */
    async titles(id: ConnectorId): Promise<unknown[]> {
      const table = id === 'datacamp' ? 'datacamp.course_dim' : 'skilljar.course'
      return (await database.pool.query(`select title from ${table}`)).rows
    },
    /** Nothing that anybody can look at holds a secret: the API's answer, the log, any row of our own tables. */
    async assertNothingLeaked(run: RunDetail): Promise<void> {
      if (run.errorCode) assert.ok(logged().includes(`"code":"${run.errorCode}"`), 'the failure is in the log')
      const texts = [await answerOf(run, token), logged(), await dump(database)]
      for (const secret of [planted, plantedKey]) {
        const written = [secret, ...(['base64', 'hex'] as const).map((as) => Buffer.from(secret).toString(as))]
        assert.ok(!texts.some((text) => written.some((form) => text.includes(form))))
      }
    },
    async stop() {
      await app().$disconnect()
      await closePools()
      await bucket.stop()
      await skilljar.drop()
      await database.drop()
    },
  }
}

/** Every line that the product logs from now on. */
function captureLog(): () => string {
  let text = ''
  Object.assign(log, { level: 'trace', [pino.symbols.streamSym]: { write: (line: string) => void (text += line) } })
  return () => text
}

async function answerOf(run: RunDetail, token: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}` }
  const request = new Request('http://localhost:3000/api/v1/x', { headers })
  const params = Promise.resolve({ run: String(run.id) })
  const answer = await duringRequest(headers, () => readRefresh(request, { params }))
  assert.equal(answer.status, 200)
  return answer.text()
}

async function dump({ pool }: TestDatabase): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('app', 'pgboss')`,
  )
  const tables = await Promise.all(rows.map(({ name }) => pool.query(`select t::text as row from ${name} t`)))
  return JSON.stringify(tables.map((table) => table.rows as unknown))
}

function createTable({ name, columns }: Table): string {
  const typed = columns.map((column) => `"${column.name}" ${column.kind === 'timestamp' ? 'timestamp' : 'text'}`)
  return `create table "${name}" (${typed.join()})`
}
