/** an update of the product arrives while a refresh runs. */
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test, type TestContext } from 'node:test'
import { deploy } from '@/lib/db/migrate/deploy'
import { MIGRATIONS } from '@/lib/db/migrate/folder'
import { arm } from '@/lib/refresh/failpoint'
import { assertHealthy } from '../assert-intact'
import type { Form } from '../form'
import { startScene } from '../scene'
import { within } from '../within'

const LIMITS = { timeout: 120_000 }

export function migrations({ seed }: Form): void {
  test(
    'X-16: a migration refuses or waits while a refresh runs, and none starts while it is applied',
    LIMITS,
    async (t) => {
      const scene = await startScene(t, 'datacamp', { seed })
      await scene.source.mutate(scene.random)
      const { url } = scene.database
      const folder = nextVersion(t)
      const order: string[] = []
      let migrated: Promise<unknown> = Promise.resolve()
      const disarm = arm('before-publish', async () => {
        await assert.rejects(deploy(url, { folder, waitSeconds: 0 }), /datacamp.*cancel it/s)
        migrated = deploy(url, { folder, waitSeconds: 60 }).then(() => order.push('migrated'))
      })
      const run = await scene.refresh().finally(disarm)
      order.push('published')
      await assertHealthy(scene, run.id)

      await scene.source.mutate(scene.random)
      const next = scene.refresh()
      await within(60_000, 'a migration after a refresh', migrated)
      assert.deepEqual(order, ['published', 'migrated'])
      await assertHealthy(scene, (await within(60_000, 'a refresh after a migration', next)).id)
    },
  )
}

/** Our migrations and one more, which takes its time over a mirror. */
function nextVersion(t: TestContext): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'skillscope-migrations-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(MIGRATIONS, folder, { recursive: true })
  const later = path.join(folder, '29990101000000_later')
  mkdirSync(later)
  writeFileSync(
    path.join(later, 'migration.sql'),
    'alter table datacamp.course_dim add column later text; select pg_sleep(1);',
  )
  return folder
}
