import type pg from 'pg'

/**
 * Runs statements that join whole sets by hash tables: the statistics of tables that this transaction fills are missing or say
 * "empty", and a loop over what is really a million rows takes hours; a merge sorts them all for each join.
 */
export async function setBased<T>(tx: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await tx.query('set local enable_nestloop = off; set local enable_mergejoin = off')
  const result = await work()
  // After a failure the transaction is over, and the settings with it.
  await tx.query('set local enable_nestloop to default; set local enable_mergejoin to default')
  return result
}
