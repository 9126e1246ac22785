/**
 * The fence around what a run writes before its publish: staging, quarantine and books. A worker that slept past its lease
 * commits none of it: these transactions and the claim of the next worker lock the same row, one after the other.
 */
import type pg from 'pg'
import { LeaseLost } from './failure'
import type { Run } from './stage'

export type Fenced = Pick<Run, 'pool' | 'runId' | 'token'>

/** Work in a transaction that commits only while the run is ours. */
export async function fenced<T>(run: Fenced, work: (tx: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await begin(run)
  let isBroken = true
  try {
    const result = await work(client)
    // Last, because the lock makes our own heartbeat wait too.
    await assertOurs(client, run, 'for share of run')
    await client.query('commit')
    isBroken = false
    return result
  } finally {
    // A connection in an unknown state is closed, which rolls back.
    client.release(isBroken)
  }
}

/** With the lock nobody else can claim the run before the transaction ends. */
export async function assertOurs(
  tx: pg.PoolClient,
  { runId, token }: Fenced,
  lock: '' | 'for share of run',
): Promise<void> {
  const { rowCount } = await tx.query(
    `select from app.refresh_run run join app.connector on connector.id = run.connector_id
     where run.id = $1 and run.lease_token = $2 and connector.lease_token = $2 and run.finished_at is null ${lock}`,
    [runId, token],
  )
  if (rowCount !== 1) throw new LeaseLost('The run was ended or taken over by somebody else.')
}

/**
 * A connection in a transaction that may write to a staging table for as long as it likes. The table is locked before we
 * look whose the run is: whoever claims it later finds us among the writers of the table, and ends us.
 */
export async function openWriter(run: Fenced, table: string): Promise<pg.PoolClient> {
  const client = await begin(run)
  try {
    await client.query(`lock table ${table} in row exclusive mode`)
    await assertOurs(client, run, '')
    return client
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** A worker that falls silent must not keep its locks from the next one. */
async function begin({ pool }: Fenced): Promise<pg.PoolClient> {
  const client = await pool.connect()
  try {
    await client.query(`begin; set local lock_timeout = '30s'; set local idle_in_transaction_session_timeout = '60s'`)
    return client
  } catch (error) {
    client.release(true)
    throw error
  }
}
