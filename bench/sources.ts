/** The demo's sources at the demo's size, and refreshes from them. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { ConnectorId } from '@/lib/catalogue/types'
import { connectDatacamp } from '@/lib/connectors/datacamp/connection'
import { connectSkilljar } from '@/lib/connectors/skilljar/connection'
import { skilljarCredentials } from '@/lib/connectors/skilljar/credentials'
import type { Connection } from '@/lib/connectors/types'
import { createDemoSources } from '@/lib/demo/create-sources'
import { requestRefresh } from '@/lib/refresh/request'
import { executeRun } from '@/lib/refresh/run'
import { emptyDatabase, testDatabase, type TestDatabase } from '@/lib/testing/database'
import { databaseFields } from '@/lib/testing/stored-refresh'

export interface Sources {
  /** DataCamp's `latest` folder. */
  readonly folder: string
  readonly open: Readonly<Record<ConnectorId, Connection>>
  remove(): Promise<void>
}

export async function createSources(people: number, months: number): Promise<Sources> {
  const place = mkdtempSync(path.join(os.tmpdir(), 'skillscope-bench-'))
  const skilljar = await emptyDatabase()
  const remove = async () => {
    rmSync(place, { recursive: true, force: true })
    await skilljar.drop()
  }
  try {
    const folder = path.join(place, 'latest')
    const today = new Date().toISOString().slice(0, 10)
    await createDemoSources({ folder, skilljar: skilljar.pool, people, months, today })
    const fields = skilljarCredentials.parse({ ...databaseFields(skilljar.url), schema: 'public' })
    const allowed = { privateTargets: ['127.0.0.1'], localSources: [place] }
    return {
      folder,
      open: {
        datacamp: connectDatacamp({ path: place }, { tables: tablesOf('datacamp'), ...allowed }),
        skilljar: connectSkilljar(fields, { tables: tablesOf('skilljar'), ...allowed }),
      },
      remove,
    }
  } catch (error) {
    await remove()
    throw error
  }
}

export async function refresh({ app, pool }: TestDatabase, { open }: Sources, id: ConnectorId): Promise<void> {
  await app.connector.upsert({ where: { id }, create: { id }, update: {} })
  const { runId } = await requestRefresh(app, id, { trigger: 'cli' })
  const state = await executeRun(
    { app, pool, open: () => open[id].open(), signal: new AbortController().signal },
    runId,
  )
  if (state === 'published' || state === 'unchanged') return
  const run = await app.refreshRun.findUnique({ where: { id: runId } })
  throw new Error(`The refresh of ${id} ended ${state}: ${run?.errorMessage}`)
}

export async function withDatabase<T>(work: (database: TestDatabase) => Promise<T>): Promise<T> {
  const database = await testDatabase()
  try {
    return await work(database)
  } finally {
    await database.drop()
  }
}
