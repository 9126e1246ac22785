/** A database with random mirrors of both sources, published, and Skilljar's rows beside it as an oracle reads them. */
import { tablesOf } from '@/lib/catalogue/catalogue'
import { sources } from '@/lib/filters/filters'
import { testDatabase, type TestDatabase } from './database'
import { publishMarts } from './mirrors'
import { fillMirrors } from './random-mirrors'
import { fillSkilljar } from './random-skilljar'
import { rawSkilljar, type RawTables } from './skilljar-rows'

export async function skilljarDatabase(seed: number): Promise<{ database: TestDatabase; raw: RawTables }> {
  const database = await testDatabase()
  await fillMirrors(database.pool, seed)
  await fillSkilljar(database.pool, seed + 1)
  for (const connectorId of sources) {
    const tables = new Set(tablesOf(connectorId).map(({ name }) => name))
    await publishMarts(database.pool, { connectorId, tables, days: 'all' })
  }
  return { database, raw: await rawSkilljar(database.pool) }
}
