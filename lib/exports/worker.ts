/** The worker's part in exports: takes those that wait, two at a time, and clears away what nobody fetches. */
import { setTimeout as sleep } from 'node:timers/promises'
import { record } from '@/lib/audit/record'
import type { App } from '@/lib/db/app'
import { errorCode } from '@/lib/db/error-code'
import { log } from '@/lib/log'
import { SqlProblem } from '@/lib/sql/check'
import { problemFrom } from '@/lib/sql/problem-from'
import { claimExport, removeFile, TurnLost, type Claimed } from './claim'
import { makeExport, ownerOf, type Making } from './make'
import { sentenceFor } from './refused'
import { sweepExports } from './sweep'

const LOOK_MS = 1_000
const SWEEP_MS = 60_000
const AT_ONCE = 2

export async function workOnExports(app: App, signal: AbortSignal): Promise<void> {
  const slots = Array.from({ length: AT_ONCE }, () => whileRunning(signal, LOOK_MS, () => makeNext({ app, signal })))
  const sweeping = whileRunning(signal, SWEEP_MS, async () => {
    await sweepExports(app)
    return false
  })
  await Promise.all([...slots, sweeping])
}

/** True: it took one. */
export async function makeNext(making: Making, staleSeconds?: number): Promise<boolean> {
  const claimed = await claimExport(making.app, staleSeconds)
  if (!claimed) return false
  try {
    await makeExport(making, claimed)
  } catch (error) {
    await giveUp(making, claimed, error)
  }
  return true
}

async function giveUp({ app, signal }: Making, claimed: Claimed, error: unknown): Promise<void> {
  const { id, turn, name, userId, format } = claimed
  if (error instanceof TurnLost) {
    // A worker that stops leaves its work to the next; one whose turn another has leaves nothing.
    if (!signal.aborted) return
    await app.$executeRaw`update app.export set state = 'queued', started_at = null
      where id = ${id}::uuid and state = 'running' and started_at = ${turn}::timestamptz`
    return
  }
  // A database that is gone comes back, and this is taken up again when its turn is stale.
  if (/^(08...|57P0[123]|ECONN|P1001|P1017)/.test(errorCode(error))) throw error
  const told = sentenceOf(error, claimed)
  if (told === null) log.error({ err: error, export: id }, 'an export failed')
  const message = told ?? `Something went wrong. Tell your administrator the export’s id ${id}.`
  const actor = (await ownerOf(app, userId)) ?? 'system'
  const detail = { export: id, format, reason: told ?? 'an error' }
  await app.$transaction(async (tx) => {
    const failed = await tx.$executeRaw`
      update app.export set state = 'failed', error = ${message}, finished_at = clock_timestamp()
      where id = ${id}::uuid and state = 'running' and started_at = ${turn}::timestamptz`
    if (failed === 0) return
    await removeFile(tx, id)
    await record(tx, { actor, action: 'export.finish', subject: name, outcome: 'failed', detail })
  })
}

function sentenceOf(error: unknown, { kind }: Claimed): string | null {
  if (errorCode(error) === '57014') return 'The query took too long and was stopped. Narrow the rows.'
  // What the database says about a statement of the person's own is theirs to read, as on the page.
  const problem = kind === 'sql' ? problemFrom(error, '', '') : error
  return problem instanceof SqlProblem ? problem.message : sentenceFor(problem)
}

/** Again at once while there is work, and after a while when there is none; a failure is logged and tried again. */
async function whileRunning(signal: AbortSignal, everyMs: number, work: () => Promise<boolean>): Promise<void> {
  while (!signal.aborted) {
    const worked = await work().catch((error: unknown) => {
      if (!signal.aborted) log.warn({ error: String(error) }, 'the worker could not look after exports')
      return false
    })
    if (!worked) await sleep(everyMs, undefined, { signal }).catch(() => undefined)
  }
}
