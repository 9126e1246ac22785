/**
 * Asking for a refresh, and for its end. The request is the queued run itself, written in one transaction; the worker turns
 * queued runs into jobs, so a request is never lost, not even when no worker runs yet.
 */
import type { ConnectorId } from '@/lib/catalogue/types'
import { record } from '@/lib/audit/record'
import type { Actor } from '@/lib/authz/actor'
import type { App, AppTx } from '@/lib/db/app'
import type { RunState } from '@/generated/prisma/client'

export type Trigger = 'manual' | 'schedule' | 'api' | 'cli' | 'replay'

export interface RefreshRequest {
  readonly trigger: Trigger
  readonly requestedById?: string
  /** Reads everything and removes what the source no longer has. */
  readonly full?: boolean
  /** Compares every row of an incremental source with the mirror. */
  readonly reconcile?: boolean
}

export interface Requested {
  readonly runId: number
  /** A run was under way; this is that one. */
  readonly already: boolean
}

/** A request that cannot be met; the message is for the person who asked. */
export class RefreshRefused extends Error {
  override name = 'RefreshRefused'
}

/** Queued or working. */
export const openStates: readonly RunState[] = ['queued', 'extracting', 'staged', 'validated', 'publishing']

export async function requestRefresh(app: App, connectorId: ConnectorId, request: RefreshRequest): Promise<Requested> {
  return app.$transaction(async (tx) => {
    await oneAtATime(tx, connectorId)
    const connector = await tx.connector.findUnique({ where: { id: connectorId } })
    if (!connector) throw new RefreshRefused(`The connector ${connectorId} has no credentials yet. Set it up first.`)
    if (!connector.enabled) throw new RefreshRefused(`The connector ${connectorId} is switched off.`)
    const verifying = await tx.refreshRun.findFirst({
      where: { connectorId, trigger: 'verify', state: { in: [...openStates] } },
    })
    if (verifying) {
      throw new RefreshRefused(
        `The mirror of ${connectorId} is being compared with its source. Ask again when that has ended.`,
      )
    }
    return openOrNewRun(tx, connectorId, request)
  })
}

/** Two people may press the button in the same moment; the connector's own row stays free for the worker's heartbeat. */
export async function oneAtATime(tx: AppTx, connectorId: ConnectorId): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`skillscope refresh ${connectorId}`}))`
}

export async function openOrNewRun(tx: AppTx, connectorId: ConnectorId, request: RefreshRequest): Promise<Requested> {
  const running = await tx.refreshRun.findFirst({
    where: { connectorId, state: { in: [...openStates] } },
    orderBy: { id: 'desc' },
  })
  if (running) return { runId: Number(running.id), already: true }
  const { trigger, requestedById = null, full = false, reconcile = false } = request
  const run = await tx.refreshRun.create({
    data: { connectorId, trigger, requestedById, full, reconcile, step: 'Waiting for the worker' },
  })
  return { runId: Number(run.id), already: false }
}

/** A run that waits ends at once; one that works ends within a second or two. Asking again does no harm. */
export async function requestCancel(app: App, actor: Actor, runId: number): Promise<void> {
  await app.$transaction(async (tx) => {
    const run = await tx.refreshRun.findUnique({ where: { id: runId } })
    if (!run) throw new RefreshRefused(`There is no refresh ${runId}.`)
    const now = new Date()
    await tx.refreshRun.updateMany({
      where: { id: runId, state: { in: [...openStates] }, cancelRequestedAt: null },
      data: { cancelRequestedAt: now },
    })
    await tx.refreshRun.updateMany({
      where: { id: runId, state: 'queued' },
      data: {
        state: 'cancelled',
        finishedAt: now,
        step: null,
        errorMessage: 'The refresh was cancelled before it began.',
      },
    })
    await record(tx, { actor, action: 'refresh.cancel', subject: run.connectorId, detail: { run: runId } })
  })
}
