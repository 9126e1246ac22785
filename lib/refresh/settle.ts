/** Writes down how a try of a run ended without a publication: what may pass goes back into the queue, the rest has failed. */
import { record } from '@/lib/audit/record'
import type { App } from '@/lib/db/app'
import type { RunState } from '@/generated/prisma/client'
import { log, scrub } from '@/lib/log'
import { CancelRequested, describeFailure, Interrupted, LeaseLost } from './failure'
import type { Run } from './stage'

/** Patience in seconds before the second try, the third, and the last; some of them at random, so that sources are not stormed. */
const patience = [30, 120, 600]

/** Returns the state in which the run was left; `queued` means that it wants to be tried again later. */
export async function settle(app: App, run: Run, error: unknown): Promise<RunState> {
  if (error instanceof LeaseLost) {
    log.warn({ runId: run.runId }, error.message)
    const now = await app.refreshRun.findUnique({ where: { id: run.runId }, select: { state: true } })
    return now?.state ?? 'failed'
  }
  if (error instanceof Interrupted) {
    return finish(run, { state: 'queued', attempt: run.attempt - 1, step: 'Interrupted by a restart; starts again' })
  }
  if (error instanceof CancelRequested) {
    const detail = { run: run.runId }
    await record(app, { actor: 'system', action: 'refresh.cancelled', subject: run.connectorId, detail })
    return finish(run, { state: 'cancelled', message: error.message })
  }
  const failure = describeFailure(error)
  const message = scrub(failure.message)
  if (failure.bug) log.error({ runId: run.runId, connectorId: run.connectorId, err: error }, 'a refresh failed')
  else log.warn({ runId: run.runId, connectorId: run.connectorId, code: failure.code }, message)
  const wait = patience[run.attempt - 1]
  if (failure.transient && wait !== undefined) {
    return finish(run, {
      state: 'queued',
      code: failure.code,
      message,
      waitSeconds: wait * (0.8 + 0.4 * Math.random()),
    })
  }
  const detail = { run: run.runId, code: failure.code }
  const state = await finish(run, { state: 'failed', code: failure.code, message })
  if (state === 'failed') {
    await record(app, {
      actor: 'system',
      action: 'refresh.failed',
      subject: run.connectorId,
      outcome: 'failed',
      detail,
    })
  }
  return state
}

interface Ending {
  readonly state: 'queued' | 'failed' | 'cancelled'
  readonly code?: string
  readonly message?: string
  readonly step?: string
  readonly attempt?: number
  /** How long the queue leaves the run alone before the next try. */
  readonly waitSeconds?: number
}

/** Only the worker that holds the run ends it; one that was overtaken learns what became of it. */
async function finish(run: Run, ending: Ending): Promise<RunState> {
  const { rowCount } = await run.pool.query(
    `update app.refresh_run set state = $3::app."RunState", error_code = $4, error_message = $5, attempt = $6, retry_at = retry,
       step = coalesce('Tries again at ' || to_char(retry at time zone 'UTC', 'HH24:MI') || ' UTC', $7),
       finished_at = case when $3 = 'queued' then null else clock_timestamp() end
     from (select clock_timestamp() + make_interval(secs => $8) as retry) as waiting
     where id = $1 and lease_token = $2 and finished_at is null and state <> 'held'`,
    [
      run.runId,
      run.token,
      ending.state,
      ending.code ?? null,
      ending.message ?? null,
      ending.attempt ?? run.attempt,
      ending.step ?? null,
      ending.waitSeconds ?? null,
    ],
  )
  if (rowCount !== 1) {
    const { rows } = await run.pool.query<{ state: RunState }>('select state from app.refresh_run where id = $1', [
      run.runId,
    ])
    return rows[0]?.state ?? 'failed'
  }
  await run.pool.query(
    `update app.refresh_run_table set state = 'failed', finished_at = clock_timestamp()
     where run_id = $1 and state in ('reading', 'staged') and $2 = 'failed'`,
    [run.runId, ending.state],
  )
  return ending.state
}
