/** Transactions that are always taken back, and end when the person no longer wants them. */
import type pg from 'pg'

type Work<T> = (tx: pg.PoolClient) => Promise<T>

export function inRolledBack<T>(pool: pg.Pool, signal: AbortSignal, work: Work<T>): Promise<T> {
  return takenBack(pool, signal, 'begin', work)
}

/** Everything that is read is of one moment, whatever is published meanwhile. */
export function inSnapshot<T>(pool: pg.Pool, signal: AbortSignal, work: Work<T>): Promise<T> {
  return takenBack(pool, signal, 'begin isolation level repeatable read read only', work)
}

async function takenBack<T>(pool: pg.Pool, signal: AbortSignal, begin: string, work: Work<T>): Promise<T> {
  signal.throwIfAborted()
  const client = await pool.connect()
  // Time is spent inside statements, so an abort has to reach the server.
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  let cancelling: Promise<unknown> = Promise.resolve()
  const cancel = () => {
    cancelling = pool.query('select pg_cancel_backend($1)', [rows[0]?.pid]).catch(() => undefined)
  }
  signal.addEventListener('abort', cancel, { once: true })
  let broken = true
  try {
    await client.query(begin)
    const result = await work(client)
    await client.query('rollback')
    broken = false
    return result
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  } finally {
    signal.removeEventListener('abort', cancel)
    await cancelling
    client.release(broken)
  }
}
