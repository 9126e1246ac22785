/** Which migrations a database has had: Prisma's own table, so that its command line can take over. */
import type pg from 'pg'
import type { Migration } from './folder'

export interface History {
  applied: string[]
  pending: string[]
  /** Applied, but the file on disk is another by now. */
  changed: string[]
  /** Applied, but not on disk: the database is newer than this program. */
  unknown: string[]
}

const TABLE = `
create table if not exists public._prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`

export async function ensureHistory(client: pg.ClientBase): Promise<void> {
  await client.query(TABLE)
}

export async function readHistory(client: pg.ClientBase, migrations: readonly Migration[]): Promise<History> {
  const { rows: found } = await client.query(`select to_regclass('public._prisma_migrations') is not null as found`)
  const { rows } = found[0]?.found
    ? await client.query<{ migration_name: string; checksum: string }>(
        `select migration_name, checksum from public._prisma_migrations
         where finished_at is not null and rolled_back_at is null order by migration_name`,
      )
    : { rows: [] }
  const checksums = new Map(rows.map((row) => [row.migration_name, row.checksum]))
  const onDisk = new Set(migrations.map((migration) => migration.name))
  return {
    applied: migrations.filter(({ name }) => checksums.has(name)).map(({ name }) => name),
    pending: migrations.filter(({ name }) => !checksums.has(name)).map(({ name }) => name),
    changed: migrations
      .filter(({ name, checksum }) => checksums.has(name) && checksums.get(name) !== checksum)
      .map(({ name }) => name),
    unknown: [...checksums.keys()].filter((name) => !onDisk.has(name)),
  }
}

export async function recordApplied(client: pg.ClientBase, migration: Migration, startedAt: Date): Promise<void> {
  await client.query(
    `insert into public._prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     values (gen_random_uuid()::text, $1, $2, $3, clock_timestamp(), 1)`,
    [migration.checksum, migration.name, startedAt],
  )
}
