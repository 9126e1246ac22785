/** Waits for a refresh to end, and works on it here when no worker takes it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { app } from '@/lib/db/app'
import { readRun, type RunDetail, type RunSummary } from '@/lib/refresh/status'
import { startWorker, type Worker } from '@/lib/refresh/worker'
import { CommandError } from './command'

const POLL_MS = 300

export interface AwaitOptions {
  signal: AbortSignal
  onProgress?: (run: RunDetail) => void
  /** After how long a waiting run is worked on in this process; without one, never. */
  helpAfterMs?: number
}

export async function awaitRefresh(
  runId: number,
  { signal, onProgress, helpAfterMs }: AwaitOptions,
): Promise<RunDetail> {
  const began = Date.now()
  let helper: Worker | undefined
  try {
    for (;;) {
      const run = await readRun(app(), runId)
      // `skillscope verify` looks like a run while it lasts, and leaves none.
      if (!run) throw new CommandError(`Run ${runId} is over and was no refresh. Ask again.`)
      if (!run.running) return run
      onProgress?.(run)
      const waits = run.state === 'queued' && run.attempt === 0
      if (!helper && waits && helpAfterMs !== undefined && Date.now() - began > helpAfterMs)
        helper = await startWorker()
      await sleep(POLL_MS, undefined, { signal })
    }
  } finally {
    await helper?.stop()
  }
}

export const succeeded = (run: RunDetail) => run.state === 'published' || run.state === 'unchanged'

/** One line about a run, for people. */
export function describeRun(run: RunSummary): string {
  const count = (number: number, word: string) => `${number.toLocaleString('en')} ${word}`
  const parts = [
    `Refresh ${run.id} of ${run.connectorId}: ${run.state}`,
    run.errorMessage,
    run.running ? run.step : null,
    count(run.rowsRead, 'rows read'),
    run.rowsInserted > 0 ? count(run.rowsInserted, 'inserted') : null,
    run.rowsUpdated > 0 ? count(run.rowsUpdated, 'updated') : null,
    run.rowsDeleted > 0 ? count(run.rowsDeleted, 'deleted') : null,
    run.rowsQuarantined > 0 ? count(run.rowsQuarantined, 'quarantined') : null,
    run.seconds === null ? null : `${run.seconds} s`,
  ]
  return parts.filter((part) => part !== null).join(' · ')
}
