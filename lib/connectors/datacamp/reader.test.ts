import assert from 'node:assert/strict'
import { test } from 'node:test'
import { limits, useBucket } from '../testing/bucket'
import { FACTS, tables } from '../testing/delivery'
import { failsWith, readDelivery, signal } from '../testing/read'
import { connectDatacamp } from './connection'

const bucket = useBucket()

test('I-02: every table of the folder is read whole; what else lies there is named once', async () => {
  bucket.stub.put('latest/docs.csv', 'x')
  bucket.stub.put('latest/test_x.csv', 'x')
  bucket.stub.put('latest/sub/course_dim.csv', 'x')
  bucket.stub.put('latest/', '')
  const reader = await bucket.connection().open()
  const pinned = await reader.pin(signal)
  assert.deepEqual(
    pinned.tables.map(({ object }) => object),
    ['latest/course_dim.csv', 'latest/course_fact.csv'],
  )
  assert.deepEqual(pinned.warnings, [
    'Not imported, because Skillscope does not know them: sub/course_dim.csv, test_x.csv.',
    'Not delivered: xp_fact.',
  ])
  const read = await readDelivery(reader)
  assert.deepEqual(read.course_dim, [['1', 'Intro', '1']])
  assert.equal(read.course_fact?.length, FACTS)
  for (const key of ['docs.csv', 'test_x.csv', 'sub/course_dim.csv', '']) bucket.stub.remove(`latest/${key}`)
})

test('facts are found under their old name, and the plain name wins where both are there', async () => {
  bucket.stub.remove('latest/course_fact.csv')
  bucket.stub.put('latest/learning_course_fact.csv', 'user_id,xp\n1,2\n')
  assert.deepEqual((await bucket.deliver()).course_fact, [['1', '2']])
  bucket.stub.put('latest/course_fact.csv', 'user_id,xp\n3,4\n')
  const reader = await bucket.connection().open()
  assert.match((await reader.pin(signal)).warnings.join(), /learning_course_fact\.csv/)
  assert.deepEqual((await readDelivery(reader)).course_fact, [['3', '4']])
  bucket.stub.remove('latest/learning_course_fact.csv')
})

test('columns are found by name in any order and case; unknown ones travel at the end, exports’ own stamp not at all', async () => {
  bucket.stub.put('latest/course_dim.csv', 'Title ,mood,__view_generated_at,ID\nIntro,good,2026,1\n')
  const reader = await bucket.connection().open()
  const source = (await reader.pin(signal)).tables[0]
  assert.deepEqual([source?.columns, source?.extra], [['course_id', 'title'], ['mood']])
  assert.deepEqual((await readDelivery(reader)).course_dim, [['1', 'Intro', 'good']])
})

test('I-08: a missing table, key column or doubled header stops the delivery and is named', async () => {
  bucket.stub.put('latest/course_dim.csv', 'title\nIntro\n')
  await assert.rejects(bucket.deliver(), failsWith('missing_column', /latest\/course_dim\.csv has no column course_id/))
  bucket.stub.put('latest/course_dim.csv', 'course_id,Course_ID\n1,2\n')
  await assert.rejects(bucket.deliver(), failsWith('malformed', /two columns named "course_id"/))
  bucket.stub.put('latest/course_dim.csv', '')
  await assert.rejects(bucket.deliver(), failsWith('malformed', /latest\/course_dim\.csv is empty/))
  bucket.stub.remove('latest/course_dim.csv')
  await assert.rejects(bucket.deliver(), failsWith('missing_table', /course_dim\.csv/))
  bucket.stub.remove('latest/course_fact.csv')
  await assert.rejects(bucket.deliver(), failsWith('folder', /nothing in the folder latest/))
})

test('a private endpoint that the operator did not list is refused and never connected to', async () => {
  for (const endpoint of [bucket.stub.endpoint, bucket.stub.endpoint.replace('127.0.0.1', 'localhost')]) {
    const refused = connectDatacamp(bucket.credentials({ endpoint }), {
      tables,
      privateTargets: ['127.0.0.1:1'],
      localSources: [],
      limits,
    })
    await assert.rejects(refused.open(), failsWith('private_target', /SKILLSCOPE_PRIVATE_TARGETS/))
    const steps = await refused.test(signal)
    assert.deepEqual(
      steps.map(({ name, ok }) => [name, ok]),
      [['Host', false]],
    )
  }
  assert.deepEqual(bucket.stub.requests, [])
})

test('the connection test tells what works, and stops at what does not', async () => {
  const good = await bucket.connection().test(signal)
  assert.ok(
    good.every(({ ok }) => ok),
    JSON.stringify(good),
  )
  assert.deepEqual(
    good.map(({ name }) => name),
    ['Host', 'Bucket, region and key', 'Tables', 'Newest file', 'Read a file'],
  )
  assert.match(good[2]?.message ?? '', /2 of 3 tables/)
  assert.match(good[3]?.message ?? '', /less than an hour ago/)
  const bad = await bucket.connection({ accessKeyId: 'AKIAWRONG' }).test(signal)
  assert.deepEqual(
    bad.map(({ ok }) => ok),
    [true, false],
  )
})
