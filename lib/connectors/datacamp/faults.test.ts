import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startS3Stub } from '@/lib/testing/s3-stub'
import { limits, useBucket } from '../testing/bucket'
import { facts, FACTS } from '../testing/delivery'
import { failsWith, readTable, signal } from '../testing/read'
import { SourceChanged, SourceError } from '../types'
import { Attempts } from './attempts'

const bucket = useBucket()

test('I-01: an object replaced between listing and reading, or before the end, makes the reader pin again', async () => {
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

test('I-05, I-11: a body that is cut, short or silent goes on from where it stopped', async () => {
  for (const kind of [{ cutAfter: 100_000 }, { shortAfter: 100_000 }, { hangAfter: 100_000 }]) {
    bucket.stub.clearFaults()
    bucket.stub.fault({ method: 'get', key: 'latest/course_fact.csv', after: 1, times: 1, kind })
    assert.equal((await bucket.deliver()).course_fact?.length, FACTS, JSON.stringify(kind))
    const size = Buffer.byteLength(facts)
    assert.ok(bucket.stub.requests.some((request) => new RegExp(`bytes=[1-9]\\d*-${size - 1}$`).test(request)))
  }
})

test('I-05, I-11: a body that is cut or silent at every attempt fails, naming object and bytes', async () => {
  bucket.stub.fault({ method: 'get', key: 'latest/course_fact.csv', after: 1, kind: { shortAfter: 10 } })
  await assert.rejects(bucket.deliver(), failsWith('cut', /latest\/course_fact\.csv was cut off: \d+ of \d+ bytes/))
  bucket.stub.clearFaults()
  bucket.stub.fault({ method: 'get', key: 'latest/course_fact.csv', after: 1, kind: { hangAfter: 0 } })
  await assert.rejects(bucket.deliver(), failsWith('timeout', /course_fact\.csv/))
})

const bursts = [
  { status: 500, code: 'InternalError', fails: 'server', says: /status 500/ },
  { status: 503, code: 'SlowDown', fails: 'busy', says: /slow down/ },
  { status: 503, code: 'ServiceUnavailable', fails: 'busy', says: /slow down/ },
  { status: 429, code: 'TooManyRequests', fails: 'busy', says: /slow down/ },
]

for (const { status, code, fails, says } of bursts) {
  test(`I-10: ${status} ${code} is asked again a bounded number of times, listing and object alike`, async () => {
    const kind = { status, code }
    for (const place of [
      { method: 'list', key: 'latest/' },
      { method: 'get', key: 'latest/course_fact.csv' },
    ] as const) {
      bucket.stub.clearFaults()
      bucket.stub.fault({ ...place, times: limits.attempts - 1, kind })
      assert.equal((await bucket.deliver()).course_fact?.length, FACTS)
      bucket.stub.clearFaults()
      bucket.stub.requests.length = 0
      bucket.stub.fault({ ...place, kind })
      await assert.rejects(bucket.deliver(), failsWith(fails, says))
      const asked = bucket.stub.requests.filter((request) => request.includes(place.key))
      assert.equal(asked.length, limits.attempts, place.key)
    }
  })
}

test('I-10: attempts end with their time, however many of them are left', async () => {
  const busy = new SourceError('busy', 'busy', true)
  const attempts = new Attempts({ attempts: 1_000_000, pauseMs: 5, retryMs: 100 }, signal)
  let tried = 0
  await assert.rejects(async () => {
    for (;;) {
      await attempts.afterFailure(busy)
      tried++
    }
  }, busy)
  assert.ok(tried >= 1)
})

test('a long body that is cut again and again still arrives, as long as it moves on', async () => {
  bucket.stub.put('latest/course_fact.csv', {
    head: 'user_id,xp\n',
    block: Buffer.from('1,2\n'.repeat(50_000)),
    times: 50,
  })
  bucket.stub.fault({ method: 'get', key: 'latest/course_fact.csv', after: 1, kind: { cutAfter: 1_500_000 } })
  assert.equal((await bucket.deliver()).course_fact?.length, 2_500_000)
  assert.ok(bucket.stub.requests.length > 2 * limits.attempts)
})

test('I-03: a listing goes on over many pages, and a page that fails once is asked for again', async (context) => {
  for (let index = 0; index < 9; index++) bucket.stub.put(`latest/test_${index}.csv`, 'x')
  context.after(() => {
    for (let index = 0; index < 9; index++) bucket.stub.remove(`latest/test_${index}.csv`)
  })
  const kind = { status: 500, code: 'InternalError' }
  bucket.stub.fault({ method: 'list', key: 'latest/', after: 1, times: 1, kind })
  const pinned = await (await bucket.connection().open()).pin(signal)
  assert.equal(pinned.tables.length, 2)
  assert.match(pinned.warnings.join(), /test_0\.csv.*test_8\.csv/)
  assert.equal(bucket.stub.requests.filter((request) => request.includes('list latest/')).length, 6 + 1)
})

test('I-03: a listing that never ends or has no dates is refused', async () => {
  const page = (more: string) => ({
    answer: { status: 200, body: `<?xml version="1.0"?><ListBucketResult><Name>x</Name>${more}</ListBucketResult>` },
  })
  const endless = '<IsTruncated>true</IsTruncated><NextContinuationToken>1</NextContinuationToken>'
  bucket.stub.fault({ method: 'list', kind: page(endless) })
  await assert.rejects(bucket.deliver(), failsWith('server', /does not come to an end/))
  bucket.stub.clearFaults()
  bucket.stub.fault({ method: 'list', kind: page('<Contents><Key>latest/course_dim.csv</Key></Contents>') })
  await assert.rejects(bucket.deliver(), failsWith('server', /listing without keys, sizes or dates/))
})

test('I-05: a page of a proxy in place of a file, and a connection dropped before any answer, are no file', async () => {
  const page = { status: 200, body: '<html>Sign in</html>', headers: { 'content-type': 'text/html' } }
  bucket.stub.fault({ method: 'get', key: 'latest/course_fact.csv', after: 1, times: 1, kind: { answer: page } })
  assert.equal((await bucket.deliver()).course_fact?.length, FACTS)
  bucket.stub.fault({ method: 'get', key: 'latest/course_fact.csv', after: 1, kind: { answer: page } })
  await assert.rejects(
    bucket.deliver(),
    failsWith('server', /course_fact\.csv was answered with something that is no S3/),
  )
  bucket.stub.clearFaults()
  bucket.stub.fault({ method: 'get', key: 'latest/course_fact.csv', after: 1, kind: { dropConnection: true } })
  await assert.rejects(bucket.deliver(), failsWith('network', /was cut/))
})

test('I-06: a file that was written cut off is refused with the byte where its last record begins', async () => {
  bucket.stub.put('latest/course_fact.csv', 'user_id,xp\n1,2\n3')
  await assert.rejects(
    bucket.deliver(),
    failsWith('malformed', /course_fact\.csv ends in the middle of line 3 \(byte 15\)/),
  )
  bucket.stub.put('latest/course_fact.csv', 'user_id,xp\n1,2\n3,"x\n')
  await assert.rejects(bucket.deliver(), failsWith('malformed', /inside a quoted field .* line 3 \(byte 15\)/))
})

test('I-22: ETags of multipart and encrypted objects are compared, never computed', async () => {
  for (const etag of [
    '"9b2cf535f27731c974343645a3985328-12"',
    '"0123456789abcdef0123456789abcdef"',
    'W/"x"',
    '"KMS:é"',
  ]) {
    bucket.stub.declare('latest/course_fact.csv', { etag })
    assert.equal((await bucket.deliver()).course_fact?.length, FACTS, etag)
  }
})

test('I-26: an object that grew or shrank between listing and reading makes the reader pin again', async () => {
  for (const body of [`${facts}1,1\n`, facts.slice(0, facts.lastIndexOf('\n', facts.length - 2) + 1)]) {
    bucket.stub.put('latest/course_fact.csv', facts)
    bucket.stub.fault({
      method: 'get',
      key: 'latest/course_fact.csv',
      times: 1,
      kind: { replaceWith: Buffer.from(body) },
    })
    await assert.rejects(bucket.deliver(), SourceChanged)
    assert.equal((await bucket.deliver()).course_fact?.length, body.split('\n').length - 2)
  }
})

test('I-26: an object that grew under the same ETag is noticed by its size', async () => {
  const reader = await bucket.connection().open()
  const source = (await reader.pin(signal)).tables[1]
  assert.ok(source?.etag)
  bucket.stub.put('latest/course_fact.csv', `${facts}1,1\n`)
  bucket.stub.declare('latest/course_fact.csv', { etag: source.etag })
  await assert.rejects(readTable(reader, source), SourceChanged)
})

test('I-09: a file that may not be read is told without a storm of retries', async () => {
  bucket.stub.fault({ method: 'get', kind: { status: 403, code: 'AccessDenied' } })
  await assert.rejects(bucket.deliver(), failsWith('permission', /Access to latest\/course_.*s3:GetObject/))
  const asked = bucket.stub.requests.filter((request) => request.startsWith('GET latest/'))
  assert.equal(new Set(asked).size, asked.length, 'no file was asked for twice')
})

test('I-09: what is wrong with key, bucket or region is told in plain words, without a storm of retries', async () => {
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
    // Where the folders may not be listed, latest/ is tried, once.
    const asked = bucket.stub.requests.filter((request) => request.includes('list'))
    assert.equal(asked.length, expected === 'permission' ? 2 : 1, code)
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
