/** A database with random mirrors of both sources, published, and Skilljar's rows beside it as an oracle reads them. */
import { testDatabase, type TestDatabase } from './database'
import { publishBoth } from './mirrors'
import { fillMirrors } from './random-mirrors'
import { fillSkilljar } from './random-skilljar'
import { rawSkilljar, type RawTables } from './skilljar-rows'

export async function skilljarDatabase(seed: number): Promise<{ database: TestDatabase; raw: RawTables }> {
  const database = await testDatabase()
  await fillMirrors(database.pool, seed)
  await fillSkilljar(database.pool, seed + 1)
  await publishBoth(database.pool)
  return { database, raw: await rawSkilljar(database.pool) }
}
