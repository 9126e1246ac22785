/** Databases at scale: the demo's people in the mirrors, then marts and rollups built by the product. */
import type pg from 'pg'
import type { Warehouse } from '@/lib/db/warehouse'
import { createPool, withSettings } from '@/lib/db/pools'
import { createWarehouse } from '@/lib/db/warehouse'
import { createScale } from '@/lib/demo/scale/create-scale'
import { WORKERS } from '@/lib/export/snapshot'
import { datacampFacts } from '@/lib/marts/datacamp-facts'
import { largeMarts, rebuildMarts } from '@/lib/marts/refresh'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { seconds } from './measure'

export interface ScaleData {
  readonly database: TestDatabase
  /** As a page reads, with time to spare for what has no rollup. */
  readonly warehouse: Warehouse
  /** As a download reads: with helpers. */
  readonly downloads: Warehouse
  readonly people: number
  /** Seconds that marts and rollups took. */
  readonly built: number
  drop(): Promise<void>
}

/** Marts that are not rollups: people, memberships and the flat facts. */
const marts = ['person', 'identity', 'person_team', 'activity', 'course_progress']

export async function createScaleData(
  size: { readonly people: number; readonly withoutExercises?: boolean },
  say: (what: string) => void,
): Promise<ScaleData> {
  const database = await testDatabase()
  const pool = createPool(database.url, { role: 'web', statementTimeoutMs: 300_000 })
  const helped = createPool(withSettings(database.url, { max_parallel_workers_per_gather: WORKERS }))
  const drop = async () => {
    await pool.end()
    await helped.end()
    await database.drop()
  }
  try {
    await createScale(database.pool, { ...size, alsoFilled: largeMarts, onProgress: (what) => say(`Creating ${what}`) })
    say('Marts and rollups')
    const built = await seconds(() => inTransaction(database.pool, rebuildMarts))
    await database.pool.query('vacuum (analyze)')
    return {
      database,
      warehouse: createWarehouse(pool),
      downloads: createWarehouse(helped),
      people: size.people,
      built,
      drop,
    }
  } catch (error) {
    await drop()
    throw error
  }
}

export async function inTransaction<T>(pool: pg.Pool, work: (tx: pg.PoolClient) => Promise<T>): Promise<T> {
  const tx = await pool.connect()
  let broken = true
  try {
    await tx.query('begin')
    const result = await work(tx)
    await tx.query('commit')
    broken = false
    return result
  } finally {
    tx.release(broken)
  }
}

export interface Sizes {
  readonly courseFacts: number
  readonly exerciseFacts: number
  /** Bytes, indexes included. */
  readonly facts: number
  readonly marts: number
  readonly rollups: number
  readonly each: readonly { readonly name: string; readonly bytes: number }[]
}

export async function sizesOf(pool: pg.Pool): Promise<Sizes> {
  const { rows } = await pool.query<{ name: string; bytes: number; rollup: boolean }>(
    `select relname as name, pg_total_relation_size(oid) as bytes, relname <> all($1) as rollup
     from pg_class where relnamespace = 'mart'::regnamespace and relkind = 'r' order by 2 desc`,
    [marts],
  )
  const facts = await pool.query<{ course: number; exercise: number; bytes: number }>(
    `select (select count(*) from datacamp.course_fact) as course, (select count(*) from datacamp.exercise_fact) as exercise,
       (select sum(pg_total_relation_size(('datacamp.' || name)::regclass))::bigint from unnest($1::text[]) as name) as bytes`,
    [[...datacampFacts.map(({ table }) => table), 'exercise_fact']],
  )
  const sum = (some: typeof rows) => some.reduce((total, { bytes }) => total + bytes, 0)
  const { course = 0, exercise = 0, bytes = 0 } = facts.rows[0] ?? {}
  return {
    courseFacts: course,
    exerciseFacts: exercise,
    facts: bytes,
    marts: sum(rows.filter(({ rollup }) => !rollup)),
    rollups: sum(rows.filter(({ rollup }) => rollup)),
    each: rows,
  }
}

const rowsOfTeams = 'select team_id, count(*) as rows from mart.team_week where team_id <> 0 group by team_id'

/** Weeks by technologies of the team in the middle. */
export async function middleRows(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ rows: number }>(
    `select percentile_disc(0.5) within group (order by rows) as rows from (${rowsOfTeams}) as team`,
  )
  return rows[0]?.rows ?? 0
}

export async function teamOfRows(pool: pg.Pool, rows: number): Promise<number> {
  return (await teamsAround(pool, rows, 1))[0] ?? 1
}

/** Teams with about so many rows, the closest first. */
export async function teamsAround(pool: pg.Pool, rows: number, count: number): Promise<readonly number[]> {
  const found = await pool.query<{ team_id: number }>(
    `select team_id from (${rowsOfTeams}) as team order by abs(rows - $1), team_id limit $2`,
    [rows, count],
  )
  return found.rows.map(({ team_id }) => team_id)
}
