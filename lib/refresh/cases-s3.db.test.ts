/**
 * The cases of RELIABILITY.md's table I that need a whole run. After each: the last publication still stands, nothing is left
 * in staging, nothing secret was told, and the next healthy delivery is published by itself.
 */
import { planted, startStoredSources, type StoredSources } from './testing/stored-sources'
import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { tablesOf } from '@/lib/catalogue/catalogue'
import { connectDatacamp } from '@/lib/connectors/datacamp/connection'
import { bucketFields, limits as bucketLimits } from '@/lib/connectors/testing/bucket'
import { refreshStored } from '@/lib/testing/stored-refresh'
import type { Fault } from '@/lib/testing/s3-stub'
import { approveRun } from './decide'
import { requestRefresh } from './request'
import { executeRun } from './run'
import type { RunDetail } from './status'
import { admin, assertState, detail } from './testing/engine'

let sources: StoredSources
let deliveries = 0
before(async () => void (sources = await startStoredSources()))
after(() => sources?.stop())

/** Short pauses, but patience with a busy machine. */
const limits = { ...bucketLimits, idleMs: 5_000 }
const course = 'latest/course_dim.csv'
const HOUR = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR)
const titled = (title: string) => `course_id,title\n1,${title}\n`
const refresh = () => refreshStored(sources.database, 'datacamp')

/** Waits less before it asks the bucket again; else like `refresh`. */
async function refreshQuickly(runId?: number): Promise<RunDetail> {
  const { database, bucket } = sources
  const { app, pool } = database
  const options = { tables: tablesOf('datacamp'), privateTargets: ['127.0.0.1'], localSources: [], limits }
  const open = () => connectDatacamp({ ...bucketFields(bucket), secretAccessKey: planted }, options).open()
  const id = runId ?? (await requestRefresh(app, 'datacamp', { trigger: 'manual' })).runId
  let state
  do state = await executeRun({ app, pool, open, signal: new AbortController().signal }, id)
  while (state === 'queued')
  return detail(database, id)
}
const titles = async () => (await sources.titles('datacamp')) as { title: string }[]

/** A course with this title is delivered, and nothing else that is new. */
function put(title: string): void {
  sources.bucket.put(course, titled(title))
}

async function assertNoStaging(): Promise<void> {
  const { rows } = await sources.database.pool.query(`select tablename from pg_tables where schemaname = 'staging'`)
  assert.deepEqual(rows, [])
}

/** Nothing of the delivery that failed is seen, and the run tells why. */
async function assertFailed(run: RunDetail, before: unknown, code: string, says: RegExp): Promise<void> {
  assertState(run, 'failed')
  assert.equal(run.errorCode, code, run.errorMessage ?? undefined)
  assert.match(run.errorMessage ?? '', says)
  assert.deepEqual(await titles(), before)
  await assertNoStaging()
  await sources.assertNothingLeaked(run)
}

/** Whatever a test left behind, the next good delivery is published without anybody's help. */
afterEach(async () => {
  const { bucket, deliver } = sources
  bucket.clearFaults()
  bucket.remove('latest/course_dim.csv.gz')
  deliver()
  put(`Healthy ${++deliveries}`)
  const run = await refresh()
  assertState(run, 'published')
  assert.deepEqual(await titles(), [{ title: `Healthy ${deliveries}` }])
  await assertNoStaging()
  bucket.requests.length = 0
})

test('I-01: a delivery that is overwritten while it is read is read again, and only the new one is published', async () => {
  put('Old')
  sources.bucket.fault({
    method: 'get',
    key: course,
    after: 1,
    times: 1,
    kind: { replaceWith: Buffer.from(titled('New')) },
  })
  const run = await refresh()
  assertState(run, 'published')
  assert.deepEqual(await titles(), [{ title: 'New' }])
})

test('I-01: a delivery that never holds still is given up as an export under way', async () => {
  const before = await titles()
  let version = 0
  sources.bucket.fault({
    method: 'get',
    key: course,
    kind: { replaceWith: () => Buffer.from(titled(`Version ${++version}`)) },
  })
  await assertFailed(
    await refresh(),
    before,
    'changed',
    /course_dim\.csv was replaced.*an export seems to be under way/,
  )
})

test('I-02, I-03: over a thousand keys, folders and unknown files are listed page by page and named once', async () => {
  const { bucket } = sources
  const junk = [
    ...Array.from({ length: 1_001 }, (_, index) => `latest/a/part-${index}.csv`),
    'latest/test_x.csv',
    'latest/old.csv.gz',
    'latest/folder/',
    'latest/',
  ]
  for (const key of junk) bucket.put(key, '')
  const kind = { status: 500, code: 'InternalError' }
  bucket.fault({ method: 'list', key: 'latest/', after: 1, times: 1, kind })
  put('Paged')
  const run = await refresh()
  for (const key of junk) bucket.remove(key)
  assertState(run, 'published')
  assert.deepEqual(await titles(), [{ title: 'Paged' }])
  const told = run.warnings.filter((warning) => warning.includes('a/part-0.csv'))
  assert.equal(told.length, 1)
  assert.match(told[0] ?? '', /^Not imported, because Skillscope does not know them: .* and \d+ more\.$/)
})

const bodies: readonly { id: string; what: string; kind: Fault['kind'] }[] = [
  { id: 'I-05', what: 'that ends early at the end of a line', kind: { shortAfter: 'course_id,title\n'.length } },
  { id: 'I-05', what: 'that is cut', kind: { cutAfter: 20 } },
  { id: 'I-05', what: 'that is a login page of a proxy', kind: { answer: { status: 200, body: '<html>' } } },
]

for (const { id, what, kind } of bodies) {
  test(`${id}: a body ${what} is asked for again from where it stopped, and published whole`, async () => {
    put('Complete')
    sources.bucket.fault({ method: 'get', key: course, after: 1, times: 1, kind })
    assertState(await refresh(), 'published')
    assert.deepEqual(await titles(), [{ title: 'Complete' }])
  })
}

test('I-05: a body that ends early at every attempt fails the run with its bytes', async () => {
  const before = await titles()
  put('Incomplete')
  sources.bucket.fault({ method: 'get', key: course, after: 1, kind: { shortAfter: 0 } })
  await assertFailed(await refreshQuickly(), before, 'cut', /course_dim\.csv was cut off: \d+ of \d+ bytes arrived/)
})

test('I-06: a file written cut off, within a record or within quotes, fails the run with the byte', async () => {
  const before = await titles()
  for (const [body, says] of [
    ['course_id,title\n1,Intro\n2', /course_dim\.csv ends in the middle of line 3 \(byte 24\)/],
    ['course_id,title\n1,Intro\n2,"Cut\n', /course_dim\.csv ends inside a quoted field .* line 3 \(byte 24\)/],
  ] as const) {
    sources.bucket.put(course, body)
    await assertFailed(await refresh(), before, 'malformed', says)
  }
})

test('I-08: without a required table, or with one that may not be read, nothing of the delivery is published', async () => {
  const before = await titles()
  put('Not yet')
  sources.bucket.remove('latest/user_dim.csv')
  await assertFailed(await refresh(), before, 'missing_table', /latest lacks user_dim\.csv/)
  sources.deliver()
  put('Not yet')
  sources.bucket.fault({ method: 'get', key: 'latest/user_dim.csv', kind: { status: 403, code: 'AccessDenied' } })
  await assertFailed(await refresh(), before, 'permission', /Access to latest\/user_dim\.csv was denied/)
})

test('I-08: a delivery without an optional table is published, and the run names it', async () => {
  const optional = tablesOf('datacamp').find((table) => table.optional && !table.derived)
  assert.ok(optional)
  put('Without')
  sources.bucket.remove(`latest/${optional.name}.csv`)
  const run = await refresh()
  assertState(run, 'published')
  assert.match(run.warnings.join(), new RegExp(`Not delivered: .*${optional.name}`))
})

test('I-09: a key that is refused ends the run at once, without a storm of requests', async () => {
  const before = await titles()
  put('Unseen')
  sources.bucket.requests.length = 0
  sources.bucket.fault({ method: 'list', kind: { status: 403, code: 'AccessDenied' } })
  await assertFailed(await refresh(), before, 'permission', /was denied\. Check the access key/)
  assert.equal(sources.bucket.requests.length, 2, 'the folders, and latest')
})

test('I-10: a service that asks to slow down for a while is waited for; for ever, the run fails after a bounded number of requests', async () => {
  const before = await titles()
  const kind = { status: 503, code: 'SlowDown' }
  put('Patience')
  sources.bucket.fault({ kind, times: 3 })
  const run = await refresh()
  assertState(run, 'published')
  assert.notDeepEqual(await titles(), before)

  sources.bucket.requests.length = 0
  sources.bucket.fault({ kind })
  await assertFailed(await refreshQuickly(), await titles(), 'busy', /asks to slow down/)
  assert.ok(sources.bucket.requests.length <= 4 * limits.attempts, `${sources.bucket.requests.length} requests`)
})

test('I-13: a delivery packed with gzip is published; a bomb is not', async () => {
  const { bucket } = sources
  bucket.remove(course)
  bucket.put('latest/course_dim.csv.gz', gzipSync(titled('Packed')))
  assertState(await refresh(), 'published')
  assert.deepEqual(await titles(), [{ title: 'Packed' }])

  const bomb = Buffer.concat([Buffer.from('course_id,title\n'), Buffer.alloc(16_000_000, '1,A\n')])
  bucket.put('latest/course_dim.csv.gz', gzipSync(bomb))
  await assertFailed(await refresh(), [{ title: 'Packed' }], 'malformed', /unpacks to more than 200 times its size/)
})

test('I-26: a file that grows between listing and reading is read as it is in the end', async () => {
  put('Short')
  const longer = Buffer.from('course_id,title\n1,Short\n2,Longer\n')
  sources.bucket.fault({ method: 'get', key: course, times: 1, kind: { replaceWith: longer } })
  const run = await refresh()
  assertState(run, 'published')
  assert.deepEqual(await titles(), [{ title: 'Short' }, { title: 'Longer' }])
  sources.deliver()
})

test('files of two exports hold the run until somebody looks, and once they are live they hold no other', async () => {
  const before = await titles()
  const { bucket } = sources
  put('Mixed')
  for (const { name, derived } of tablesOf('datacamp')) {
    if (!derived) bucket.declare(`latest/${name}.csv`, { lastModified: ago(7) })
  }
  bucket.declare('latest/user_dim.csv', { lastModified: ago(31) })
  const run = await refresh()
  assertState(run, 'held')
  assert.deepEqual(
    run.findings.map(({ code, table }) => [code, table]),
    [
      ['spread', null],
      ['older_than_live', null],
    ],
  )
  assert.deepEqual(await titles(), before)

  await approveRun(sources.database.app, admin, run.id, 'The export was repaired by hand')
  assertState(await refreshQuickly(run.id), 'published')
  assert.deepEqual(await titles(), [{ title: 'Mixed' }])
  await assertNoStaging()
  assertState(await refresh(), 'unchanged')
})

test('an export that is under way is waited for, and then the run fails with both files named', async () => {
  const before = await titles()
  put('Half')
  sources.bucket.declare('latest/user_dim.csv', { lastModified: ago(24) })
  await assertFailed(
    await refresh(),
    before,
    'in_progress',
    /user_dim\.csv was written 2\d hours before .*export seems to be under way/,
  )
})

test('the newest complete dated folder is published, and an incomplete one is passed over and named', async (context) => {
  const { bucket } = sources
  const [today, yesterday] = [0, 1].map((days) =>
    ago(24 * days)
      .toISOString()
      .slice(0, 10),
  )
  const keys: string[] = []
  context.after(() => keys.forEach((key) => bucket.remove(key)))
  const deliverTo = (folder: string, title: string, without?: string) => {
    for (const { name, columns, derived } of tablesOf('datacamp')) {
      if (derived || name === without) continue
      const header = `${columns.map((column) => column.name).join()}\n`
      bucket.put(`${folder}/${name}.csv`, name === 'course_dim' ? titled(title) : header)
      keys.push(`${folder}/${name}.csv`)
    }
  }
  deliverTo(`${today}`, 'Incomplete', 'user_dim')
  deliverTo(`${yesterday}`, 'Dated')
  deliverTo('latest', 'Dated')
  const run = await refresh()
  assertState(run, 'published')
  assert.deepEqual(await titles(), [{ title: 'Dated' }])
  assert.match(
    run.warnings.join(),
    new RegExp(`${today} is incomplete: lacks user_dim\\.csv; read ${yesterday} instead`),
  )
  assert.equal(run.tables.find(({ table }) => table === 'course_dim')?.object, `${yesterday}/course_dim.csv`)
})
