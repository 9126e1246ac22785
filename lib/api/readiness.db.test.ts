import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { saveCredentials } from '@/lib/connectors/credentials'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import { provide } from '@/lib/env'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { notReady } from './readiness'

const secret = (fill: number) => ({ SKILLSCOPE_SECRET: Buffer.alloc(32, fill).toString('base64') })

let database: TestDatabase
before(async () => {
  database = await testDatabase()
  provide({ DATABASE_URL: database.url, ...secret(7) })
})
after(async () => {
  await app().$disconnect()
  await closePools()
  await database.drop()
})

test('O-01, X-16: a migrated database with readable credentials is ready; another secret, an older or a newer schema is not', async () => {
  assert.equal(await notReady(), null)

  const credentials = {
    bucket: 'exports',
    region: 'eu-west-1',
    accessKeyId: 'AKIAEXAMPLEEXAMPLE12',
    secretAccessKey: 'x'.repeat(40),
  }
  await saveCredentials(database.app, 'system', 'datacamp', credentials)
  assert.equal(await notReady(), null)
  provide(secret(8))
  assert.equal(await notReady(), 'secret')
  provide(secret(7))
  assert.equal(await notReady(), null)

  const newer = `insert into public._prisma_migrations (id, checksum, migration_name, started_at, finished_at)
    values ('newer', 'x', '29990101000000_later', now(), now())`
  await database.pool.query(newer)
  assert.equal(await notReady(), 'migrations')
  await database.pool.query(`delete from public._prisma_migrations where id = 'newer'`)
  assert.equal(await notReady(), null)

  const { rows } = await database.pool.query('delete from public._prisma_migrations returning *')
  assert.ok(rows.length > 0)
  assert.equal(await notReady(), 'migrations')
})

test('a database that takes the connection and then says nothing is reported within about a second', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  await new Promise((resolve) => silent.once('listening', resolve))
  // The probe keeps its first connection, so this is another process's.
  const url = `postgresql://u:p@127.0.0.1:${(silent.address() as AddressInfo).port}/x`
  const script = `
    const { notReady } = await import('./lib/api/readiness.ts')
    const start = Date.now()
    console.log(await notReady(), Date.now() - start)
    process.exit()`
  const output = await new Promise<string>((resolve, reject) => {
    const options = { env: { ...process.env, DATABASE_URL: url, LOG_LEVEL: 'silent' } }
    execFile(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], options, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    )
  })
  silent.close()
  const [reason, milliseconds] = output.trim().split(' ')
  assert.equal(reason, 'database')
  assert.ok(Number(milliseconds) < 3_000, output)
})
