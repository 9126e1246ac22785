/** A test's database with its login for statements, which goes with it: roles belong to the whole server. */
import { openAccess, type SqlAccess } from '@/lib/sql/access'
import { testDatabase, testServer, type TestDatabase } from '@/lib/testing/database'
import { createPool } from '@/lib/db/pools'

export const testSecret = Buffer.alloc(32, 7).toString('base64')

export interface SqlDatabase extends TestDatabase {
  readonly access: SqlAccess
  readonly login: string
}

export async function sqlDatabase(): Promise<SqlDatabase> {
  const database = await testDatabase()
  const access = await openAccess(database.pool, database.url, testSecret)
  const login = new URL(access.address).username
  return {
    ...database,
    access,
    login,
    async drop() {
      await access.pool.end()
      await database.drop()
      await dropLogin(login)
    },
  }
}

export async function dropLogin(login: string): Promise<void> {
  const server = createPool((await testServer()).urlOf('postgres'), { max: 1 })
  try {
    await server.query(`drop role if exists "${login}"`)
  } finally {
    await server.end()
  }
}
