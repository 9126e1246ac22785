/** Brings a database up to date. Any number of starts at once are safe: one applies, the others wait and find it done. */
import type pg from 'pg'
import { MigrationError, withConnection } from './connect'
import { MIGRATIONS, readMigrations, type Migration } from './folder'
import { beginInQuiet } from './quiet'
import { admitReaders } from './readers'
import { ensureHistory, readHistory, recordApplied, type History } from './history'

/** The lock that Prisma's own command line takes. */
const ADVISORY_LOCK = 72_707_369

/** Turns the position that PostgreSQL reports into a line of the migration's file. */
function lineOf(sql: string, error: pg.DatabaseError): string {
  const position = Number(error.position)
  return position > 0 ? ` at line ${sql.slice(0, position).split('\n').length}` : ''
}

/** The whole file is one message, so PostgreSQL itself finds where statements end, inside one transaction. */
async function apply(client: pg.ClientBase, migration: Migration, waitSeconds?: number): Promise<void> {
  const startedAt = new Date()
  const transaction = async () =>
    (await client.query<{ id: string }>('select pg_current_xact_id()::text as id')).rows[0]!.id
  await beginInQuiet(client, waitSeconds)
  try {
    const before = await transaction()
    await client.query(migration.sql)
    if ((await transaction()) !== before) {
      throw new MigrationError(
        `Migration ${migration.name} ends its own transaction. Remove commit or rollback from it.`,
      )
    }
    await client.query('reset all')
    await recordApplied(client, migration, startedAt)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    if (error instanceof MigrationError) throw error
    const reason = error as pg.DatabaseError
    throw new MigrationError(
      `Migration ${migration.name} failed${lineOf(migration.sql, reason)}: ${reason.message}. Nothing of it was applied.`,
      { cause: error },
    )
  }
}

function refuseForeign(history: History): void {
  if (history.unknown.length > 0) {
    throw new MigrationError(
      `The database has had migrations that this version does not know: ${history.unknown.join(', ')}. Start the newer version.`,
    )
  }
  if (history.changed.length > 0) {
    throw new MigrationError(
      `These migrations were changed after they had been applied: ${history.changed.join(', ')}. Restore their files and put the change into a new migration.`,
    )
  }
}

export interface DeployOptions {
  folder?: string
  onApply?: (name: string) => void
  /** How long to wait for refreshes that are under way. */
  waitSeconds?: number
}

/** Applies what is pending and returns the names of what this call applied. */
export async function deploy(
  url: string,
  { folder = MIGRATIONS, onApply, waitSeconds }: DeployOptions = {},
): Promise<string[]> {
  const migrations = readMigrations(folder)
  return withConnection(url, async (client) => {
    await client.query('select pg_advisory_lock($1)', [ADVISORY_LOCK])
    await ensureHistory(client)
    const history = await readHistory(client, migrations)
    refuseForeign(history)
    for (const migration of migrations.filter(({ name }) => history.pending.includes(name))) {
      onApply?.(migration.name)
      await apply(client, migration, waitSeconds)
    }
    await admitReaders(client)
    return history.pending
  })
}

export async function status(url: string, folder: string = MIGRATIONS): Promise<History> {
  return withConnection(url, (client) => readHistory(client, readMigrations(folder)))
}
