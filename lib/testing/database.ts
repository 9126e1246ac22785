/**
 * Real databases for tests. All test processes of a run share one embedded server; a migrated template is made once for
 * each state of the migrations, and every test gets a copy of it in some 50 ms.
 */
import { createHash, randomUUID } from 'node:crypto'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { PrismaClient } from '@/generated/prisma/client'
import { createApp } from '@/lib/db/app'
import { startEmbedded, type Embedded } from '@/lib/db/embedded/start'
import { deploy } from '@/lib/db/migrate/deploy'
import { migrationsHash } from '@/lib/db/migrate/folder'
import { createPool } from '@/lib/db/pools'
import { createWarehouse, type Warehouse } from '@/lib/db/warehouse'
import { env } from '@/lib/env'

/** Two test processes must not make the template at once; any number will do. */
const TEMPLATE_LOCK = 730_001

function testHome(): string {
  return (
    env.SKILLSCOPE_TEST_HOME ??
    path.join(os.tmpdir(), `skillscope-test-${createHash('sha256').update(process.cwd()).digest('hex').slice(0, 12)}`)
  )
}

let server: Promise<Embedded> | undefined

/** The shared server; it stops by itself when the last process that uses it has ended. */
export function testServer(): Promise<Embedded> {
  return (server ??= startEmbedded(testHome(), { throwaway: true, beforeOthers: dropLeftovers }))
}

async function withConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const withServer = <T>(embedded: Embedded, work: (client: pg.Client) => Promise<T>) =>
  withConnection(embedded.urlOf('postgres'), work)

const currentTemplate = () => `template_${migrationsHash()}`

/** Killed test processes and earlier migrations leave databases behind. */
async function dropLeftovers(urlOf: (database: string) => string): Promise<void> {
  await withConnection(urlOf('postgres'), async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      `select datname from pg_database
       where (datname like 'test\\_%' or datname like 'template\\_%') and not datistemplate and datname <> $1`,
      [currentTemplate()],
    )
    for (const { datname } of rows) await client.query(`drop database if exists ${client.escapeIdentifier(datname)}`)
  })
}

/** Migrates a draft and renames it, so that a template by its final name is always complete. */
async function ensureTemplate(embedded: Embedded): Promise<string> {
  const template = currentTemplate()
  await withServer(embedded, async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK])
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template])
    if (rowCount !== 0) return
    await client.query('drop database if exists template_draft with (force)')
    await client.query('create database template_draft')
    await deploy(embedded.urlOf('template_draft'))
    await client.query(`alter database template_draft rename to ${template}`)
  })
  return template
}

async function createDatabase(template: string | undefined) {
  const embedded = await testServer()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await withServer(embedded, (client) =>
    client.query(`create database ${name}${template ? ` template ${template}` : ''}`),
  )
  const url = embedded.urlOf(name)
  const pool = createPool(url)
  const remove = () => withServer(embedded, (client) => client.query(`drop database if exists ${name} with (force)`))
  return { url, pool, remove }
}

export interface EmptyDatabase {
  url: string
  pool: pg.Pool
  drop(): Promise<void>
}

export interface TestDatabase extends EmptyDatabase {
  warehouse: Warehouse
  app: PrismaClient
}

/** A database without any table, for sources and for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<EmptyDatabase> {
  const { url, pool, remove } = await createDatabase(undefined)
  return {
    url,
    pool,
    async drop() {
      await pool.end()
      await remove()
    },
  }
}

/** A fresh database with all migrations applied. */
export async function testDatabase(): Promise<TestDatabase> {
  const { url, pool, remove } = await createDatabase(await ensureTemplate(await testServer()))
  const app = createApp(url)
  return {
    url,
    pool,
    warehouse: createWarehouse(pool),
    app,
    async drop() {
      await app.$disconnect()
      await pool.end()
      await remove()
    },
  }
}
