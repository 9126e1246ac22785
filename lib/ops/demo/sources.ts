/** The demo's two sources: a folder as DataCamp delivers it, and a database as Skilljar gives access to it. */
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ensureDatabase, type Embedded } from '@/lib/db/embedded/start'
import { publicView, saveCredentials } from '@/lib/connectors/credentials'
import { app } from '@/lib/db/app'
import { createPool } from '@/lib/db/pools'
import { createDemoSources } from '@/lib/demo/create-sources'
import { COMPANY } from '@/lib/demo/organisation'
import { env, provide } from '@/lib/env'
import type { Report } from '../progress'
import { demoFolder, type DemoState, type Size } from './home'

const DATABASE = 'skilljar_demo'
const READER = 'skilljar_reader'

const datacampFolder = (home: string) => path.join(demoFolder(home), 'datacamp')

/** This home's connectors may read its own sources; nothing else private. */
export function allowSources(home: string, embedded: Embedded): void {
  provide({
    SKILLSCOPE_LOCAL_SOURCES: [...env.SKILLSCOPE_LOCAL_SOURCES, datacampFolder(home)].join(','),
    SKILLSCOPE_PRIVATE_TARGETS: [...env.SKILLSCOPE_PRIVATE_TARGETS, `127.0.0.1:${embedded.port}`].join(','),
  })
}

async function withPool<T>(url: string, work: (pool: ReturnType<typeof createPool>) => Promise<T>): Promise<T> {
  const pool = createPool(url, { max: 2 })
  try {
    return await work(pool)
  } finally {
    await pool.end()
  }
}

/** As Skilljar's customers have it: a login of its own that may only read, and only this database. */
async function grantReader(embedded: Embedded, password: string): Promise<void> {
  await withPool(embedded.urlOf(DATABASE), async (pool) => {
    const { rowCount } = await pool.query('select from pg_roles where rolname = $1', [READER])
    if (rowCount === 0) await pool.query(`create role ${READER} login nosuperuser nocreatedb nocreaterole`)
    const { rows } = await pool.query<{ statement: string }>(
      `select format('alter role %I password %L', $1::text, $2::text) as statement`,
      [READER, password],
    )
    await pool.query(rows[0]!.statement)
    for (const database of ['skillscope', 'postgres', DATABASE]) {
      await pool.query(`revoke all on database ${database} from public`)
    }
    await pool.query(`grant connect on database ${DATABASE} to ${READER}`)
    await pool.query(`grant usage on schema public to ${READER}`)
    await pool.query(`grant select on all tables in schema public to ${READER}`)
  })
}

export async function makeSources(home: string, embedded: Embedded, state: DemoState, report: Report): Promise<void> {
  const folder = path.join(datacampFolder(home), 'latest')
  rmSync(datacampFolder(home), { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  await withPool(embedded.urlOf('postgres'), (pool) => pool.query(`drop database if exists ${DATABASE} with (force)`))
  await ensureDatabase(embedded.urlOf('postgres'), DATABASE)

  const { people, months, seed }: Size = state.size
  const today = new Date().toISOString().slice(0, 10)
  await withPool(embedded.urlOf(DATABASE), (skilljar) =>
    createDemoSources({ folder, skilljar, people, months, seed, today, onProgress: report }),
  )
  await grantReader(embedded, state.readerPassword)
}

export const sourcesExist = (home: string) => existsSync(path.join(datacampFolder(home), 'latest'))

/** Saves what changed only: the database's port may be another at each start. */
export async function connectSources(home: string, embedded: Embedded, state: DemoState): Promise<void> {
  const datacamp = { path: datacampFolder(home) }
  const skilljar = {
    host: '127.0.0.1',
    port: embedded.port,
    database: DATABASE,
    schema: 'public',
    user: READER,
    sslmode: 'disable',
  }
  if ((await publicView(app(), 'datacamp')).config['path'] !== datacamp.path) {
    await saveCredentials(app(), 'system', 'datacamp', datacamp)
  }
  if ((await publicView(app(), 'skilljar')).config['port'] !== skilljar.port) {
    await saveCredentials(app(), 'system', 'skilljar', { ...skilljar, password: state.readerPassword })
  }
  const organisation = { key: 'organisation', value: COMPANY }
  await app().setting.upsert({ where: { key: organisation.key }, create: organisation, update: {} })
}
