/** no room on the disk, no room in memory. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, mkdtempSync, rmSync, statfsSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test, type TestContext } from 'node:test'
import { provide } from '@/lib/env'
import { assertExplained, assertIntact, assertPrevious, seen } from '../assert-intact'
import { endOf } from '../children'
import type { Form } from '../form'
import { leaseRunsOut, startScene, type Scene } from '../scene'

const LIMITS = { timeout: 180_000 }
const DISK_MEGABYTES = 6
/** More than the disk holds. */
const FACTS = 100_000
const HEAP_MEGABYTES = 96
const MOST_DEATHS = 6

export function resources({ seed }: Form): void {
  test(
    'X-09: a disk that is full fails the refresh in plain words, keeps the old data and gets its room back',
    LIMITS,
    async (t) => {
      const scene = await startScene(t, 'datacamp', { seed })
      const folder = mountSmallDisk(t, await serverFolder(scene))
      if (typeof folder !== 'string') return t.skip(folder.reason)
      const before = await seen(scene)
      const runId = await withStagingIn(scene, folder, async () => {
        const free = freeBytes(folder)
        scene.source.grow(FACTS)
        const run = await scene.refresh()
        assert.deepEqual([run.state, run.errorCode], ['failed', 'disk_full'])
        assertExplained(scene, run)
        await assertPrevious(scene, before)
        assert.ok(freeBytes(folder) >= free - 100_000, 'the room is given back')
        return run.id
      })
      await assertIntact(scene, before, runId)
    },
  )

  test(
    'X-10: a refresh that takes its worker’s memory each time is parked after three workers, not tried for ever',
    LIMITS,
    async (t) => {
      const scene = await startScene(t, 'datacamp', { seed })
      await scene.source.mutate(scene.random)
      const before = await seen(scene)
      const runId = await scene.request()
      let deaths = 0
      for (; deaths < MOST_DEATHS; deaths++) {
        const child = await scene.child(
          runId,
          { at: { point: 'mid-table', time: 2, act: 'exhaust' } },
          { nodeOptions: [`--max-old-space-size=${HEAP_MEGABYTES}`] },
        )
        if ((await endOf(child, 60_000)) === 0) break
        await assertPrevious(scene, before)
        await leaseRunsOut(scene)
      }
      const run = await scene.detail(runId)
      assert.deepEqual([run.state, run.errorCode, deaths], ['failed', 'worker_lost', 3])
      await assertIntact(scene, before, runId)
    },
  )
}

async function withStagingIn<T>({ database }: Scene, folder: string, work: () => Promise<T>): Promise<T> {
  const tablespace = `small_${randomBytes(6).toString('hex')}`
  await database.pool.query(`create tablespace ${tablespace} location '${folder}'`)
  try {
    provide({ SKILLSCOPE_STAGING_TABLESPACE: tablespace })
    return await work()
  } finally {
    provide({ SKILLSCOPE_STAGING_TABLESPACE: '' })
    await database.pool.query(`drop tablespace ${tablespace}`)
  }
}

/** Where the server may read and write: beside its data. */
async function serverFolder({ database }: Scene): Promise<string> {
  const { rows } = await database.pool.query<{ folder: string }>(`select current_setting('data_directory') as folder`)
  return rows[0]?.folder ?? ''
}

/** A disk of a few megabytes that belongs to the server's user; only root may mount one. */
function mountSmallDisk(t: TestContext, data: string): string | { reason: string } {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return { reason: 'only root may mount a small disk' }
  const owner = statSync(data)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'skillscope-disk-'))
  t.after(() => {
    spawnSync('umount', ['-l', folder])
    rmSync(folder, { recursive: true, force: true })
  })
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MEGABYTES}m`, 'tmpfs', folder])
  if (mounted.status !== 0) return { reason: 'this machine mounts no tmpfs' }
  chownSync(folder, owner.uid, owner.gid)
  chmodSync(folder, 0o700)
  return folder
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
