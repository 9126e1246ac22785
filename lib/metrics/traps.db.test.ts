/** Every trap of METRICS.md in two small hand-written sources, read by the real connectors and asked in every way. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { ConnectorId } from '@/lib/catalogue/types'
import { tablesOf } from '@/lib/catalogue/catalogue'
import { connectDatacamp } from '@/lib/connectors/datacamp/connection'
import { connectSkilljar } from '@/lib/connectors/skilljar/connection'
import type { Connection } from '@/lib/connectors/types'
import { writeTrapFolder } from '@/lib/demo/traps'
import { fillTrapSkilljar } from '@/lib/demo/skilljar/traps'
import { defaultFilters, memberships } from '@/lib/filters/filters'
import { requestRefresh } from '@/lib/refresh/request'
import { executeRun } from '@/lib/refresh/run'
import { emptyDatabase, testDatabase, type EmptyDatabase, type TestDatabase } from '@/lib/testing/database'
import { createOracle, oracleCells, oracleMetrics } from '@/lib/testing/oracle'
import { everybody, readAs } from '@/lib/testing/reader'
import { databaseFields } from '@/lib/testing/stored-refresh'
import { ask } from './ask'
import type { DimensionName } from './dimensions'

const filters = { ...defaultFilters('2030-01-01'), from: '2000-01-01', compare: 'none' as const }
const groupings: readonly (readonly DimensionName[])[] = [
  [],
  ['month'],
  ['team'],
  ['technology', 'source'],
  ['content'],
]

describe('sources full of traps', () => {
  let database: TestDatabase
  let skilljar: EmptyDatabase
  let folder: string

  before(async () => {
    database = await testDatabase()
    skilljar = await emptyDatabase()
    folder = await mkdtemp(path.join(os.tmpdir(), 'skillscope-traps-'))
    await writeTrapFolder(path.join(folder, 'latest'))
    await fillTrapSkilljar(skilljar.pool)
    const allowed = { privateTargets: ['127.0.0.1'], localSources: [folder] }
    await refresh('datacamp', connectDatacamp({ path: folder }, { tables: tablesOf('datacamp'), ...allowed }))
    const { port, ...fields } = databaseFields(skilljar.url)
    const credentials = { ...fields, port: Number(port), schema: 'public', sslmode: 'disable' as const }
    await refresh('skilljar', connectSkilljar(credentials, { tables: tablesOf('skilljar'), ...allowed }))
    await createOracle(database.pool)
  })
  after(async () => {
    await database?.drop()
    await skilljar?.drop()
    if (folder) await rm(folder, { recursive: true })
  })

  async function refresh(id: ConnectorId, source: Connection) {
    const { app, pool } = database
    await app.connector.create({ data: { id } })
    const { runId } = await requestRefresh(app, id, { trigger: 'cli' })
    const signal = new AbortController().signal
    assert.equal(await executeRun({ app, pool, open: () => source.open(), signal }, runId), 'published')
  }

  for (const metric of oracleMetrics) {
    test(`${metric} falls into none of them`, async () => {
      for (const membership of memberships) {
        for (const by of groupings) {
          const question = { metric, by, filters: { ...filters, membership }, today: '2026-06-01' }
          const answer = await readAs(database.warehouse, everybody, (reader) =>
            ask<(typeof oracleMetrics)[number], DimensionName>(reader, { metrics: [metric], ...question }),
          )
          const rows: readonly Readonly<Record<string, unknown>>[] = answer.rows
          const actual = rows
            .filter((row) => row[metric] !== 0)
            .map((row) => [...by.map((name) => String(row[name])), row[metric]])
          const expected = (await oracleCells(database.pool, question)).filter(({ value }) => value !== 0)
          assert.deepEqual(
            actual.map(String).sort(),
            expected.map(({ keys, value }) => String([...keys, value])).sort(),
            `by ${by} with ${membership} membership`,
          )
        }
      }
    })
  }

  test('their traps are really sprung: something is counted for every metric', async () => {
    const answer = await readAs(database.warehouse, everybody, (reader) =>
      ask(reader, { metrics: oracleMetrics, filters }),
    )
    for (const [name, value] of Object.entries(answer.totals)) {
      if (name !== 'suppressed') assert.ok(Number(value) > 0, `${name} is ${value}`)
    }
  })
})
