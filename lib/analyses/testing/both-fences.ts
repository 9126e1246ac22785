/** Asks as a manager behind the database's fence and as the application's conditions alone would, and compares. */
import assert from 'node:assert/strict'
import { userActor } from '@/lib/authz/actor'
import { withReader, type ScopedReader } from '@/lib/authz/reader'
import { scopeOf } from '@/lib/authz/scope'
import type { TestDatabase } from '@/lib/testing/database'
import { ownTeams, readAs } from '@/lib/testing/reader'

/** The function asserts that both ways give the same rows, and returns how many; `asOf` is what was published, if anything was. */
export async function managerOf(database: TestDatabase, teams: readonly number[], asOf?: ScopedReader['asOf']) {
  const { id } = await database.app.user.create({
    data: {
      email: 'manager@example.com',
      name: 'Manager',
      role: 'manager',
      teams: { create: teams.map((teamId) => ({ teamId })) },
    },
  })
  const actor = await userActor(database.app, id, 1)
  assert.ok(actor)
  return async (what: string, read: (reader: ScopedReader) => Promise<readonly unknown[]>): Promise<number> => {
    const fenced = await withReader(scopeOf(actor), read, database.warehouse)
    assert.deepEqual(fenced, await readAs(database.warehouse, ownTeams(...teams), read, asOf), what)
    return fenced.length
  }
}
