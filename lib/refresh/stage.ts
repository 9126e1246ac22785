/** Copies one table of a delivery into a typed, unlogged staging table: streaming, in constant memory. */
import type pg from 'pg'
import { SourceError, type Alert, type Reader, type ReadResult, type SourceTable } from '@/lib/connectors/types'
import { log } from '@/lib/log'
import type { Claim } from './claim'
import { startCopy, untilAborted } from './copy-into'
import { CopyText } from './copy-text'
import { failpoint } from './failpoint'
import { fenced } from './fence'
import { forgetLog } from './line-log'
import { isTrue, liveLines, stageGone, type KnownLines } from './live-lines'
import { columnList, isMultiset, mirrorName, stagingName } from './mirror'
import type { Measures } from './measures'
import type { Pulse } from './pulse'
import { forgetRejected, QuarantineWriter } from './quarantine'
import { rowOnDisk, type StagingSpace } from './staging-space'
import { createStagingTable } from './staging-table'
import { stageKeys } from './reconcile/keys'
import { cursorAlerts } from './reconcile/regression'
import { scopeOf, type Scope } from './reconcile/scope'

export interface Run extends Claim {
  /** Reads everything, whatever watermarks and ETags say. */
  readonly full: boolean
  /** Compares every row of an incremental source with the mirror. */
  readonly reconcile: boolean
  /** Takes rows out of the quarantine instead of reading the source: moves no watermark and no publication. */
  readonly replay: boolean
  readonly pool: pg.Pool
  readonly pulse: Pulse
  readonly space: StagingSpace
}

export interface StagedTable {
  readonly source: SourceTable
  /**
   * What the staged rows are to the mirror. snapshot: all of it, absence means deleted; changes: absence means nothing;
   * append: rows without a key that are only added.
   */
  readonly mode: 'snapshot' | 'changes' | 'append'
  /** The source's keys are in staging too, so that rows whose key is not among them are deleted. */
  readonly keysStaged: boolean
  /** The file is the one that is live, so it was not read. */
  readonly skipped: boolean
  /** Keys were checked, and the measures taken (lib/refresh/validate.ts). */
  readonly validated: boolean
  readonly rowsRead: number
  readonly rowsQuarantined: number
  /** The part of them that cannot be told apart: a key that is missing, unreadable or contradicted. */
  readonly keysRejected: number
  /** Identical rows under one key, of which one was taken. */
  readonly rowsDuplicate: number
  /** Rows that are left to be published. */
  readonly rowsStaged: number
  /** Lines that were passed over because they are live; null: every row was looked at and is in staging. */
  readonly known: KnownLines | null
  readonly watermark: string | null
  /** The stamp from which an incremental table was read; null: whatever its stamps. */
  readonly since: string | null
  /** How the mirror is known to equal the source once this is published; null: only what was read is. */
  readonly proof: Scope['proof']
  readonly bytes: number
  readonly alerts: readonly Alert[]
  readonly measures: Measures
}

export async function stageTable(run: Run, reader: Reader, source: SourceTable): Promise<StagedTable> {
  const { runId, pulse } = run
  const scope = await scopeOf(run, reader, source)
  const { since, days, window, proof } = scope
  const progress = pulse.startTable(source.table.name)
  await fenced(run, async (tx) => {
    // What an earlier try rejected is rejected again.
    await forgetRejected(tx, runId, source.table.name)
    await tx.query(
      `update app.refresh_run_table set state = 'reading', started_at = clock_timestamp(), watermark_from = $3, staged = null
       where run_id = $1 and table_name = $2`,
      [runId, source.table.name, since],
    )
  })
  await createStaging(run, source)
  const lookup = await liveLines(run, source)

  const rejected = new QuarantineWriter(run, source)
  const encoder = new CopyText(source)
  const copy = await startCopy(run, stagingName(runId, source.table), columnList(encoder.columns))
  const batches = reader.read(source, {
    since,
    ...(lookup && { lines: lookup.lines }),
    ...(days && { days }),
    ...(window && { window }),
    signal: pulse.signal,
    onBytes: (bytes) => void (progress.bytesRead += bytes),
  })
  const key = new Set(source.table.key)
  let rowsStaged = 0
  let keysRejected = 0
  let result: ReadResult
  try {
    for (;;) {
      const next = await untilAborted(pulse.signal, batches.next())
      if (next.done) {
        result = next.value
        break
      }
      const encoded = encoder.encode(next.value)
      for (const row of encoded.rejected) {
        await rejected.add(row)
        run.space.take(row.raw.length + rowOnDisk)
        // Of a record that cannot even be cut into fields nobody knows the key.
        if (key.size > 0 && (row.column === null || key.has(row.column))) keysRejected++
      }
      run.space.take(encoded.bytes.length + encoded.rows * rowOnDisk)
      await copy.write(encoded.bytes)
      rowsStaged += encoded.rows
      progress.rowsRead += encoded.rows + encoded.rejected.length + (next.value.known ?? 0)
      await rejected.stopIfMost(progress.rowsRead)
      await failpoint('mid-table')
    }
    await copy.finish()
  } catch (error) {
    copy.abandon(error)
    // Not awaited: a reader that hangs in its source would hold us here.
    void batches.return({ bytes: 0, sha256: null, watermark: null, warnings: [] }).catch(() => undefined)
    throw pulse.signal.aborted ? pulse.signal.reason : error
  } finally {
    await rejected.flush()
  }

  assertComplete(source, result)
  if (lookup && !(await isTrue(lookup))) {
    log.warn(
      { runId, table: source.table.name },
      'the log of live lines is not what the table holds; the file is read again',
    )
    await forgetLog(run.pool, run, source.table)
    return stageTable(run, reader, source)
  }
  const regressed = since === null ? [] : await cursorAlerts(run, reader, source, result.watermark)
  if (proof === 'checksum') await stageKeys(run, reader, source)
  await reader.leave?.(pulse.signal)
  const known = lookup && (await stageGone(run, source, lookup))
  await fenced(run, (tx) =>
    tx.query(
      `update app.refresh_run_table set state = 'staged', rows_read = $3, rows_quarantined = $4, bytes_read = $5, sha256 = $6,
         warnings = $7, watermark_to = $8 where run_id = $1 and table_name = $2`,
      [
        runId,
        source.table.name,
        progress.rowsRead,
        rejected.count,
        result.bytes,
        result.sha256,
        JSON.stringify([...source.warnings, ...result.warnings]),
        result.watermark,
      ],
    ),
  )
  return {
    source,
    mode: modeOf(run, source, scope),
    keysStaged: proof === 'checksum',
    skipped: false,
    validated: false,
    rowsRead: progress.rowsRead,
    rowsQuarantined: rejected.count,
    keysRejected,
    rowsDuplicate: 0,
    rowsStaged,
    known,
    watermark: result.watermark,
    since,
    proof,
    bytes: result.bytes,
    alerts: [...(result.alerts ?? []), ...regressed],
    measures: {},
  }
}

/** Rows that the mirror is to hold of a whole delivery. */
export function rowsDelivered({ rowsStaged, known }: StagedTable): number {
  return rowsStaged + (known?.rows ?? 0)
}

function modeOf(run: Run, { table }: SourceTable, { since, window }: Scope): StagedTable['mode'] {
  if (run.replay) return isMultiset(table) ? 'append' : 'changes'
  return since === null && !window ? 'snapshot' : 'changes'
}

/** A transfer that was cut short may look complete to the client that made it. */
function assertComplete(source: SourceTable, result: ReadResult): void {
  if (source.size === null || result.bytes === source.size) return
  const read = result.bytes.toLocaleString('en')
  throw new SourceError(
    'truncated',
    `${source.object} ended after ${read} of ${source.size.toLocaleString('en')} bytes. It is read again with the next try.`,
    true,
  )
}

async function createStaging(run: Run, source: SourceTable): Promise<void> {
  const columns = columnList([...source.columns, 'extra'])
  // Taken from the mirror itself, so the types can never differ; not-null and defaults stay behind.
  await createStagingTable(
    run,
    stagingName(run.runId, source.table),
    `select ${columns}, null::bigint as line, null::uuid as row_hash, null::bigint as line_hash from ${mirrorName(source.table)}`,
  )
}
