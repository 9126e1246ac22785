import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { useBucket } from '../testing/bucket'
import { facts, FACTS } from '../testing/delivery'
import { failsWith, readTable, signal } from '../testing/read'
import { gunzip } from './gzip'

const bucket = useBucket()
const packed = gzipSync(facts)

function putPacked(body: Buffer): void {
  bucket.stub.remove('latest/course_fact.csv')
  bucket.stub.put('latest/course_fact.csv.gz', body)
}

/** With the plain file in its place again. */
async function deliverPacked(body: Buffer) {
  putPacked(body)
  try {
    return await bucket.deliver()
  } finally {
    bucket.stub.remove('latest/course_fact.csv.gz')
  }
}

test('I-13: a .csv.gz is unpacked; size and sha256 are those of the bytes that were transferred', async (context) => {
  context.after(() => bucket.stub.remove('latest/course_fact.csv.gz'))
  putPacked(packed)
  const reader = await bucket.connection().open()
  const source = (await reader.pin(signal)).tables.find(({ table }) => table.name === 'course_fact')
  assert.ok(source)
  assert.equal(source.size, packed.length)
  const near = Math.abs((source.rowsExpected ?? 0) - FACTS)
  assert.ok(near < FACTS / 3, `expected about ${FACTS} rows, not ${source.rowsExpected}`)
  const { rows, result } = await readTable(reader, source)
  assert.equal(rows.length, FACTS)
  assert.equal(result.bytes, packed.length)
  assert.equal(result.sha256, createHash('sha256').update(packed).digest('hex'))
})

test('I-13: an object declared as gzip by its Content-Encoding is unpacked, also when its body is cut on the way', async () => {
  bucket.stub.put('latest/course_fact.csv', packed)
  bucket.stub.declare('latest/course_fact.csv', { contentEncoding: 'gzip,aws-chunked' })
  assert.equal((await bucket.deliver()).course_fact?.length, FACTS)
  bucket.stub.fault({ method: 'get', key: 'latest/course_fact.csv', after: 1, times: 1, kind: { cutAfter: 20_000 } })
  assert.equal((await bucket.deliver()).course_fact?.length, FACTS)
  assert.ok(bucket.stub.requests.some((request) => request.endsWith(`bytes=20000-${packed.length - 1}`)))
})

test('a plain file wins over a packed one of the same table, which is told as not imported', async (context) => {
  context.after(() => bucket.stub.remove('latest/course_fact.csv.gz'))
  bucket.stub.put('latest/course_fact.csv.gz', gzipSync('user_id,xp\n9,9\n'))
  const pinned = await (await bucket.connection().open()).pin(signal)
  assert.deepEqual(
    pinned.tables.map(({ object }) => object),
    ['latest/course_dim.csv', 'latest/course_fact.csv'],
  )
  assert.match(pinned.warnings.join(), /Not imported: course_fact\.csv\.gz \(course_fact\.csv is there too\)\./)
})

test('I-13: what is declared as gzip and is none, is cut, damaged or followed by something is refused by name', async () => {
  const damaged = Buffer.from(packed)
  damaged.writeUInt32LE(7, damaged.length - 8)
  const bodies: [Buffer, RegExp][] = [
    [Buffer.from(facts), /course_fact\.csv\.gz is declared as gzip, but is none/],
    [packed.subarray(0, packed.length - 9), /course_fact\.csv\.gz ends in the middle of its gzip stream/],
    [damaged, /course_fact\.csv\.gz is declared as gzip, but is none or is damaged/],
    [Buffer.concat([packed, Buffer.from('user_id')]), /course_fact\.csv\.gz/],
    [gzipSync(packed), /course_fact\.csv\.gz is packed twice/],
    [Buffer.alloc(0), /course_fact\.csv\.gz is empty/],
  ]
  for (const [body, message] of bodies) await assert.rejects(deliverPacked(body), failsWith('malformed', message))
  const members = Buffer.concat([gzipSync('user_id,xp\n1,2\n'), gzipSync('3,4\n')])
  assert.deepEqual((await deliverPacked(members)).course_fact, [
    ['1', '2'],
    ['3', '4'],
  ])
})

test('I-13: gzip that nothing declares, and other encodings, are refused in plain words', async () => {
  bucket.stub.put('latest/course_fact.csv', packed)
  await assert.rejects(bucket.deliver(), failsWith('malformed', /is compressed, but neither its name .* says so/))
  bucket.stub.declare('latest/course_fact.csv', { contentEncoding: 'br' })
  await assert.rejects(
    bucket.deliver(),
    failsWith('malformed', /is packed with br; Skillscope reads plain CSV and gzip/),
  )
})

test('I-13: a bomb is refused long before it fills memory or disk', async () => {
  const bomb = gzipSync(Buffer.concat([Buffer.from('user_id,xp\n'), Buffer.alloc(32 * 1024 * 1024, '1,2\n')]))
  await assert.rejects(deliverPacked(bomb), failsWith('malformed', /unpacks to more than 200 times its size/))

  async function* chunks() {
    for (let start = 0; start < bomb.length; start += 1_000) yield bomb.subarray(start, start + 1_000)
  }
  const unpack = async (limits: Parameters<typeof gunzip>[2]) => {
    let bytes = 0
    for await (const chunk of gunzip(chunks(), 'x.csv.gz', limits)) bytes += chunk.length
    return bytes
  }
  const roomy = { ratio: 2_000, alwaysAllowed: 0, mostBytes: 64 * 1024 ** 2 }
  assert.equal(await unpack(roomy), 32 * 1024 ** 2 + 11)
  await assert.rejects(unpack({ ...roomy, ratio: 200 }), failsWith('malformed', /more than 200 times/))
  await assert.rejects(unpack({ ...roomy, mostBytes: 1_000_000 }), failsWith('malformed', /more than 1000000 bytes/))
})

test('an encoding that is declared anew while the object is read means that it was replaced', async () => {
  const reader = await bucket.connection().open()
  const source = (await reader.pin(signal)).tables[1]
  assert.ok(source)
  bucket.stub.declare('latest/course_fact.csv', { contentEncoding: 'gzip' })
  await assert.rejects(readTable(reader, source), failsWith('changed', /course_fact\.csv was replaced/))
})
