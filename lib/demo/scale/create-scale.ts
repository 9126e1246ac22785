/**
 * The demo's DataCamp at scale, written straight into the mirrors by set-based SQL: with 200,000 people some 9 million course
 * facts and twice as many exercise facts over three years. The same people give the same rows. Skilljar stays empty.
 */
import type pg from 'pg'
import { deferIndexes, restoreIndexes } from '@/lib/db/deferred-indexes'
import { createScaleContents, createScaleCourseFacts, createScaleExerciseFacts } from './facts'
import { createScalePeople } from './people'
import { scaleTo } from './scale'

/** Nobody else fills the database; any number will do. */
const LOCK = 730_002

export interface ScaleOptions {
  readonly people: number
  /** Exercise facts are the larger half; no metric of a dashboard reads them. */
  readonly withoutExercises?: boolean
  /** Tables that the rows will be carried on to: their indexes are built after them too. */
  readonly alsoFilled?: readonly string[]
  readonly onProgress?: (what: string) => void
}

/** Into a migrated database without data. */
export async function createScale(pool: pg.Pool, options: ScaleOptions): Promise<void> {
  const { people, withoutExercises = false, alsoFilled = [], onProgress = () => undefined } = options
  const tables = ['course_fact', 'exercise_fact', 'user_team_bridge'].map((name) => `datacamp.${name}`)
  await deferIndexes(pool, [...tables, ...alsoFilled], LOCK)
  const client = await pool.connect()
  try {
    onProgress(`${people.toLocaleString('en')} people`)
    await createScalePeople(client, people)
    await createScaleContents(client)
    onProgress('course facts')
    await createScaleCourseFacts(client)
    if (!withoutExercises) {
      onProgress('exercise facts')
      await createScaleExerciseFacts(client)
    }
    onProgress('indexes of the mirrors')
    await client.query('begin')
    for (const table of tables) await restoreIndexes(client, table)
    await client.query(
      `insert into app.publication (connector_id, run_id, as_of) values ('datacamp', 1, $1::date + 1)`,
      [scaleTo],
    )
    await client.query('commit')
    await client.query('vacuum (analyze) datacamp.course_fact, datacamp.exercise_fact, datacamp.user_team_bridge')
    await client.query('analyze datacamp.user_dim, datacamp.team_dim, datacamp.course_dim, datacamp.date_dim')
  } finally {
    // Its temporary tables go with it.
    client.release(true)
  }
}
