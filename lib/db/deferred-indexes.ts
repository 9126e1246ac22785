/**
 * Indexes of large empty tables are built after the rows, in one go: a third of the work of keeping them up row by row.
 * Dropping one needs a lock that readers would wait for, so that happens in a moment of its own, long before rows come; a note
 * of what was dropped outlives a crash, and the transaction that fills a table makes its indexes again before it commits.
 */
import type pg from 'pg'

const NOTES = 'staging.deferred_index'

/** Takes the plain indexes off these tables, where they are empty. Not being able to is no failure: loading just takes longer. */
export async function deferIndexes(pool: pg.Pool, tables: readonly string[], lock: number): Promise<void> {
  const client = await pool.connect()
  let broken = true
  try {
    await client.query(`begin; set local lock_timeout = '2s'`)
    const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_xact_lock($1) as free', [lock])
    if (rows[0]?.free) for (const table of tables) await deferIndexesOf(client, table)
    await client.query('commit')
    broken = false
  } catch (error) {
    // Somebody reads the table just now.
    if (!isLockTimeout(error)) throw error
  } finally {
    client.release(broken)
  }
}

async function deferIndexesOf(tx: pg.ClientBase, table: string): Promise<void> {
  if (!(await isEmpty(tx, table))) return
  await tx.query(`lock table ${table} in access exclusive mode`)
  if (!(await isEmpty(tx, table))) return
  await tx.query(`create table if not exists ${NOTES} (definition text primary key, table_name text not null)`)
  // Without constraints' indexes: those also say what may be in the table, and cost little where rows come in their order.
  const { rows } = await tx.query<{ name: string }>(
    `with dropped as (
       select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
       from pg_index where indrelid = $1::regclass and not indisunique and not exists (select from pg_constraint where conindid = indexrelid)
     ), noted as (
       insert into ${NOTES} select definition, $1 from dropped on conflict do nothing
     )
     select name from dropped`,
    [table],
  )
  if (rows.length > 0) await tx.query(`drop index ${rows.map(({ name }) => name).join(', ')}`)
}

async function isEmpty(tx: pg.ClientBase, table: string): Promise<boolean> {
  return (await tx.query(`select from ${table} limit 1`)).rowCount === 0
}

/** Builds what was taken off; all tables, or one of them. */
export async function restoreIndexes(tx: pg.ClientBase, table: string | 'all'): Promise<void> {
  const { rows: exists } = await tx.query<{ notes: string | null }>('select to_regclass($1)::text as notes', [NOTES])
  if (!exists[0]?.notes) return
  const { rows } = await tx.query<{ definition: string }>(
    `delete from ${NOTES} where $1 = 'all' or table_name = $1 returning definition`,
    [table],
  )
  if (table === 'all') await tx.query(`drop table ${NOTES}`)
  if (rows.length === 0) return
  await tx.query(`set local maintenance_work_mem = '256MB'`)
  for (const { definition } of rows) await tx.query(definition.replace(/^CREATE INDEX /, 'CREATE INDEX IF NOT EXISTS '))
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '55P03'
}
