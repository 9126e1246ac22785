/** Typed SQL over everything that is not Prisma's: the mirrors, the marts and staging. */
import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import type pg from 'pg'
import type { Database } from '@/generated/catalogue/database'
import { webPool } from './pools'

export type Warehouse = Kysely<Database>
export type WarehouseTx = Transaction<Database>

export function createWarehouse(pool: pg.Pool): Warehouse {
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
}

let shared: Warehouse | undefined

export function warehouse(): Warehouse {
  return (shared ??= createWarehouse(webPool()))
}
