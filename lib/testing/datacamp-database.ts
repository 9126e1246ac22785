/** A database with random mirrors of both sources, DataCamp's smaller tables among them, published, and the oracle of both. */
import type pg from 'pg'
import { testDatabase, type TestDatabase } from './database'
import { publishBoth } from './mirrors'
import { createOracle } from './oracle'
import { createDatacampOracle } from './oracle-datacamp'
import { fillDatacamp } from './random-datacamp'
import { fillMirrors } from './random-mirrors'

export async function datacampDatabase(seed: number, changes?: string): Promise<TestDatabase> {
  const database = await testDatabase()
  await fillDatacampMirrors(database.pool, seed, changes)
  return database
}

/** For tests that look at the empty database first. Changes are SQL over the mirrors, before anything is published. */
export async function fillDatacampMirrors(pool: pg.Pool, seed: number, changes?: string): Promise<void> {
  await fillMirrors(pool, seed)
  await fillDatacamp(pool, seed + 1)
  if (changes !== undefined) await pool.query(changes)
  await publishBoth(pool)
  await createOracle(pool)
  await createDatacampOracle(pool)
}
