/** A connection of somebody else's: it may hold locks or sit in a transaction until the scenario is over. */
import type { TestContext } from 'node:test'
import pg from 'pg'

export async function connectClient(t: TestContext, url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  // Its database may be dropped under it.
  client.on('error', () => undefined)
  t.after(() => client.end().catch(() => undefined))
  await client.connect()
  return client
}
