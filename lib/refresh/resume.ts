/**
 * What a run remembers of each table it staged (refresh_run_table.staged), so that another try, or an approval days later,
 * goes on with the staging tables that are still there. They are unlogged: after a crash of the database they are empty.
 */
import type pg from 'pg'
import { column as columnOf, tablesOf } from '@/lib/catalogue/catalogue'
import type { ConnectorId, Table } from '@/lib/catalogue/types'
import type { Pinned, SourceTable } from '@/lib/connectors/types'
import { isStillBase } from './live-lines'
import type { Measures } from './measures'
import { mirrorName, stagedGoneName, stagedKeysName, stagingName } from './mirror'
import { skippedTable } from './skip'
import { countRows } from './count-rows'
import { mappingHash } from './mapping-hash'
import type { Run, StagedTable } from './stage'

export interface Remembered extends Omit<StagedTable, 'source' | 'measures' | 'skipped'> {
  /** Rows of the table of keys; null without one. */
  readonly keys: number | null
  readonly mapping: string
  readonly source: Omit<SourceTable, 'table' | 'lastModified'> & { readonly lastModified: string | null }
}

/** Within `fenced`: a worker that lost its lease must not say what is staged. */
export async function remember(tx: pg.PoolClient, run: Run, staged: StagedTable): Promise<void> {
  const { source, measures, skipped: _, ...rest } = staged
  const { table, lastModified, ...described } = source
  const remembered: Remembered = {
    ...rest,
    keys: staged.keysStaged ? await countRows(tx, stagedKeysName(run.runId, table)) : null,
    mapping: mappingHash(source),
    source: { ...described, lastModified: lastModified?.toISOString() ?? null },
  }
  await tx.query('update app.refresh_run_table set staged = $3, measures = $4 where run_id = $1 and table_name = $2', [
    run.runId,
    table.name,
    JSON.stringify(remembered),
    JSON.stringify(measures),
  ])
}

interface Row {
  readonly table_name: string
  readonly state: string
  readonly staged: Remembered | null
  readonly measures: Measures
  readonly rows_read: number
}

const ROWS = 'select table_name, state, staged, measures, rows_read from app.refresh_run_table where run_id = $1'

/** The table as an earlier try staged it, if the object is the same one, understood in the same way; else null. */
export async function recallObject(run: Run, source: SourceTable): Promise<StagedTable | null> {
  if (source.etag === null || source.size === null) return null
  const { rows } = await run.pool.query<Row>(`${ROWS} and table_name = $2 and state = 'staged'`, [
    run.runId,
    source.table.name,
  ])
  const staged = rows[0]?.staged
  if (!rows[0] || !staged || staged.mapping !== mappingHash(source)) return null
  if (staged.source.etag !== source.etag || staged.source.size !== source.size) return null
  return recallTable(run, source, rows[0])
}

/** Everything that a held run had staged; null where any of it is gone, so that the source has to be read again. */
export async function recallDelivery(run: Run): Promise<{ pinned: Pinned; tables: StagedTable[] } | null> {
  const { rows: runs } = await run.pool.query<{ snapshot: { as_of?: string } | null; warnings: string[] }>(
    'select source_snapshot as snapshot, warnings from app.refresh_run where id = $1',
    [run.runId],
  )
  const asOf = runs[0]?.snapshot?.as_of
  if (!runs[0] || asOf === undefined) return null
  const { rows } = await run.pool.query<Row>(`${ROWS} order by table_name`, [run.runId])
  const tables: StagedTable[] = []
  for (const row of rows) {
    const source = sourceOf(run, row)
    const staged = source && (await recallTable(run, source, row))
    if (!staged) return null
    tables.push(staged)
  }
  const { warnings, snapshot } = runs[0]
  return {
    pinned: { asOf: new Date(asOf), tables: tables.map(({ source }) => source), warnings, snapshot: { ...snapshot } },
    tables,
  }
}

/** The catalogue may have moved on since, with an upgrade between staging and approval. */
function sourceOf(run: Run, { table_name: name, staged }: Row): SourceTable | null {
  const table = tablesOf(run.connectorId as ConnectorId).find((candidate) => candidate.name === name)
  if (!table || !staged || !knowsAll(table, staged.source.columns)) return null
  const { lastModified } = staged.source
  const source = { ...staged.source, table, lastModified: lastModified === null ? null : new Date(lastModified) }
  return mappingHash(source) === staged.mapping ? source : null
}

const knowsAll = (table: Table, names: readonly string[]) => names.every((name) => columnOf(table, name))

async function recallTable(run: Run, source: SourceTable, row: Row): Promise<StagedTable | null> {
  const { staged, state, measures } = row
  const { pool, runId } = run
  const { table } = source
  if (state === 'skipped') {
    const live = await countRows(pool, mirrorName(table))
    return live === Number(row.rows_read) ? skippedTable(source, live, measures) : null
  }
  if (state !== 'staged' || !staged) return null
  const { keys, mapping: _, ...rest } = staged
  if ((await rowsIfThere(pool, stagingName(runId, table))) !== staged.rowsStaged) return null
  if (staged.keysStaged && (await rowsIfThere(pool, stagedKeysName(runId, table))) !== keys) return null
  if (staged.known && (await rowsIfThere(pool, stagedGoneName(runId, table))) !== staged.known.gone) return null
  if (staged.known && !(await isStillBase(pool, run, table, staged.known))) return null
  return { ...rest, source, skipped: false, measures }
}

async function rowsIfThere(pool: pg.Pool, name: string): Promise<number | null> {
  const { rows } = await pool.query<{ exists: boolean }>('select to_regclass($1) is not null as exists', [name])
  return rows[0]?.exists ? countRows(pool, name) : null
}
