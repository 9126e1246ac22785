import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { beforeEach, test } from 'node:test'
import { useBucket } from '../testing/bucket'
import { courses, tables } from '../testing/delivery'
import { failsWith, signal } from '../testing/read'
import { connectDatacamp } from './connection'

const HOUR = 3_600_000
const bucket = useBucket()
const ago = (hours: number) => new Date(Date.now() - hours * HOUR)
const day = (days: number) =>
  ago(24 * days)
    .toISOString()
    .slice(0, 10)
const [yesterday, dayBefore] = [day(1), day(2)]

/** A whole delivery with one fact, so that two of them differ. */
function deliver(folder: string, hoursAgo: number, fact = '1,1'): void {
  bucket.stub.put(`${folder}/course_dim.csv`, courses, ago(hoursAgo))
  bucket.stub.put(`${folder}/course_fact.csv`, `user_id,xp\n${fact}\n`, ago(hoursAgo))
}

async function pinned(more: object = {}) {
  const reader = await bucket.connection(more).open()
  try {
    const { snapshot, warnings, asOf } = await reader.pin(signal)
    return {
      asOf,
      folder: snapshot.folder,
      reason: snapshot.folder_reason,
      told: warnings.filter((warning) => !warning.startsWith('Not delivered')),
    }
  } finally {
    await reader.close()
  }
}

beforeEach(() => {
  for (const name of ['latest', yesterday, dayBefore, day(3), day(4), day(-3), '2026-13-01', 'tmp-tableau/athena']) {
    bucket.stub.remove(`${name}/course_dim.csv`)
    bucket.stub.remove(`${name}/course_fact.csv`)
  }
})

test('without a folder set, the newest complete dated folder is read', async () => {
  deliver('latest', 48, 'older')
  deliver(dayBefore, 47)
  deliver(yesterday, 23)
  const { asOf, ...rest } = await pinned()
  assert.deepEqual(rest, { folder: yesterday, reason: 'the newest complete dated folder', told: [] })
  assert.ok(Math.abs(asOf.getTime() - ago(23).getTime()) < 60_000)
})

test('latest that is merely a later copy of the dated folder loses to it; newer contents win', async () => {
  deliver(yesterday, 23)
  deliver('latest', 22)
  assert.equal((await pinned()).folder, yesterday)
  deliver('latest', 1, '2,2')
  const { folder, reason } = await pinned()
  assert.deepEqual([folder, reason], ['latest', `latest has files that are newer than ${yesterday}`])
})

test('a dated folder that lacks a required table is passed over, and the run tells which and why', async () => {
  deliver('latest', 30)
  bucket.stub.put(`${yesterday}/course_fact.csv`, 'user_id,xp\n1,1\n', ago(20))
  const { folder, told } = await pinned()
  assert.equal(folder, 'latest')
  assert.deepEqual(told, [`${yesterday} is incomplete: lacks course_dim.csv; read latest instead.`])

  deliver(dayBefore, 26)
  assert.equal((await pinned()).folder, dayBefore)
})

test('a dated folder that may still be written to waits, unless latest already holds the same files', async () => {
  deliver(yesterday, 0)
  deliver('latest', 20, 'older')
  assert.equal((await pinned()).folder, 'latest')
  assert.match((await pinned()).told.join(), /may still be written to.*read latest instead/)
  deliver('latest', 0)
  assert.equal((await pinned()).folder, yesterday)
})

test('a dated folder written over a day, one dated next week and names that are no days are passed over', async () => {
  deliver('latest', 47)
  deliver(day(-3), 20)
  deliver('2026-13-01', 20)
  deliver('tmp-tableau/athena', 20)
  deliver(yesterday, 20)
  bucket.stub.put(`${yesterday}/course_dim.csv`, courses, ago(44.5))
  assert.deepEqual((await pinned()).told, [
    `${yesterday} was written over 24 hours, so it may mix two exports; read latest instead.`,
  ])
})

test('only the three newest dated folders are looked at', async () => {
  for (const days of [1, 2, 3]) bucket.stub.put(`${day(days)}/course_fact.csv`, 'user_id,xp\n1,1\n', ago(20))
  deliver(day(4), 90)
  await assert.rejects(pinned(), failsWith('folder', /nothing in the folder latest.*is incomplete: lacks/))
})

test('a folder that was set is read whatever others there are', async () => {
  deliver('latest', 30)
  deliver(dayBefore, 40)
  deliver(yesterday, 20)
  for (const folder of ['latest', dayBefore]) {
    assert.deepEqual([(await pinned({ folder })).folder, (await pinned({ folder })).told], [folder, []])
  }
})

test('a key that may not list the bucket’s folders reads latest and says so', async () => {
  deliver('latest', 1)
  bucket.stub.fault({ method: 'list', key: '', kind: { status: 403, code: 'AccessDenied' } })
  const { folder, told } = await pinned()
  assert.deepEqual(
    [folder, told],
    ['latest', ['The folders of the bucket may not be listed with this access key; read latest instead.']],
  )
})

test('a folder on disk is chosen from in the same way', async (context) => {
  const root = await mkdtemp(path.join(os.tmpdir(), 'skillscope-dated-'))
  context.after(() => rm(root, { recursive: true }))
  const write = async (folder: string, hoursAgo: number) => {
    await mkdir(path.join(root, folder), { recursive: true })
    for (const [name, body] of Object.entries({ 'course_dim.csv': courses, 'course_fact.csv': 'user_id,xp\n1,1\n' })) {
      const file = path.join(root, folder, name)
      await writeFile(file, body)
      await utimes(file, ago(hoursAgo), ago(hoursAgo))
    }
  }
  const folder = async () => {
    const options = { tables, privateTargets: [], localSources: [root] }
    return (await (await connectDatacamp({ path: root }, options).open()).pin(signal)).snapshot.folder
  }
  await write('.', 50)
  assert.equal(await folder(), '')
  await write('latest', 40)
  assert.equal(await folder(), 'latest')
  await write(yesterday, 20)
  assert.equal(await folder(), yesterday)
})
