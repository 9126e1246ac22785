/** Both trap sources behind their real connectors: a folder of DataCamp's files, and a Skilljar database. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { ConnectorId } from '@/lib/catalogue/types'
import { connectDatacamp } from '@/lib/connectors/datacamp/connection'
import { connectSkilljar } from '@/lib/connectors/skilljar/connection'
import type { Connection } from '@/lib/connectors/types'
import type { App } from '@/lib/db/app'
import { fillTrapSkilljar } from '@/lib/demo/skilljar/traps'
import { writeTrapFolder } from '@/lib/demo/traps'
import { requestRefresh } from '@/lib/refresh/request'
import { executeRun } from '@/lib/refresh/run'
import { emptyDatabase } from './database'

export interface TrapSources {
  readonly folder: string
  readonly skilljarUrl: string
  drop(): Promise<void>
}

export async function createTrapSources(): Promise<TrapSources> {
  const skilljar = await emptyDatabase()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'skillscope-traps-'))
  await writeTrapFolder(path.join(folder, 'latest'))
  await fillTrapSkilljar(skilljar.pool)
  return {
    folder,
    skilljarUrl: skilljar.url,
    async drop() {
      await skilljar.drop()
      await rm(folder, { recursive: true })
    },
  }
}

/** Publishes what both deliver into an empty database. */
export async function publishTraps(
  target: { readonly app: App; readonly pool: pg.Pool },
  { folder, skilljarUrl }: Pick<TrapSources, 'folder' | 'skilljarUrl'>,
): Promise<void> {
  const allowed = { privateTargets: ['127.0.0.1'], localSources: [folder] }
  const { hostname, port, username, password, pathname } = new URL(skilljarUrl)
  const credentials = { host: hostname, port: Number(port), user: username, password, database: pathname.slice(1) }
  const place = { schema: 'public', sslmode: 'disable' as const }
  await refresh(target, 'datacamp', connectDatacamp({ path: folder }, { tables: tablesOf('datacamp'), ...allowed }))
  await refresh(
    target,
    'skilljar',
    connectSkilljar({ ...credentials, ...place }, { tables: tablesOf('skilljar'), ...allowed }),
  )
}

async function refresh({ app, pool }: { app: App; pool: pg.Pool }, id: ConnectorId, source: Connection): Promise<void> {
  await app.connector.create({ data: { id } })
  const { runId } = await requestRefresh(app, id, { trigger: 'manual' })
  const signal = new AbortController().signal
  assert.equal(await executeRun({ app, pool, open: () => source.open(), signal }, runId), 'published')
}
