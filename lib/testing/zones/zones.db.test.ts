import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type pg from 'pg'
import { tablesOf } from '@/lib/catalogue/catalogue'
import { childEnvironment } from '@/lib/env'
import { testDatabase } from '@/lib/testing/database'
import { createTrapSources, type TrapSources } from '@/lib/testing/trap-sources'

const script = fileURLToPath(new URL('./refresh-and-answer.ts', import.meta.url))

interface Outcome {
  zone: { process: string; session: string }
  answers: Record<string, string>
  mirrors: Record<string, string>
}

/** Zone of the process, and of the database that Skillscope keeps its tables in. */
async function inZones(sources: TrapSources, processZone: string, databaseZone: string): Promise<Outcome> {
  const database = await testDatabase()
  try {
    await inZone(database.pool, databaseZone)
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', script, sources.folder, sources.skilljarUrl],
      {
        maxBuffer: 64 << 20,
        env: childEnvironment({
          TZ: processZone,
          DATABASE_URL: database.url,
          SKILLSCOPE_SECRET: Buffer.alloc(32, 7).toString('base64'),
          LOG_LEVEL: 'silent',
        }),
      },
    )
    return { ...(JSON.parse(stdout) as Outcome), mirrors: await mirrors(database.pool) }
  } finally {
    await database.drop()
  }
}

async function inZone(pool: pg.Pool, zone: string): Promise<void> {
  const { rows } = await pool.query<{ name: string }>('select current_database() as name')
  await pool.query(`alter database ${rows[0]?.name} set timezone = '${zone}'`)
}

async function mirrors(pool: pg.Pool): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const { schema, name, columns } of [...tablesOf('datacamp'), ...tablesOf('skilljar'), ...tablesOf('mart')]) {
    const row = columns.map((column) => `"${column.name}"`).join(', ')
    const { rows } = await pool.query<{ hash: string | null }>(
      `select md5(string_agg(row(${row})::text, E'\\n' order by row(${row})::text)) as hash from ${schema}.${name}`,
    )
    found[`${schema}.${name}`] = rows[0]?.hash ?? 'empty'
  }
  return found
}

test('T-08: in whatever zones process and database stand, mirrors, pages, answers and exports are the same byte for byte', async (t) => {
  const sources = await createTrapSources()
  t.after(() => sources.drop())
  const usual = await inZones(sources, 'UTC', 'UTC')
  const far = await inZones(sources, 'Pacific/Auckland', 'America/New_York')
  assert.deepEqual(
    [usual.zone, far.zone],
    [
      { process: 'UTC', session: 'UTC' },
      { process: 'Pacific/Auckland', session: 'UTC' },
    ],
  )
  assert.deepEqual(far.mirrors, usual.mirrors)
  for (const [name, answer] of Object.entries(usual.answers)) {
    if (!answer.startsWith('<')) assert.match(answer, /^200 /, name)
    assert.equal(far.answers[name], answer, name)
  }
  assert.ok(Object.values(usual.mirrors).filter((hash) => hash !== 'empty').length > 40)
})
