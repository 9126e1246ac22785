import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useBucket } from '../testing/bucket'
import { courses } from '../testing/delivery'
import { failsWith, signal } from '../testing/read'

const bucket = useBucket()
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000)
const pin = async () => (await bucket.connection().open()).pin(signal)

test('files written within six hours are one export', async () => {
  bucket.stub.put('latest/course_dim.csv', courses, ago(5.5))
  assert.deepEqual((await pin()).alerts, [])
})

test('files written further apart, the newest just now, are an export under way: nothing is read', async () => {
  bucket.stub.put('latest/course_dim.csv', courses, ago(24.5))
  await assert.rejects(pin(), (error: { transient: boolean }) => {
    assert.ok(error.transient)
    return failsWith(
      'in_progress',
      /course_dim\.csv was written 24 hours before latest\/course_fact\.csv: an export/,
    )(error)
  })
  assert.ok(!bucket.stub.requests.some((request) => request.startsWith('GET latest/')))
})

test('files written further apart long ago are read, with an alert that holds the run', async () => {
  bucket.stub.put('latest/course_dim.csv', courses, ago(48))
  bucket.stub.declare('latest/course_fact.csv', { lastModified: ago(7) })
  const { alerts } = await pin()
  assert.deepEqual(
    alerts?.map(({ code, table, value, limit }) => ({ code, table, value, limit })),
    [{ code: 'spread', table: null, value: '41 hours', limit: '6 hours' }],
  )
  assert.match(alerts?.[0]?.message ?? '', /course_dim\.csv was written 41 hours before .*different exports/)
})

test('objects that are not read do not count', async () => {
  bucket.stub.put('latest/test_x.csv', 'x', ago(90))
  assert.deepEqual((await pin()).alerts, [])
  bucket.stub.remove('latest/test_x.csv')
})

test('an administrator may say that the files of one export are written further apart', async () => {
  bucket.stub.put('latest/course_dim.csv', courses, ago(24.5))
  const { alerts } = await (await bucket.connection({ exportHours: 48 }).open()).pin(signal)
  assert.deepEqual(alerts, [])
})
