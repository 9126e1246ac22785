import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startS3Stub } from '@/lib/testing/s3-stub'
import { limits, useBucket } from '../testing/bucket'
import { facts, FACTS } from '../testing/delivery'
import { failsWith, signal } from '../testing/read'
import { SourceChanged, SourceError } from '../types'

const bucket = useBucket()

test('an object replaced between listing and reading, or before the end, makes the reader pin again', async () => {
  bucket.stub.fault({
    method: 'get',
    key: 'latest/course_fact.csv',
    after: 1,
    times: 1,
    kind: { replaceWith: Buffer.from('user_id,xp\n9,9\n') },
  })
  await assert.rejects(bucket.deliver(), SourceChanged)
  assert.deepEqual((await bucket.deliver()).course_fact, [['9', '9']])

  const reader = await bucket.connection().open()
  await reader.pin(signal)
  await reader.confirm(signal)
  bucket.stub.put('latest/course_dim.csv', 'course_id,title,id\n1,Other,1\n')
  await assert.rejects(reader.confirm(signal), SourceChanged)
})

test('a body that is cut, short or silent goes on from where it stopped', async () => {
  for (const kind of [{ cutAfter: 100_000 }, { shortAfter: 100_000 }, { hangAfter: 100_000 }]) {
    bucket.stub.clearFaults()
    bucket.stub.fault({ method: 'get', key: 'latest/course_fact.csv', after: 1, times: 1, kind })
    assert.equal((await bucket.deliver()).course_fact?.length, FACTS, JSON.stringify(kind))
    const size = Buffer.byteLength(facts)
    assert.ok(bucket.stub.requests.some((request) => new RegExp(`bytes=[1-9]\\d*-${size - 1}$`).test(request)))
  }
})

test('a body that is cut at every attempt fails, naming object and bytes', async () => {
  bucket.stub.fault({ method: 'get', key: 'latest/course_fact.csv', after: 1, kind: { shortAfter: 10 } })
  await assert.rejects(bucket.deliver(), failsWith('cut', /latest\/course_fact\.csv was cut off: \d+ of \d+ bytes/))
  bucket.stub.clearFaults()
  bucket.stub.fault({ method: 'get', key: 'latest/course_fact.csv', after: 1, kind: { hangAfter: 0 } })
  await assert.rejects(bucket.deliver(), failsWith('timeout', /course_fact\.csv/))
})

test('a server that asks to slow down is asked again, but not for ever', async () => {
  bucket.stub.fault({ method: 'list', times: 2, kind: { status: 503, code: 'SlowDown' } })
  assert.equal((await bucket.deliver()).course_fact?.length, FACTS)
  bucket.stub.clearFaults()
  bucket.stub.requests.length = 0
  bucket.stub.fault({ method: 'list', kind: { status: 503, code: 'SlowDown' } })
  await assert.rejects(bucket.deliver(), failsWith('busy', /slow down/))
  assert.equal(bucket.stub.requests.length, limits.attempts)
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
    bucket.stub.clearFaults()
    bucket.stub.requests.length = 0
    bucket.stub.fault({ method: 'list', kind: { status: code === 'PermanentRedirect' ? 301 : 403, code } })
    await assert.rejects(bucket.deliver(), failsWith(expected, message))
    assert.equal(bucket.stub.requests.length, 1, code)
  }
  bucket.stub.clearFaults()
  await assert.rejects(
    (await bucket.connection({ accessKeyId: 'AKIAWRONG' }).open()).pin(signal),
    failsWith('login', /access key id/),
  )
  await assert.rejects(
    (await bucket.connection({ bucket: 'other' }).open()).pin(signal),
    failsWith('bucket', /no bucket named other/),
  )
})

test('a redirect to another host is not followed', async () => {
  const elsewhere = await startS3Stub()
  bucket.stub.fault({ method: 'list', kind: { redirectTo: `${elsewhere.endpoint}/acme-datacamp/` } })
  await assert.rejects(bucket.deliver(), SourceError)
  assert.deepEqual(elsewhere.requests, [])
  await elsewhere.stop()
})

test('reading stops at once when it is cancelled', async () => {
  bucket.stub.fault({ method: 'get', key: 'latest/course_fact.csv', after: 1, kind: { hangAfter: 1000 } })
  const reader = await bucket.connection().open()
  const pinned = await reader.pin(signal)
  const cancel = new AbortController()
  const batches = reader.read(pinned.tables[1]!, { since: null, signal: cancel.signal })
  setTimeout(() => cancel.abort(), 50)
  await assert.rejects(batches.next(), { name: 'AbortError' })
})
