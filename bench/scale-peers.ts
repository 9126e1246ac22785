/** The same facts as a narrow star: in the same server with indexes, memory and workers of its own, and in DuckDB. */
import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { datacampFacts } from '@/lib/marts/datacamp-facts'

export type PeerRow = Readonly<Record<string, unknown>>

export interface Peers {
  /** The star in PostgreSQL: two parallel workers and 512 MB to sort and hash in. */
  raw(text: string): Promise<readonly PeerRow[]>
  /** Native tables, two threads. */
  duck(text: string): Promise<readonly PeerRow[]>
  /** Rows to the last one, as the database hands them out: how many. */
  rawStream(text: string): Promise<number>
  duckStream(text: string): Promise<number>
  close(): Promise<void>
}

/** What is learned beside courses; no number names contents of two kinds. Assessments give no XP. */
const others = datacampFacts.filter(({ contentType }) => contentType !== 'course')

/**
 * Narrower than the mirrors: what the questions read, as integers; days of memberships are numbers like those of the facts.
 * The courses' tables hold all learning, as the product's do; only courses are completed.
 */
const tables = {
  course_fact: {
    columns: 'user_id int, course_id int, date_id int, time_spent int, xp int, completed_at timestamp',
    from:
      [
        `select user_id, course_id, date_id, time_spent, xp, completed_at from datacamp.course_fact`,
        ...others.map(
          ({ table, contentId, xp }) =>
            `select user_id, ${contentId}, date_id, time_spent, coalesce(${xp}, 0), null from datacamp.${table}`,
        ),
      ].join(' union all ') + ' order by user_id, date_id',
    indexes: ['(user_id, course_id, date_id)', '(date_id)', '(course_id, date_id)'],
  },
  course_dim: {
    columns: 'course_id int primary key, technology text',
    from: [
      'select course_id, technology from datacamp.course_dim',
      ...others.map(({ contentType, contentId }) => `select ${contentId}, technology from datacamp.${contentType}_dim`),
    ].join(' union all '),
    indexes: [],
  },
  date_dim: {
    columns: 'date_id int primary key, day date, week_start_date date',
    from: `select date_id, to_date(date_id::text, 'YYYYMMDD'), week_start_date from datacamp.date_dim`,
    indexes: ['(day)'],
  },
  team_dim: {
    columns: 'team_id int primary key, name text',
    from: 'select team_id, name from datacamp.team_dim',
    indexes: [],
  },
  bridge: {
    columns: 'user_id int, team_id int, joined_id int, left_id int',
    from: `select user_id, team_id, coalesce(to_char(joined_team_date, 'YYYYMMDD')::int, 0),
      coalesce(to_char(left_team_date, 'YYYYMMDD')::int, 99999999) from datacamp.user_team_bridge`,
    indexes: ['(user_id, team_id)', '(team_id, user_id)'],
  },
} as const

export async function createPeers(pool: pg.Pool, folder: string): Promise<Peers> {
  const client = await pool.connect()
  await client.query('create schema star')
  for (const [name, { columns, from, indexes }] of Object.entries(tables)) {
    await client.query(`create table star.${name} (${columns})`)
    await client.query(`insert into star.${name} ${from}`)
    for (const index of indexes) await client.query(`create index on star.${name} ${index}`)
    await client.query(`vacuum (analyze) star.${name}`)
  }
  const instance = await DuckDBInstance.create(path.join(folder, 'star.duckdb'), {
    threads: '2',
    memory_limit: '4GB',
    temp_directory: folder,
  })
  const duck = await instance.connect()
  for (const [name, { columns }] of Object.entries(tables)) await copyOver(client, duck, folder, name, columns)
  await client.query(`set search_path to star; set work_mem to '512MB'; set max_parallel_workers_per_gather to 2`)
  return {
    raw: async (text) => (await client.query<PeerRow>(text)).rows,
    duck: async (text) => (await duck.runAndReadAll(text)).getRowObjectsJson(),
    async rawStream(text) {
      let bytes = 0
      for await (const chunk of client.query(copyTo(`copy (${text}) to stdout (format csv)`))) {
        bytes += (chunk as Buffer).length
      }
      return bytes
    },
    async duckStream(text) {
      let rows = 0
      const result = await duck.stream(text)
      for (;;) {
        const chunk = await result.fetchChunk()
        if (!chunk || chunk.rowCount === 0) return rows
        rows += chunk.rowCount
      }
    },
    close() {
      duck.closeSync()
      instance.closeSync()
      client.release(true)
      return Promise.resolve()
    },
  }
}

/** By way of a file: DuckDB's extension for PostgreSQL is not part of its package. */
async function copyOver(
  client: pg.PoolClient,
  duck: DuckDBConnection,
  folder: string,
  name: string,
  columns: string,
): Promise<void> {
  const file = path.join(folder, `${name}.csv`)
  await pipeline(client.query(copyTo(`copy star.${name} to stdout (format csv)`)), createWriteStream(file))
  await duck.run(`create table ${name} (${columns.replaceAll(' primary key', '')})`)
  await duck.run(`copy ${name} from '${file}' (format csv, header false)`)
}
