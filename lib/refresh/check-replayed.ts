/**
 * What a replay took out of the quarantine, against itself and against the mirror. The live row wins where the source has
 * delivered it since; where nobody can tell which of two rows is right, the replayed one goes back.
 */
import type pg from 'pg'
import { columnList, mirrorName, quote, sameKey, stagingName } from './mirror'
import type { Run, StagedTable } from './stage'

const conflict = 'Another row has the same key and other values. Put the wrong one aside, then replay again.'

export async function checkReplayed(run: Run, tx: pg.PoolClient, staged: StagedTable): Promise<StagedTable> {
  const { table, columns, extra } = staged.source
  const staging = stagingName(run.runId, table)
  const compared = extra.length > 0 ? [...columns, 'extra'] : columns
  const content = (alias: string) => `row(${columnList(compared, alias)})`
  const cursor = table.cursor === null ? null : quote(table.cursor)
  const equal = (one: string, other: string) => `not ${content(one)} is distinct from ${content(other)}`
  const isNewer = (one: string, other: string) =>
    cursor ? `coalesce(${one}.${cursor} > coalesce(${other}.${cursor}, '-infinity'), false)` : 'false'

  // Of equal rows the newest is kept: its delivery is the latest.
  const repeated = await answer(
    tx,
    run,
    `delete from ${staging} s using ${staging} t
     where ${sameKey(table, 's', 't')} and (${isNewer('t', 's')} or s.line < t.line and ${equal('s', 't')})
     returning s.line`,
  )
  const superseded = await answer(
    tx,
    run,
    `delete from ${staging} s using ${mirrorName(table)} l
     where ${sameKey(table, 's', 'l')} and (${isNewer('l', 's')} or ${equal('s', 'l')})
     returning s.line`,
  )
  const contested = await sendBack(
    tx,
    run,
    `delete from ${staging} s where exists (
       select from ${staging} t where ${sameKey(table, 's', 't')} and s.ctid <> t.ctid
     ) or exists (
       select from ${mirrorName(table)} l where ${sameKey(table, 's', 'l')} and not ${isNewer('s', 'l')}
     )
     returning s.line`,
    table.key.join(', '),
  )
  return {
    ...staged,
    rowsDuplicate: repeated + superseded,
    rowsQuarantined: staged.rowsQuarantined + contested,
    rowsStaged: staged.rowsStaged - repeated - superseded - contested,
  }
}

/** The source, or a later row of the quarantine, has brought these rows already, whatever becomes of this run. */
async function answer(tx: pg.PoolClient, run: Run, removed: string): Promise<number> {
  const { rowCount } = await tx.query(
    `with gone as (${removed})
     update app.quarantine set resolved_at = clock_timestamp(), resolution = 'redelivered'
     from gone where quarantine.id = gone.line and connector_id = $1`,
    [run.connectorId],
  )
  return rowCount ?? 0
}

async function sendBack(tx: pg.PoolClient, run: Run, removed: string, column: string): Promise<number> {
  const { rowCount } = await tx.query(
    `with gone as (${removed})
     update app.quarantine set reason_code = 'conflicting_key', column_name = $2, message = $3
     from gone where quarantine.id = gone.line and connector_id = $1`,
    [run.connectorId, column, conflict],
  )
  return rowCount ?? 0
}
