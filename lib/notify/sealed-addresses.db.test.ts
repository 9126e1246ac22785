import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { createApp } from '@/lib/db/app'
import { deploy } from '@/lib/db/migrate/deploy'
import { MIGRATIONS } from '@/lib/db/migrate/folder'
import { emptyDatabase } from '@/lib/testing/database'
import { listTargets } from './targets'

test('an update keeps no webhook’s address of before in the clear: it is marked to be added again', async (t) => {
  const before = mkdtempSync(path.join(os.tmpdir(), 'skillscope-before-'))
  t.after(() => rmSync(before, { recursive: true }))
  const names = readdirSync(MIGRATIONS)
  const sealing = names.find((name) => name.endsWith('_sealed_addresses'))
  assert(sealing)
  for (const name of names.filter((one) => one < sealing)) {
    cpSync(path.join(MIGRATIONS, name), path.join(before, name), { recursive: true })
  }
  const { url, pool, drop } = await emptyDatabase()
  const app = createApp(url)
  t.after(() => app.$disconnect().then(drop))
  await deploy(url, { folder: before })
  await pool.query(
    `insert into app.notification_target (id, channel, address, sealed_key)
     values (gen_random_uuid(), 'webhook', 'https://hooks.example.com:8443/services/pl4nted?key=pl4nted', 'v1|x'),
       (gen_random_uuid(), 'email', 'team@example.com', null)`,
  )
  await deploy(url)

  const { rows } = await pool.query<{ text: string }>('select t::text as text from app.notification_target t')
  assert.doesNotMatch(rows.map(({ text }) => text).join(), /pl4nted/)
  const targets = await listTargets(app)
  assert.deepEqual(targets.map(({ place, lost }) => [place, lost]).sort(), [
    ['https://hooks.example.com:8443/…', true],
    ['team@example.com', false],
  ])
})
