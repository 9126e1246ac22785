/** The migrations on disk, in the format of Prisma's own command line: <time>_<name>/migration.sql. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export interface Migration {
  name: string
  sql: string
  checksum: string
}

// Commands run at the root of the repository or of the built image.
export const MIGRATIONS = path.resolve('prisma', 'migrations')
export const SCHEMA = path.resolve('prisma', 'schema')

const LOCK = '# Written by Prisma\'s format: names the database these migrations are for.\nprovider = "postgresql"\n'

export function readMigrations(folder: string = MIGRATIONS): Migration[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return names.map((name) => {
    const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8')
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

/** One hash of all migrations: databases with the same hash have the same structure. */
export function migrationsHash(folder: string = MIGRATIONS): string {
  const hash = createHash('sha256')
  for (const migration of readMigrations(folder)) hash.update(`${migration.name} ${migration.checksum}\n`)
  return hash.digest('hex').slice(0, 16)
}

export function writeMigration(name: string, sql: string, now: Date, folder: string = MIGRATIONS): string {
  const time = now.toISOString().replace(/\D/g, '').slice(0, 14)
  const full = `${time}_${name.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`
  mkdirSync(path.join(folder, full), { recursive: true })
  writeFileSync(path.join(folder, full, 'migration.sql'), sql)
  writeFileSync(path.join(folder, 'migration_lock.toml'), LOCK)
  return full
}
