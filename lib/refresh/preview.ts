/**
 * What publishing a held run would change: the whole publish is tried and taken back, and a few rows and numbers of it are
 * kept for the person who decides. Learners' data, so it is emptied with the decision.
 */
import type pg from 'pg'
import { log } from '@/lib/log'
import { fenced } from './fence'
import type { Finding } from './findings'
import { headlineNumbers, type HeadlineNumber } from './headline-numbers'
import { sampleChange, type TableSamples } from './preview-samples'
import { tryOut } from './publish'
import type { TableResult } from './publish-table'
import type { Delivery } from './read-source'
import { rowsDelivered, type Run } from './stage'

export interface Preview {
  readonly numbers: readonly { readonly label: string; readonly now: number; readonly after: number }[]
  readonly tables: Readonly<Record<string, TableSamples>>
}

const MOST_MILLISECONDS = 120_000
const MOST_BYTES = 200_000

/** Null: it failed or took too long, which is no reason not to hold the run. */
export async function previewRun(
  run: Run,
  { pinned, tables }: Delivery,
  findings: readonly Finding[],
): Promise<Preview | null> {
  const signal = AbortSignal.any([run.pulse.signal, AbortSignal.timeout(MOST_MILLISECONDS)])
  const suspect = new Set(findings.map(({ table }) => table))
  const samples: Record<string, TableSamples> = {}
  try {
    const now = await headlineNumbers(run.pool, pinned.asOf)
    const { after, results } = await tryOut(run, pinned, tables, {
      signal,
      async onTable(tx, staged, change) {
        const { name } = staged.source.table
        if (change.deletes > 0 || suspect.has(name)) samples[name] = await sampleChange(tx, run, staged, change)
      },
      inspect: async (tx, all) => ({ after: await headlineNumbers(tx, pinned.asOf), results: all }),
    })
    await fenced(run, (tx) => recordCounts(tx, run.runId, results))
    return { numbers: sideBySide(now, after), tables: fitting(samples) }
  } catch (error) {
    log.warn({ runId: run.runId, error: String(error) }, 'what a held refresh would change could not be found out')
    return null
  }
}

function sideBySide(now: readonly HeadlineNumber[], after: readonly HeadlineNumber[]): Preview['numbers'] {
  return now.map(({ label, value }, index) => ({ label, now: value, after: after[index]?.value ?? 0 }))
}

/** Tables with wide rows lose their samples first. */
function fitting(samples: Record<string, TableSamples>): Record<string, TableSamples> {
  const sized = Object.entries(samples).map((entry) => ({ entry, bytes: Buffer.byteLength(JSON.stringify(entry)) }))
  let left = MOST_BYTES
  const kept = sized.sort((a, b) => a.bytes - b.bytes).filter(({ bytes }) => (left -= bytes) >= 0)
  return Object.fromEntries(kept.map(({ entry }) => entry))
}

async function recordCounts(tx: pg.PoolClient, runId: number, results: readonly TableResult[]): Promise<void> {
  for (const { staged, inserts, updates, deletes, liveBefore, liveAfter } of results) {
    await tx.query(
      `update app.refresh_run_table set rows_inserted = $3, rows_updated = $4, rows_deleted = $5, rows_unchanged = $6,
         rows_duplicate = $7, rows_quarantined = $8, live_before = $9, live_after = $10
       where run_id = $1 and table_name = $2 and state = 'staged'`,
      [
        runId,
        staged.source.table.name,
        inserts,
        updates,
        deletes,
        rowsDelivered(staged) - inserts - updates + staged.rowsDuplicate,
        staged.rowsDuplicate,
        staged.rowsQuarantined,
        liveBefore,
        liveAfter,
      ],
    )
  }
}
