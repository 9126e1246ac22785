/** A disk of a few megabytes, in memory, for a server to fill; only root may mount one. */
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, rmSync, statfsSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TestContext } from 'node:test'
import type pg from 'pg'

const MEGABYTE = 2 ** 20

export interface SmallDisk {
  readonly folder: string
  freeBytes(): number
  /** To what it holds now and so many megabytes more. */
  leave(megabytes: number): void
}

/**
 * Belongs to the user of this database's server, and is gone after `t`. Where it cannot be had, the test is skipped and the
 * answer is null.
 */
export async function mountSmallDisk(
  t: TestContext,
  db: pg.Pool,
  megabytes: number,
  skipped: Pick<TestContext, 'skip'> = t,
): Promise<SmallDisk | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    skipped.skip('only root may mount a small disk')
    return null
  }
  const { uid, gid } = statSync(await dataFolder(db))
  const folder = mkdtempSync(path.join(os.tmpdir(), 'skillscope-disk-'))
  t.after(() => {
    spawnSync('umount', ['-l', folder])
    rmSync(folder, { recursive: true, force: true })
  })
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status !== 0) {
    skipped.skip('this machine mounts no tmpfs')
    return null
  }
  chownSync(folder, uid, gid)
  chmodSync(folder, 0o700)
  return {
    folder,
    freeBytes() {
      const { bavail, bsize } = statfsSync(folder)
      return bavail * bsize
    },
    leave(more) {
      const { blocks, bfree, bsize } = statfsSync(folder)
      const size = (blocks - bfree) * bsize + more * MEGABYTE
      const { status } = spawnSync('mount', ['-o', `remount,size=${size}`, folder])
      if (status !== 0) throw new Error(`${folder} could not be made ${size} bytes large.`)
    },
  }
}

export async function dataFolder(db: pg.Pool): Promise<string> {
  const { rows } = await db.query<{ folder: string }>(`select current_setting('data_directory') as folder`)
  return rows[0]?.folder ?? ''
}
