/** What dead and finished runs leave behind: staging tables, and runs that still look alive. */
import type pg from 'pg'
import { log } from '@/lib/log'
import { isBusy } from './failure'
import { assertOurs, type Fenced } from './fence'
import { quote } from './mirror'
import { supersedeForgotten } from './supersede'

/** A run whose worker died is taken over by a retry of its job within two minutes; after that it counts as failed. */
const STALE_SECONDS = 180

/** A held run keeps its staging on the disk, and its delivery grows old. */
const HELD_DAYS = 7

export async function dropStaging(pool: pg.Pool, runId: number): Promise<void> {
  await dropTables(pool, await stagingTables(pool, [runId]))
}

/** For a run that will be tried again: all but what the next try can go on with, unless that has begun. */
export async function dropUnfinished(run: Fenced): Promise<void> {
  const { pool, runId } = run
  const { rows } = await pool.query<{ name: string }>(
    `select 'r' || run_id || '_' || table_name as name from app.refresh_run_table
     where run_id = $1 and state = 'staged' and staged is not null
       and (etag is not null or exists (select from app.refresh_run where id = $1 and decision = 'approved'))`,
    [runId],
  )
  const whole = new Set(rows.map(({ name }) => name))
  await dropTables(
    pool,
    (await stagingTables(pool, [runId])).filter((name) => !whole.has(name.replace(/__(gone|candidates|keys)$/, ''))),
    run,
  )
}

async function stagingTables(pool: pg.Pool, runIds: readonly number[] | 'of finished runs'): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select tablename as name from pg_tables
     cross join lateral (select substring(tablename from '^r([0-9]{1,18})_')::bigint as run_id) as owner
     where schemaname = 'staging' and run_id is not null and case when $1::bigint[] is null
       then not exists (select from app.refresh_run where id = run_id and finished_at is null)
       else run_id = any($1) end`,
    [runIds === 'of finished runs' ? null : runIds],
  )
  return rows.map(({ name }) => name)
}

/** One by one and with little patience: what somebody still holds (a dead worker's COPY, a dump) goes with a later sweep. */
async function dropTables(pool: pg.Pool, names: readonly string[], onlyIfOurs?: Fenced): Promise<void> {
  for (const name of names) {
    const client = await pool.connect()
    let isBroken = true
    try {
      await client.query(`begin; set local lock_timeout = '3s'`)
      if (onlyIfOurs) await assertOurs(client, onlyIfOurs, 'for share of run')
      await client.query(`drop table if exists staging.${quote(name)}`)
      await client.query('commit')
      isBroken = false
    } catch (error) {
      if (!isBusy(error)) throw error
      log.warn({ table: name }, 'a staging table is still held by somebody; it is dropped later')
    } finally {
      client.release(isBroken)
    }
  }
}

const isLost = `connector.id = run.connector_id and run.state in ('extracting', 'staged', 'validated', 'publishing')
  and run.heartbeat_at < clock_timestamp() - make_interval(secs => $1)
  and (connector.lease_token <> run.lease_token or connector.lease_until is null or connector.lease_until < clock_timestamp())`

/** Marks runs failed whose worker has not been heard of, and frees the space of runs that are over; returns their ids. */
export async function sweep(pool: pg.Pool, staleSeconds = STALE_SECONDS): Promise<readonly number[]> {
  // A verification leaves nothing behind, even one that was killed.
  await pool.query(`delete from app.refresh_run run using app.connector where run.trigger = 'verify' and ${isLost}`, [
    staleSeconds,
  ])
  const { rows } = await pool.query<{ id: number }>(
    `update app.refresh_run as run set state = 'failed', finished_at = clock_timestamp(), step = null, error_code = 'worker_lost',
       error_message = 'The worker stopped without a word while the refresh ran. The data of the last refresh is still shown. Refresh again.'
     from app.connector where ${isLost}
     returning run.id`,
    [staleSeconds],
  )
  for (const { id } of rows) log.warn({ runId: Number(id) }, 'a refresh was given up: its worker is gone')
  await supersedeForgotten(pool, HELD_DAYS)
  await dropTables(pool, await stagingTables(pool, 'of finished runs'))
  return rows.map(({ id }) => Number(id))
}
