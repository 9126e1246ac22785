/** Makes a table that rows are copied into, anew for every try. */
import type pg from 'pg'
import { assertOurs, fenced } from './fence'
import type { Run } from './stage'

/** `columns`: a query that gives them, of which no row is taken. */
export async function createStagingTable(run: Run, name: string, columns: string): Promise<void> {
  await fenced(run, async (tx) => {
    // Before anything: the writers that are ended below must not be those of the next worker.
    await assertOurs(tx, run, 'for share of run')
    await endWriters(tx, name)
    await tx.query(`drop table if exists ${name}`)
    await tx.query(
      `create unlogged table ${name} with (autovacuum_enabled = false) ${run.space.tablespace} as ${columns} with no data`,
    )
  })
}

/** A worker that lost its lease may still copy into its staging table, or hang there; this run's lease says that it must not. */
async function endWriters(tx: pg.PoolClient, name: string): Promise<void> {
  await tx.query(
    `select pg_terminate_backend(pid) from (
       select distinct pid from pg_locks where locktype = 'relation' and relation = to_regclass($1) and mode = 'RowExclusiveLock'
         and pid <> pg_backend_pid() and database = (select oid from pg_database where datname = current_database())
     ) as writer`,
    [name],
  )
}
