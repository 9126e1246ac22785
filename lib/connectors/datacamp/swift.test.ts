import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { tablesOf } from '@/lib/catalogue/catalogue'
import { env } from '@/lib/env'
import { installSwift, startSwift } from '@/lib/testing/swift'
import { SourceChanged, SourceError } from '../types'
import { connectDatacamp } from './connection'

const realInput = path.resolve('../shared/real-input/datacamp/latest')
const signal = new AbortController().signal
const limits = { attempts: 3, connectMs: 2_000, idleMs: 5_000, pauseMs: 10, retryMs: 20_000 }

test('a delivery is read from a real S3 service, and a wrong secret is refused by it', async (context) => {
  if (!existsSync(realInput)) {
    assert.ok(!env.CI, 'With CI=true the real input beside the repository is required.')
    return context.skip('../shared/real-input is not there')
  }
  const { missing } = await installSwift()
  if (missing !== null) return context.skip(missing)
  const swift = await startSwift()
  context.after(() => swift.stop())
  await swift.createBucket('acme-datacamp')
  await swift.upload('acme-datacamp', 'latest', realInput)

  const { endpoint, region, accessKeyId, secretAccessKey } = swift
  const bucket = { bucket: 'acme-datacamp', region, accessKeyId, secretAccessKey, endpoint, forcePathStyle: true }
  const connect = (more: object = {}) =>
    connectDatacamp(
      { ...bucket, ...more },
      { tables: tablesOf('datacamp'), privateTargets: ['127.0.0.1'], localSources: [], limits },
    )
  const pin = async (more: object) => (await connect(more).open()).pin(signal)

  const reader = await connect().open()
  const pinned = await reader.pin(signal)
  assert.equal(pinned.tables.length, 27)
  const counts = new Map<string, number>()
  for (const source of pinned.tables) {
    const batches = reader.read(source, { since: null, signal })
    let rows = 0
    for (let next = await batches.next(); ; next = await batches.next()) {
      if (next.done) {
        assert.equal(next.value.bytes, source.size)
        break
      }
      assert.deepEqual(next.value.broken, [])
      rows += next.value.rows.length
    }
    counts.set(source.table.name, rows)
  }
  assert.equal(counts.get('course_fact'), 4_722)
  assert.equal(counts.get('exercise_fact'), 6_843)
  await reader.confirm(signal)

  const steps = await connect().test(signal)
  assert.ok(
    steps.every(({ ok }) => ok),
    JSON.stringify(steps),
  )

  const isSourceError = (code: string) => (error: unknown) => {
    assert.ok(error instanceof SourceError, String(error))
    assert.equal(error.code, code, error.message)
    return true
  }
  await assert.rejects(pin({ secretAccessKey: 'wrong' }), isSourceError('login'))
  await assert.rejects(pin({ accessKeyId: 'skillscope:nobody' }), isSourceError('login'))
  await assert.rejects(pin({ bucket: 'no-such-bucket' }), isSourceError('bucket'))
  await assert.rejects(pin({ folder: '2020-01-01' }), isSourceError('folder'))
  await assert.rejects(pin({ region: 'eu-west-1' }), isSourceError('region'))

  const again = await connect().open()
  const before = await again.pin(signal)
  await swift.put('acme-datacamp', 'latest/course_fact.csv', Buffer.from('user_id,course_id,date_id\n1,2,20200101\n'))
  const replaced = before.tables.find(({ table }) => table.name === 'course_fact')
  assert.ok(replaced)
  await assert.rejects(again.read(replaced, { since: null, signal }).next(), SourceChanged)
  await assert.rejects(again.confirm(signal), SourceChanged)
})
