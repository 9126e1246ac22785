import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { courses, facts, FACTS, tables } from '../testing/delivery'
import { failsWith, readDelivery, signal } from '../testing/read'
import { SourceChanged } from '../types'
import { connectDatacamp } from './connection'

let root: string
before(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'skillscope-folder-'))
  await mkdir(path.join(root, 'allowed/export/latest'), { recursive: true })
  await mkdir(path.join(root, 'allowed/flat'))
  await mkdir(path.join(root, 'outside'))
  for (const folder of ['allowed/export/latest', 'allowed/flat', 'outside']) {
    await writeFile(path.join(root, folder, 'course_dim.csv'), courses)
    await writeFile(path.join(root, folder, 'course_fact.csv'), facts)
  }
})
after(() => rm(root, { recursive: true }))
const at = (folder: string) =>
  connectDatacamp(
    { path: path.join(root, folder) },
    { tables, privateTargets: [], localSources: [path.join(root, 'allowed')] },
  )

test('an allowed folder is read like a bucket, whether it holds latest/ or the files themselves', async () => {
  for (const folder of ['allowed/export', 'allowed/flat']) {
    const read = await readDelivery(await at(folder).open())
    assert.equal(read.course_fact?.length, FACTS)
    const steps = await at(folder).test(signal)
    assert.ok(
      steps.every(({ ok }) => ok),
      JSON.stringify(steps),
    )
  }
})

test('a folder outside the allowed ones is refused, whether it exists or not', async () => {
  for (const folder of ['outside', 'nowhere', 'allowed/../outside', 'allowed-not', '.']) {
    await assert.rejects(at(folder).open(), failsWith('path', /SKILLSCOPE_LOCAL_SOURCES/))
  }
})

test('links that lead out of the folder are not followed', async () => {
  await symlink(path.join(root, 'outside'), path.join(root, 'allowed/link'))
  await assert.rejects(at('allowed/link').open(), failsWith('path', /SKILLSCOPE_LOCAL_SOURCES/))
  await mkdir(path.join(root, 'allowed/linked'))
  await symlink(path.join(root, 'outside/course_dim.csv'), path.join(root, 'allowed/linked/course_dim.csv'))
  await assert.rejects(
    at('allowed/linked')
      .open()
      .then((reader) => reader.pin(signal)),
    failsWith('path', /leads out/),
  )
})

test('a file changed while it is read makes the reader pin again', async () => {
  const reader = await at('allowed/flat').open()
  const pinned = await reader.pin(signal)
  await utimes(path.join(root, 'allowed/flat/course_fact.csv'), new Date(), new Date())
  const batches = reader.read(pinned.tables[1]!, { since: null, signal })
  await assert.rejects(batches.next(), SourceChanged)
  await assert.rejects(reader.confirm(signal), SourceChanged)
})
