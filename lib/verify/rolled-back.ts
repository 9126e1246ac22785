/** A transaction that is always taken back, and ends when the person no longer wants it. */
import type pg from 'pg'

export async function inRolledBack<T>(
  pool: pg.Pool,
  signal: AbortSignal,
  work: (tx: pg.PoolClient) => Promise<T>,
): Promise<T> {
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
    await client.query('begin')
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
