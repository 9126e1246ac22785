/** no room on the disk, in staging, in the mirrors, in the write-ahead log. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { test, type TestContext } from 'node:test'
import { provide } from '@/lib/env'
import { assertExplained, assertIntact, assertPrevious, seen } from '../assert-intact'
import { connectClient } from '../client'
import type { Form } from '../form'
import type { OwnServer } from '../own-server'
import { leaseRunsOut, startScene, tryToExecute, type Scene } from '../scene'
import { dataFolder, mountSmallDisk, type SmallDisk } from '../small-disk'
import { within } from '../within'

const LIMITS = { timeout: 180_000 }
const DISK_MEGABYTES = 6
/** More than the disk holds. */
const FACTS = 100_000
const AMPLE_MEGABYTES = 500
const RUN_MS = 90_000

/** Undefined where nothing may be mounted; the test says so as skipped. */
async function startOnSmallDisk(t: TestContext, seed: Form['seed']) {
  const scene = await startScene(t, 'datacamp', { seed })
  const disk = await mountSmallDisk(t, scene.database.pool, DISK_MEGABYTES)
  return disk && { scene, disk, before: await seen(scene) }
}

export function fullDisk({ seed }: Form): void {
  test(
    'X-09: a disk that is full fails the refresh in plain words, keeps the old data and gets its room back',
    LIMITS,
    async (t) => {
      const start = await startOnSmallDisk(t, seed)
      if (!start) return
      const { scene, disk, before } = start
      const runId = await withTablespace(scene, disk, async (tablespace) => {
        provide({ SKILLSCOPE_STAGING_TABLESPACE: tablespace })
        const free = disk.freeBytes()
        const runId = await refreshIntoFullDisk(scene).finally(() => provide({ SKILLSCOPE_STAGING_TABLESPACE: '' }))
        await assertPrevious(scene, before)
        assert.ok(disk.freeBytes() >= free - 100_000, 'the room is given back')
        return runId
      })
      await assertIntact(scene, before, runId)
    },
  )

  test(
    'X-09: a disk that is full while a mirror grows takes the publish back whole; with room the next one succeeds',
    LIMITS,
    async (t) => {
      const start = await startOnSmallDisk(t, seed)
      if (!start) return
      const { scene, disk, before } = start
      await withTablespace(scene, disk, async (tablespace) => {
        const moveTo = (place: string) =>
          scene.database.pool.query(`alter table datacamp.course_fact set tablespace ${place}`)
        await moveTo(tablespace)
        const runId = await refreshIntoFullDisk(scene)
        await assertPrevious(scene, before)
        disk.leave(AMPLE_MEGABYTES)
        await assertIntact(scene, before, runId)
        await moveTo('pg_default')
      })
    },
  )
}

async function refreshIntoFullDisk(scene: Scene<'datacamp'>): Promise<number> {
  scene.source.grow(FACTS)
  const run = await scene.refresh()
  assert.deepEqual([run.state, run.errorCode], ['failed', 'disk_full'], run.errorMessage ?? '')
  assertExplained(scene, run)
  return run.id
}

async function withTablespace<T>(
  { database }: Scene,
  { folder }: SmallDisk,
  work: (tablespace: string) => Promise<T>,
): Promise<T> {
  const tablespace = `small_${randomBytes(6).toString('hex')}`
  await database.pool.query(`create tablespace ${tablespace} location '${folder}'`)
  try {
    return await work(tablespace)
  } finally {
    await database.pool.query(`drop tablespace ${tablespace}`)
  }
}

/**
 * PostgreSQL ends itself rather than go on without its log: until an operator makes room, it is away. The disk stays as long
 * as the server, which is `t`'s.
 */
export async function fillWriteAheadLog(
  t: TestContext,
  part: TestContext,
  server: OwnServer,
  scene: Scene<'datacamp'>,
  whileAway: () => Promise<void>,
): Promise<void> {
  const { pool } = scene.database
  const disk = await mountSmallDisk(t, pool, AMPLE_MEGABYTES, part)
  if (!disk) return
  await moveLogTo(server, pool, disk.folder)
  const before = await seen(scene)
  scene.source.grow(FACTS)
  const runId = await scene.request()
  disk.leave(1)
  await within(RUN_MS, 'a refresh whose database ran out of log', tryToExecute(scene, runId))
  await assert.rejects(connectClient(t, scene.database.url), 'the server is away')
  await whileAway()

  disk.leave(AMPLE_MEGABYTES)
  await server.startAgain()
  await assertPrevious(scene, before)
  await leaseRunsOut(scene)
  await assertIntact(scene, before, runId)
}

/** The log goes to a disk of its own, with no more segments than it needs. */
async function moveLogTo(server: OwnServer, pool: Scene['database']['pool'], folder: string): Promise<void> {
  await pool.query(`alter system set min_wal_size = '32MB'`)
  const log = path.join(await dataFolder(pool), 'pg_wal')
  await server.crash()
  const copied = spawnSync('cp', ['-a', `${log}/.`, folder], { encoding: 'utf8' })
  assert.equal(copied.status, 0, copied.stderr)
  rmSync(log, { recursive: true })
  symlinkSync(folder, log)
  await server.startAgain()
  await pool.query('checkpoint')
}
