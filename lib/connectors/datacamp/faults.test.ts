import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { startS3Stub, type S3Stub } from '@/lib/testing/s3-stub'
import { courses, facts, FACTS, tables } from '../testing/delivery'
import { failsWith, readDelivery, signal } from '../testing/read'
import { SourceChanged, SourceError, type RawRow } from '../types'
import { connectDatacamp } from './connection'

const limits = { attempts: 3, connectMs: 2_000, idleMs: 300, pauseMs: 5 }
let stub: S3Stub
before(async () => void (stub = await startS3Stub({ pageSize: 2 })))
after(() => stub.stop())
beforeEach(() => {
  stub.put('latest/course_dim.csv', courses)
  stub.put('latest/course_fact.csv', facts)
})
afterEach(() => {
  stub.clearFaults()
  stub.requests.length = 0
})

const credentials = (more: object = {}) => ({
  bucket: stub.bucket,
  region: 'us-east-1',
  accessKeyId: stub.accessKeyId,
  secretAccessKey: 's',
  endpoint: stub.endpoint,
  forcePathStyle: true,
  ...more,
})
const connection = (more: object = {}) =>
  connectDatacamp(credentials(more), { tables, privateTargets: ['127.0.0.1'], localSources: [], limits })

async function deliver(): Promise<Record<string, RawRow[]>> {
  return readDelivery(await connection().open())
}

test('an object replaced between listing and reading, or before the end, makes the reader pin again', async () => {
  stub.fault({
    method: 'get',
    key: 'latest/course_fact.csv',
    after: 1,
    times: 1,
    kind: { replaceWith: Buffer.from('user_id,xp\n9,9\n') },
  })
  await assert.rejects(deliver(), SourceChanged)
  assert.deepEqual((await deliver()).course_fact, [['9', '9']])

  const reader = await connection().open()
  await reader.pin(signal)
  await reader.confirm(signal)
  stub.put('latest/course_dim.csv', 'course_id,title,id\n1,Other,1\n')
  await assert.rejects(reader.confirm(signal), SourceChanged)
})

test('a body that is cut, short or silent goes on from where it stopped', async () => {
  for (const kind of [{ cutAfter: 100_000 }, { shortAfter: 100_000 }, { hangAfter: 100_000 }]) {
    stub.clearFaults()
    stub.fault({ method: 'get', key: 'latest/course_fact.csv', after: 1, times: 1, kind })
    assert.equal((await deliver()).course_fact?.length, FACTS, JSON.stringify(kind))
    const size = Buffer.byteLength(facts)
    assert.ok(stub.requests.some((request) => new RegExp(`bytes=[1-9]\\d*-${size - 1}$`).test(request)))
  }
})

test('a body that is cut at every attempt fails, naming object and bytes', async () => {
  stub.fault({ method: 'get', key: 'latest/course_fact.csv', after: 1, kind: { shortAfter: 10 } })
  await assert.rejects(deliver(), failsWith('cut', /latest\/course_fact\.csv was cut off: \d+ of \d+ bytes/))
  stub.clearFaults()
  stub.fault({ method: 'get', key: 'latest/course_fact.csv', after: 1, kind: { hangAfter: 0 } })
  await assert.rejects(deliver(), failsWith('timeout', /course_fact\.csv/))
})

test('a server that asks to slow down is asked again, but not for ever', async () => {
  stub.fault({ method: 'list', times: 2, kind: { status: 503, code: 'SlowDown' } })
  assert.equal((await deliver()).course_fact?.length, FACTS)
  stub.clearFaults()
  stub.requests.length = 0
  stub.fault({ method: 'list', kind: { status: 503, code: 'SlowDown' } })
  await assert.rejects(deliver(), failsWith('busy', /slow down/))
  assert.equal(stub.requests.length, limits.attempts)
})

test('what is wrong with key, bucket or region is told in plain words, without a storm of retries', async () => {
  const cases: [string, string, RegExp][] = [
    ['AccessDenied', 'permission', /s3:ListBucket/],
    ['SignatureDoesNotMatch', 'login', /secret access key/],
    ['AuthorizationHeaderMalformed', 'region', /us-east-1/],
    ['PermanentRedirect', 'region', /us-east-1/],
    ['SomethingNew', 'permission', /denied/],
  ]
  for (const [code, expected, message] of cases) {
    stub.clearFaults()
    stub.requests.length = 0
    stub.fault({ method: 'list', kind: { status: code === 'PermanentRedirect' ? 301 : 403, code } })
    await assert.rejects(deliver(), failsWith(expected, message))
    assert.equal(stub.requests.length, 1, code)
  }
  stub.clearFaults()
  await assert.rejects(
    (await connection({ accessKeyId: 'AKIAWRONG' }).open()).pin(signal),
    failsWith('login', /access key id/),
  )
  await assert.rejects(
    (await connection({ bucket: 'other' }).open()).pin(signal),
    failsWith('bucket', /no bucket named other/),
  )
})

test('a redirect to another host is not followed', async () => {
  const elsewhere = await startS3Stub()
  stub.fault({ method: 'list', kind: { redirectTo: `${elsewhere.endpoint}/acme-datacamp/` } })
  await assert.rejects(deliver(), SourceError)
  assert.deepEqual(elsewhere.requests, [])
  await elsewhere.stop()
})

test('reading stops at once when it is cancelled', async () => {
  stub.fault({ method: 'get', key: 'latest/course_fact.csv', after: 1, kind: { hangAfter: 1000 } })
  const reader = await connection().open()
  const pinned = await reader.pin(signal)
  const cancel = new AbortController()
  const batches = reader.read(pinned.tables[1]!, { since: null, signal: cancel.signal })
  setTimeout(() => cancel.abort(), 50)
  await assert.rejects(batches.next(), { name: 'AbortError' })
})
