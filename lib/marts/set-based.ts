import type pg from 'pg'

/**
 * Runs statements that join whole sets without nested loops: the statistics of tables that this transaction fills are
 * missing or say "empty", and a loop over what is really a million rows takes hours.
 */
export async function setBased<T>(tx: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await tx.query('set local enable_nestloop = off')
  const result = await work()
  // After a failure the transaction is over, and the setting with it.
  await tx.query('set local enable_nestloop to default')
  return result
}
