/** Ends a run before its publish, because a person has to look at what the guards found. Its staging stays. */
import type pg from 'pg'
import { log } from '@/lib/log'
import { formatCounted } from '@/lib/format/numbers'
import type { RunState } from '@/generated/prisma/client'
import { failpoint } from './failpoint'
import { LeaseLost } from './failure'
import { fenced } from './fence'
import type { Finding } from './findings'
import { previewRun, type Preview } from './preview'
import type { Delivery } from './read-source'
import type { Run } from './stage'
import { supersede } from './supersede'

/** Findings that an error message spells out; the page shows them all. */
const MOST_TOLD = 3

export async function hold(run: Run, delivery: Delivery, findings: readonly Finding[]): Promise<RunState> {
  run.pulse.step('Looking at what would change')
  const preview = await previewRun(run, delivery, findings)
  run.pulse.signal.throwIfAborted()
  await failpoint('before-hold')
  await fenced(run, (tx) => writeDown(tx, run, findings, preview))
  await failpoint('after-hold')
  log.warn({ runId: run.runId, connectorId: run.connectorId, findings: findings.length }, 'a refresh is held')
  return 'held'
}

/** A run that waits for a decision is in the audit, and the only one of its connector that does. */
async function writeDown(
  tx: pg.PoolClient,
  run: Run,
  findings: readonly Finding[],
  preview: Preview | null,
): Promise<void> {
  const { rowCount } = await tx.query(
    `update app.refresh_run set state = 'held', held_at = clock_timestamp(), step = null, findings = $3, preview = $4,
       error_code = 'held', error_message = $5, decision = null, decision_reason = null, decided_at = null,
       decided_by_id = null, decided_by_name = null,
       timeline = timeline || jsonb_build_object('held', clock_timestamp())
     where id = $1 and lease_token = $2 and finished_at is null`,
    [run.runId, run.token, JSON.stringify(findings), preview && JSON.stringify(preview), whyHeld(findings)],
  )
  if (rowCount !== 1) throw new LeaseLost('The run was ended by somebody else.')
  await supersede(tx, run.connectorId, run.runId)
  await tx.query(
    `insert into app.audit (actor_kind, action, subject, detail) values ('system', 'refresh.held', $1, $2)`,
    [
      run.connectorId,
      JSON.stringify({ run: run.runId, findings: findings.map(({ code, table }) => ({ code, table })) }),
    ],
  )
}

function whyHeld(findings: readonly Finding[]): string {
  const told = findings.slice(0, MOST_TOLD).map(({ message }) => message)
  const more = findings.length - told.length
  if (more > 0) told.push(`${formatCounted(more, 'more finding', 'more findings')}.`)
  return `${told.join(' ')} The data of the last refresh stays until you decide.`
}
