/** Pins one state of the source and stages it whole; what an earlier try of the same run staged of it is not read again. */
import type pg from 'pg'
import type { ConnectorId } from '@/lib/catalogue/types'
import {
  SourceChanged,
  SourceError,
  type Pinned,
  type PinOptions,
  type Reader,
  type SourceTable,
} from '@/lib/connectors/types'
import { log } from '@/lib/log'
import { failpoint } from './failpoint'
import { fenced } from './fence'
import { requiredTables } from './mirror'
import { recallObject, remember } from './resume'
import { skip } from './skip'
import { mappingHash } from './mapping-hash'
import { stageTable, type Run, type StagedTable } from './stage'

const MOST_PINS = 3
/** After so many broken transactions in a row, a source is asked for no long one any more. */
const MOST_CONFLICTS = 2

export interface Delivery {
  readonly pinned: Pinned
  readonly tables: readonly StagedTable[]
}

/** Reads until one state of the source was read from the first to the last table. */
export async function readSource(run: Run, open: () => Promise<Reader>): Promise<Delivery> {
  let conflicts = 0
  for (let pins = 1; ; pins++) {
    run.pulse.restart()
    run.pulse.step('Connecting to the source')
    const reader = await open()
    try {
      run.pulse.signal.throwIfAborted()
      const pinned = await reader.pin(run.pulse.signal, {
        separateSnapshots: conflicts === MOST_CONFLICTS,
      } satisfies PinOptions)
      refuseIncomplete(run, pinned)
      await fenced(run, (tx) => recordPinned(tx, run, pinned))
      await failpoint('after-pin')
      const tables = await stageAll(run, reader, pinned)
      await reader.confirm(run.pulse.signal)
      return { pinned, tables }
    } catch (error) {
      // A replica breaks off readers that stand in the way of what it replays.
      const isConflict = error instanceof SourceError && error.code === 'conflict' && conflicts++ < MOST_CONFLICTS
      if (!isConflict && !(error instanceof SourceChanged)) throw error
      if (!isConflict && pins - conflicts === MOST_PINS) {
        throw new SourceChanged(`${error.message} It changed ${pins} times in a row; an export seems to be under way.`)
      }
      log.info({ runId: run.runId, pins, reason: error.message }, 'the source is read again')
    } finally {
      await reader.close().catch(() => undefined)
    }
  }
}

async function stageAll(run: Run, reader: Reader, { tables }: Pinned): Promise<StagedTable[]> {
  const there = new Map<SourceTable, StagedTable>()
  for (const source of tables) {
    run.pulse.signal.throwIfAborted()
    const staged = (await recallObject(run, source)) ?? (await skip(run, source))
    if (staged) there.set(source, staged)
  }
  run.space.check(tables.filter((source) => !there.has(source)))

  const all: StagedTable[] = []
  for (const source of tables) {
    run.pulse.signal.throwIfAborted()
    all.push(there.get(source) ?? (await stageAnew(run, reader, source)))
  }
  return all
}

async function stageAnew(run: Run, reader: Reader, source: SourceTable): Promise<StagedTable> {
  run.pulse.step(`Reading ${source.table.name}`)
  const staged = await stageTable(run, reader, source)
  await fenced(run, (tx) => remember(tx, run, staged))
  await failpoint('after-table')
  return staged
}

/** A replay brings some rows of some tables. */
function refuseIncomplete(run: Run, { tables }: Pinned): void {
  const delivered = new Set(tables.map(({ table }) => table.name))
  const required = run.replay ? [] : requiredTables(run.connectorId as ConnectorId)
  const missing = required.filter(({ name }) => !delivered.has(name))
  if (missing.length === 0) return
  const names = missing.map(({ name }) => name).join(', ')
  throw new SourceError(
    'missing_table',
    `The source has no ${names}. Nothing was published, because its tables belong together.`,
  )
}

async function recordPinned(
  tx: pg.PoolClient,
  { runId }: Run,
  { tables, asOf, snapshot, warnings }: Pinned,
): Promise<void> {
  const names = tables.map((source) => source.table.name)
  const etags = tables.map((source) => source.etag)
  const sizes = tables.map((source) => source.size)
  const expected = tables.map(({ rowsExpected }) => rowsExpected)
  await tx.query(
    `update app.refresh_run set source_snapshot = $2, warnings = $3, rows_expected = $4, rows_read = 0,
       timeline = timeline || jsonb_build_object('pinned', clock_timestamp())
     where id = $1`,
    [
      runId,
      JSON.stringify({
        ...snapshot,
        as_of: asOf.toISOString(),
        mapping: Object.fromEntries(tables.map((source) => [source.table.name, mappingHash(source)])),
      }),
      JSON.stringify(warnings),
      expected.every((rows) => rows !== null) ? expected.reduce((sum, rows) => sum + rows, 0) : null,
    ],
  )
  // An object that this run staged before keeps its books, as long as the source still holds that very object.
  await tx.query(
    `delete from app.refresh_run_table as done where run_id = $1 and not (state = 'staged' and staged is not null and exists (
       select from unnest($2::text[], $3::text[], $4::bigint[]) as pinned(name, etag, size)
       where pinned.name = done.table_name and pinned.etag = done.etag and pinned.size = done.bytes_expected))`,
    [runId, names, etags, sizes],
  )
  await tx.query('delete from app.quarantine where run_id = $1 and table_name <> all($2::text[])', [runId, names])
  await tx.query(
    `insert into app.refresh_run_table (run_id, table_name, object, etag, bytes_expected, last_modified, warnings)
     select $1, name, object, etag, size, modified, warnings
     from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[], $7::jsonb[])
       as pinned(name, object, etag, size, modified, warnings)
     on conflict (run_id, table_name) do nothing`,
    [
      runId,
      names,
      tables.map((source) => source.object),
      etags,
      sizes,
      tables.map((source) => source.lastModified?.toISOString() ?? null),
      tables.map((source) => JSON.stringify(source.warnings)),
    ],
  )
}
