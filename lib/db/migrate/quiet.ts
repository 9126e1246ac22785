/** Tables must not change under a refresh: a migration waits until none runs, and none starts while it is applied. */
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { MigrationError } from './connect'

/** Long enough for a publish, and for the lease of a worker that was killed with the old version. */
const WAIT_SECONDS = 120

/** Blocks new leases until the transaction ends; returns the connectors that are being refreshed all the same. */
async function blockLeases(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `select exists (
       select from pg_attribute where attrelid = to_regclass('app.connector') and attname = 'lease_until'
     ) as there`,
  )
  if (!found[0]?.there) return []
  await client.query('lock table app.connector in share row exclusive mode')
  const { rows } = await client.query<{ id: string }>(
    'select id from app.connector where lease_until > clock_timestamp() order by id',
  )
  return rows.map(({ id }) => id)
}

/** Somebody keeps the table for longer than the lock timeout. */
function whoeverHoldsIt(error: pg.DatabaseError): readonly string[] {
  if (error.code !== '55P03') throw error
  return ['a connector']
}

/** Begins a transaction in which no refresh runs or starts. */
export async function beginInQuiet(client: pg.ClientBase, waitSeconds = WAIT_SECONDS): Promise<void> {
  const giveUpAt = performance.now() + waitSeconds * 1_000
  for (;;) {
    await client.query('begin')
    await client.query(`set local lock_timeout = '5s'`)
    const busy = await blockLeases(client).catch(whoeverHoldsIt)
    if (busy.length === 0) return
    // A heartbeat must get through meanwhile.
    await client.query('rollback')
    if (performance.now() > giveUpAt) {
      throw new MigrationError(
        `A refresh of ${busy.join(' and ')} is under way, and tables must not change under it. Wait for its end or cancel it, then start again. Nothing was applied.`,
      )
    }
    await sleep(1_000)
  }
}
