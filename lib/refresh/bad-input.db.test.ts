/** What people enter wrong and what sources deliver broken, from the stored credentials through the real connectors. */
import { planted, plantedKey, startStoredSources, type StoredSources } from './testing/stored-sources'
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ConnectorId } from '@/lib/catalogue/types'
import { saveCredentials } from '@/lib/connectors/credentials'
import { refreshStored } from '@/lib/testing/stored-refresh'
import { assertState } from './testing/engine'

const PORT_OF_NOBODY = 1

let sources: StoredSources
before(async () => void (sources = await startStoredSources()))
after(() => sources?.stop())

const select = async (text: string) => (await sources.database.pool.query(text)).rows as unknown[]

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
    const { database, good, titles } = sources
    context.after(() => saveCredentials(database.app, 'system', id, good[id]))
    const before = await titles(id)
    await saveCredentials(database.app, 'system', id, { ...good[id], ...entered })

    const run = await refreshStored(database, id)

    assertState(run, 'failed')
    assert.equal(run.errorCode, code, run.errorMessage ?? undefined)
    assert.match(run.errorMessage ?? '', says)
    assert.deepEqual(await titles(id), before)
    await sources.assertNothingLeaked(run)
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
]

for (const { what, body, code, says } of files) {
  test(`${what} stops the delivery and is named, and the old data stays`, async (context) => {
    context.after(() => sources.deliver())
    const { database, bucket, titles, assertNothingLeaked } = sources
    bucket.put('latest/course_dim.csv', body)
    const run = await refreshStored(database, 'datacamp')
    assertState(run, 'failed')
    assert.equal(run.errorCode, code, run.errorMessage ?? undefined)
    assert.match(run.errorMessage ?? '', says)
    assert.deepEqual(await titles('datacamp'), [{ title: 'Intro' }])
    await assertNothingLeaked(run)
  })
}

test('a missing table of either source stops its refresh and is named', async (context) => {
  const { database, bucket, skilljar, titles, deliver } = sources
  context.after(async () => {
    deliver()
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
  const { database, skilljar, deliver } = sources
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
    assertState(run, 'published')
    const told = run.tables.find(({ table }) => table === name)?.warnings.join() ?? ''
    assert.match(told, /has columns that Skillscope does not know: Mood/)
    assert.deepEqual(await select(`select extra from ${id}.${name}`), [{ extra: { Mood: mood } }])
  }
})

test('every row that cannot be taken is kept with its bytes, line and reason; all others are published', async () => {
  const { database, deliver, assertNothingLeaked } = sources
  const header = 'user_id,course_id,date_id,time_spent,xp,started_at,completed_at'
  const good = (row: number) => `${row},1,20260105,60,,,`
  const notUtf8 = Buffer.concat([Buffer.from('7,1,20260105,'), Buffer.from([0xff, 0xfe]), Buffer.from(',,,')])
  // So few of so many hold no refresh.
  const bad = new Map<number, readonly [string | Buffer, string]>([
    [2, ['7,1,20260105', 'column_count']],
    [3, ['7,1,20260105,60,,,,surplus', 'column_count']],
    [4, [notUtf8, 'not_utf8']],
    [5, ['7,1,2026"0105,60,,,', 'malformed_csv']],
    [6, ['7,1,20260105,\0,,,', 'nul_byte']],
    [69_999, ['7,1,20260105,12 minutes,,,', 'not_an_integer']],
  ])
  const lines = Array.from({ length: 75_000 }, (_, index) => bad.get(index)?.[0] ?? good(index + 1))
  deliver('course_fact', header, ...lines)

  const run = await refreshStored(database, 'datacamp')

  assertState(run, 'published')
  assert.deepEqual(await select('select count(*)::int as rows from datacamp.course_fact'), [
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
  const { database, skilljar } = sources
  await skilljar.pool.query(
    `insert into student (student_id, email, created_at) values ('s1', 'a@example.com', 'infinity'), ('s2', 'b@example.com', null)`,
  )
  const run = await refreshStored(database, 'skilljar')
  assertState(run, 'published')
  assert.deepEqual(await select('select student_id from skilljar.student'), [{ student_id: 's2' }])
  const { rows } = await database.pool.query<{ raw: string; column_name: string }>(
    `select convert_from(raw, 'UTF8') as raw, column_name from app.quarantine where run_id = $1`,
    [run.id],
  )
  assert.equal(rows.length, 1)
  assert.match(rows[0]?.raw ?? '', /infinity\ts1\t/)
})
