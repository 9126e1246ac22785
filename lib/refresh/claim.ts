/**
 * Who may work on a connector. The queue only wakes workers; the claim is a lease on app.connector by the database's clock,
 * with a token that rises with every claim, so that a worker that slept through its lease cannot publish any more.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'

export interface Timing {
  readonly leaseSeconds: number
  readonly heartbeatSeconds: number
  /** How often progress is written and a request to cancel is noticed. */
  readonly pulseMs: number
  /** How long a claim waits for the lease of a worker that died. */
  readonly waitSeconds: number
}

export const timing: Timing = { leaseSeconds: 90, heartbeatSeconds: 15, pulseMs: 1_000, waitSeconds: 120 }

export interface Claim {
  readonly runId: number
  readonly connectorId: string
  /** Fencing token; text, because it only ever gets compared. */
  readonly token: string
  readonly attempt: number
}

/** A run that was taken over from a worker that left it in the middle of its work. */
export interface Claimed extends Claim {
  readonly workerDied: boolean
}

const CLAIM = `
  with before as (
    select state from app.refresh_run where id = $1
  ), free as (
    select id from app.connector
    where id = (
        select connector_id from app.refresh_run
        where id = $1 and state in ('queued', 'extracting', 'staged', 'validated', 'publishing')
      )
      and (lease_until is null or lease_until < clock_timestamp())
    for update skip locked
  ), claimed as (
    update app.connector set lease_token = lease_token + 1, lease_until = clock_timestamp() + make_interval(secs => $2)
    from free where connector.id = free.id
    returning connector.id, lease_token
  )
  update app.refresh_run as run
  set lease_token = claimed.lease_token, attempt = run.attempt + 1, state = 'extracting', step = 'Starting',
    rows_read = 0, started_at = coalesce(run.started_at, clock_timestamp()), heartbeat_at = clock_timestamp(),
    finished_at = null, error_code = null, error_message = null, retry_at = null,
    timeline = case when run.decision = 'approved' then run.timeline else jsonb_build_object('claimed', clock_timestamp()) end
  from claimed
  where run.id = $1 and run.state in ('queued', 'extracting', 'staged', 'validated', 'publishing')
  returning run.connector_id, run.lease_token::text as token, run.attempt,
    (select state <> 'queued' from before) as worker_died`

/** Takes the connector for this run, waiting for a lease that a dead worker may still hold; undefined: it stayed taken. */
export async function claim(
  pool: pg.Pool,
  runId: number,
  signal: AbortSignal,
  { leaseSeconds, waitSeconds }: Timing,
): Promise<Claimed | undefined> {
  const giveUpAt = performance.now() + waitSeconds * 1_000
  for (;;) {
    const { rows } = await pool.query<{ connector_id: string; token: string; attempt: number; worker_died: boolean }>(
      CLAIM,
      [runId, leaseSeconds],
    )
    const row = rows[0]
    if (row) {
      const { connector_id: connectorId, token, attempt, worker_died: workerDied } = row
      return { runId, connectorId, token, attempt, workerDied }
    }
    if (performance.now() > giveUpAt || signal.aborted) return undefined
    await sleep(1_000, undefined, { signal }).catch(() => undefined)
  }
}

/** Within a transaction: until it ends nobody claims the connector. False: somebody works on it already. */
export async function holdBack(tx: pg.PoolClient, connectorId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `select from app.connector where id = $1 and (lease_until is null or lease_until < clock_timestamp())
     for no key update skip locked`,
    [connectorId],
  )
  return rowCount === 1
}

/** Prolongs the lease; false: somebody else has it. */
export async function renew(pool: pg.Pool, held: Claim, { leaseSeconds }: Timing): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update app.connector set lease_until = clock_timestamp() + make_interval(secs => $3) where id = $1 and lease_token = $2`,
    [held.connectorId, held.token, leaseSeconds],
  )
  return rowCount === 1
}

export async function release(pool: pg.Pool, held: Claim): Promise<void> {
  await pool.query('update app.connector set lease_until = null where id = $1 and lease_token = $2', [
    held.connectorId,
    held.token,
  ])
}
