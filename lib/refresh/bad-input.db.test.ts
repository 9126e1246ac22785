/** What people enter wrong and what sources deliver broken, from the stored credentials through the real connectors. */
import { duringRequest } from '@/lib/testing/next-request'
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import pino from 'pino'
import { GET as readRefresh } from '@/app/api/v1/refreshes/[run]/route'
import { createToken } from '@/lib/auth/tokens'
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { ConnectorId } from '@/lib/catalogue/types'
import { saveCredentials } from '@/lib/connectors/credentials'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import { provide } from '@/lib/env'
import { log } from '@/lib/log'
import { emptyDatabase, testDatabase, type EmptyDatabase, type TestDatabase } from '@/lib/testing/database'
import { startS3Stub, type S3Stub } from '@/lib/testing/s3-stub'
import { databaseFields, refreshStored } from '@/lib/testing/stored-refresh'
import type { RunDetail } from './status'

const planted = 'pl4nted-s3cret'
const plantedKey = 'AKIAPLANTEDPLANTED77'
const PORT_OF_NOBODY = 1

let database: TestDatabase
let bucket: S3Stub
let skilljar: EmptyDatabase
let goodBucket: Record<string, string>
let goodDatabase: Record<string, string>
let adminToken: string
let logged = ''

before(async () => {
  database = await testDatabase()
  provide({
    DATABASE_URL: database.url,
    SKILLSCOPE_SECRET: randomBytes(32).toString('base64'),
    SKILLSCOPE_PRIVATE_TARGETS: '127.0.0.1',
  })
  Object.assign(log, { level: 'trace', [pino.symbols.streamSym]: { write: (line: string) => void (logged += line) } })
  adminToken = (await createToken(database.app, 'system', { name: 'admin', role: 'admin' })).token

  bucket = await startS3Stub()
  deliver('course_dim', 'course_id,title', '1,Intro')
  goodBucket = {
    bucket: bucket.bucket,
    region: 'us-east-1',
    accessKeyId: bucket.accessKeyId,
    secretAccessKey: planted,
    endpoint: bucket.endpoint,
    forcePathStyle: 'on',
  }
  skilljar = await emptyDatabase()
  await skilljar.pool.query(tablesOf('skilljar').map(createTable).join(';'))
  await skilljar.pool.query(`insert into course (course_id, title) values ('c1', 'Welcome')`)
  goodDatabase = databaseFields(skilljar.url)

  await saveCredentials(database.app, 'system', 'datacamp', goodBucket)
  await saveCredentials(database.app, 'system', 'skilljar', goodDatabase)
  for (const id of ['datacamp', 'skilljar'] as const) assertPublished(await refreshStored(database, id))
})
after(async () => {
  await app().$disconnect()
  await closePools()
  await bucket.stop()
  await skilljar.drop()
  await database.drop()
})

/** The whole delivery: headers as documented, and these lines in one of the files. */
function deliver(file: string, ...lines: readonly (string | Buffer)[]): void {
  for (const { name, columns, derived } of tablesOf('datacamp')) {
    if (!derived && name !== file) bucket.put(`latest/${name}.csv`, `${columns.map((column) => column.name).join()}\n`)
  }
  // A table that was delivered with rows may not arrive empty.
  if (file !== 'course_dim') bucket.put('latest/course_dim.csv', 'course_id,title\n1,Intro\n')
  bucket.put(`latest/${file}.csv`, Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\n')])))
}

function createTable({ name, columns }: { name: string; columns: readonly { name: string; kind: string }[] }): string {
  const typed = columns.map((column) => `"${column.name}" ${column.kind === 'timestamp' ? 'timestamp' : 'text'}`)
  return `create table "${name}" (${typed.join()})`
}

function assertPublished(run: RunDetail): void {
  assert.equal(run.state, 'published', run.errorMessage ?? undefined)
}

const titles = async (id: ConnectorId) =>
  (await database.pool.query(`select title from ${id}.course`.concat(id === 'datacamp' ? '_dim' : ''))).rows

/** Nothing that anybody can look at holds a secret. */
async function assertNothingLeaked(run: RunDetail): Promise<void> {
  const request = new Request('http://localhost:3000/api/v1/x', { headers: { authorization: `Bearer ${adminToken}` } })
  const headers = { authorization: `Bearer ${adminToken}` }
  const answer = await duringRequest(headers, () =>
    readRefresh(request, { params: Promise.resolve({ run: String(run.id) }) }),
  )
  assert.equal(answer.status, 200)
  const { rows } = await database.pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('app', 'pgboss')`,
  )
  const dumps = await Promise.all(
    rows.map(
      async ({ name }) => (await database.pool.query<{ row: string }>(`select t::text as row from ${name} t`)).rows,
    ),
  )
  const everything = [await answer.text(), logged, JSON.stringify(dumps)]
  for (const text of everything) {
    for (const secret of [planted, plantedKey]) {
      assert.ok(!text.includes(secret) && !text.includes(Buffer.from(secret).toString('base64')))
      assert.ok(!text.includes(Buffer.from(secret).toString('hex')))
    }
  }
}

interface Mistake {
  readonly what: string
  readonly id: ConnectorId
  /** Entered in place of what is right. */
  readonly entered?: Record<string, string>
  readonly code: string
  readonly says: RegExp
}

const mistakes: readonly Mistake[] = [
  {
    what: 'an unknown access key',
    id: 'datacamp',
    entered: { accessKeyId: plantedKey },
    code: 'login',
    says: /access key id is not known/,
  },
  {
    what: 'a bucket that is not there',
    id: 'datacamp',
    entered: { bucket: 'acme-typo' },
    code: 'bucket',
    says: /no bucket named acme-typo/,
  },
  {
    what: 'a folder that is not there',
    id: 'datacamp',
    entered: { folder: '2020-01-01' },
    code: 'folder',
    says: /nothing in the folder 2020-01-01/,
  },
  {
    what: 'an endpoint that nobody answers at',
    id: 'datacamp',
    entered: { endpoint: `http://127.0.0.1:${PORT_OF_NOBODY}` },
    code: 'host',
    says: /127\.0\.0\.1 refused the connection/,
  },
  {
    what: 'a wrong password',
    id: 'skilljar',
    entered: { password: planted },
    code: 'login',
    says: /refused the password for user/,
  },
  {
    what: 'a database that is not there',
    id: 'skilljar',
    entered: { database: 'typo' },
    code: 'database',
    says: /no database "typo"/,
  },
  {
    what: 'a port that nobody answers at',
    id: 'skilljar',
    entered: { port: String(PORT_OF_NOBODY) },
    code: 'host',
    says: /127\.0\.0\.1 refused the connection on port 1/,
  },
]

for (const { what, id, entered, code, says } of mistakes) {
  test(`${what} ends the refresh with a sentence that names it, and the old data stays`, async (context) => {
    const good = id === 'datacamp' ? goodBucket : goodDatabase
    context.after(() => saveCredentials(database.app, 'system', id, good))
    const before = await titles(id)
    await saveCredentials(database.app, 'system', id, { ...good, ...entered })

    const run = await refreshStored(database, id)

    assert.equal(run.state, 'failed')
    assert.equal(run.errorCode, code, run.errorMessage ?? undefined)
    assert.match(run.errorMessage ?? '', says)
    assert.deepEqual(await titles(id), before)
    await assertNothingLeaked(run)
  })
}

const files: readonly { what: string; body: string | Buffer; code: string; says: RegExp }[] = [
  {
    what: 'an empty file',
    body: '',
    code: 'malformed',
    says: /latest\/course_dim\.csv is empty: not even a header row/,
  },
  {
    what: 'a compressed file',
    body: Buffer.from([0x1f, 0x8b, 8, 0]),
    code: 'malformed',
    says: /latest\/course_dim\.csv is compressed/,
  },
  {
    what: 'a file that was cut inside quotes',
    body: 'course_id,title\n1,"Int',
    code: 'malformed',
    says: /latest\/course_dim\.csv ends inside a quoted field of the record that begins in line 2/,
  },
  {
    what: 'a file without its key column',
    body: 'title\nIntro\n',
    code: 'missing_column',
    says: /latest\/course_dim\.csv has no column course_id/,
  },
  {
    what: 'a file that lost all its rows',
    body: 'course_id,title\n',
    code: 'empty_table',
    says: /latest\/course_dim\.csv arrived empty, but course_dim held 1 rows/,
  },
]

for (const { what, body, code, says } of files) {
  test(`${what} stops the delivery and is named, and the old data stays`, async (context) => {
    context.after(() => deliver('course_dim', 'course_id,title', '1,Intro'))
    bucket.put('latest/course_dim.csv', body)
    const run = await refreshStored(database, 'datacamp')
    assert.equal(run.state, 'failed')
    assert.equal(run.errorCode, code, run.errorMessage ?? undefined)
    assert.match(run.errorMessage ?? '', says)
    assert.deepEqual(await titles('datacamp'), [{ title: 'Intro' }])
    await assertNothingLeaked(run)
  })
}

test('a missing table of either source stops its refresh and is named', async (context) => {
  context.after(async () => {
    deliver('course_dim', 'course_id,title', '1,Intro')
    await skilljar.pool.query('alter table lessons_moved rename to lesson')
  })
  bucket.remove('latest/user_dim.csv')
  await skilljar.pool.query('alter table lesson rename to lessons_moved')
  for (const [id, name] of [
    ['datacamp', 'user_dim'],
    ['skilljar', 'lesson'],
  ] as const) {
    const before = await titles(id)
    const run = await refreshStored(database, id)
    assert.equal(run.errorCode, 'missing_table', run.errorMessage ?? undefined)
    assert.match(run.errorMessage ?? '', new RegExp(`\\b${name}\\b`))
    assert.deepEqual(await titles(id), before)
  }
})

test('columns that the catalogue does not know are kept in extra, and the run tells of them', async (context) => {
  context.after(() => skilljar.pool.query('alter table course drop column "Mood "'))
  deliver('course_dim', 'course_id,title,Mood', '1,Intro,good')
  await skilljar.pool.query(
    `alter table course add "Mood " text; update course set "Mood " = 'fine', updated_at = now()`,
  )
  for (const [id, name, mood] of [
    ['datacamp', 'course_dim', 'good'],
    ['skilljar', 'course', 'fine'],
  ] as const) {
    const run = await refreshStored(database, id)
    assertPublished(run)
    const told = run.tables.find(({ table }) => table === name)?.warnings.join() ?? ''
    assert.match(told, /has columns that Skillscope does not know: Mood/)
    assert.deepEqual((await database.pool.query(`select extra from ${id}.${name}`)).rows, [{ extra: { Mood: mood } }])
  }
})

test('every row that cannot be taken is kept with its bytes, line and reason; all others are published', async () => {
  const good = (row: number) => `${row},1,20260105,60`
  const notUtf8 = Buffer.concat([Buffer.from('7,1,20260105,'), Buffer.from([0xff, 0xfe])])
  const bad = new Map<number, readonly [string | Buffer, string]>([
    [2, ['7,1,20260105', 'column_count']],
    [3, ['7,1,20260105,60,surplus', 'column_count']],
    [4, [notUtf8, 'not_utf8']],
    [5, ['7,1,2026"0105,60', 'malformed_csv']],
    [6, ['7,1,20260105,\0', 'nul_byte']],
    [69_999, ['7,1,20260105,12 minutes', 'not_an_integer']],
  ])
  const lines = Array.from({ length: 75_000 }, (_, index) => bad.get(index)?.[0] ?? good(index + 1))
  deliver('course_fact', 'user_id,course_id,date_id,time_spent', ...lines)

  const run = await refreshStored(database, 'datacamp')

  assertPublished(run)
  assert.deepEqual((await database.pool.query('select count(*)::int as rows from datacamp.course_fact')).rows, [
    { rows: lines.length - bad.size },
  ])
  const { rows: kept } = await database.pool.query<{ line_no: number; raw: Buffer; reason_code: string }>(
    'select line_no, raw, reason_code from app.quarantine where run_id = $1 order by line_no',
    [run.id],
  )
  assert.deepEqual(
    kept,
    [...bad].map(([index, [raw, reason_code]]) => ({ line_no: index + 2, raw: Buffer.from(raw), reason_code })),
  )
  assert.equal(run.rowsQuarantined, bad.size)
  await assertNothingLeaked(run)
})

test('a row of Skilljar that no mirror can hold is kept as it came', async () => {
  await skilljar.pool.query(
    `insert into student (student_id, email, created_at) values ('s1', 'a@example.com', 'infinity'), ('s2', 'b@example.com', null)`,
  )
  const run = await refreshStored(database, 'skilljar')
  assertPublished(run)
  assert.deepEqual((await database.pool.query('select student_id from skilljar.student')).rows, [{ student_id: 's2' }])
  const { rows } = await database.pool.query<{ raw: string; column_name: string }>(
    `select convert_from(raw, 'UTF8') as raw, column_name from app.quarantine where run_id = $1`,
    [run.id],
  )
  assert.equal(rows.length, 1)
  assert.match(rows[0]?.raw ?? '', /s1\t.*infinity/)
})
