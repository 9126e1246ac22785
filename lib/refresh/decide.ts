/** What an administrator decides about a held run. Approved, it goes back into the queue and publishes what it had staged. */
import { Prisma } from '@/generated/prisma/client'
import { record } from '@/lib/audit/record'
import type { Actor } from '@/lib/authz/actor'
import type { ConnectorId } from '@/lib/catalogue/types'
import type { App, AppTx } from '@/lib/db/app'
import { oneAtATime, openStates, RefreshRefused } from './request'

const SHORTEST_REASON = 10
const LONGEST_REASON = 1_000

export async function approveRun(app: App, actor: Actor, runId: number, reason: string): Promise<void> {
  await decide(app, actor, runId, reason, async (tx, connectorId) => {
    const [connector, open] = await Promise.all([
      tx.connector.findUniqueOrThrow({ where: { id: connectorId }, select: { publishedRunId: true } }),
      tx.refreshRun.findFirst({ where: { connectorId, state: { in: [...openStates] } }, select: { id: true } }),
    ])
    if (open) {
      throw new RefreshRefused(
        `Refresh ${open.id} of ${connectorId} is under way. Decide about refresh ${runId} when it has ended.`,
      )
    }
    if (connector.publishedRunId !== null && connector.publishedRunId > runId) {
      throw new RefreshRefused(
        `Refresh ${connector.publishedRunId} is newer and live, so refresh ${runId} can only be discarded.`,
      )
    }
    await record(tx, { actor, action: 'refresh.approved', subject: connectorId, detail: { run: runId } })
    // The three tries are its own again: so far nothing went wrong.
    return {
      state: 'queued',
      decision: 'approved',
      attempt: 0,
      step: 'Approved; waiting for the worker',
      cancelRequestedAt: null,
    }
  })
}

export async function discardRun(app: App, actor: Actor, runId: number, reason: string): Promise<void> {
  await decide(app, actor, runId, reason, async (tx, connectorId) => {
    await record(tx, { actor, action: 'refresh.discarded', subject: connectorId, detail: { run: runId } })
    // Its staging goes with the next sweep.
    return { state: 'discarded', decision: 'discarded', finishedAt: new Date() }
  })
}

async function decide(
  app: App,
  actor: Actor,
  runId: number,
  reason: string,
  outcome: (tx: AppTx, connectorId: ConnectorId) => Promise<Prisma.RefreshRunUpdateManyMutationInput>,
): Promise<void> {
  const decisionReason = reason.trim()
  if (decisionReason.length < SHORTEST_REASON) {
    throw new RefreshRefused(`Say in at least ${SHORTEST_REASON} characters why.`)
  }
  if (decisionReason.length > LONGEST_REASON)
    throw new RefreshRefused(`Say in at most ${LONGEST_REASON} characters why.`)
  await app.$transaction(async (tx) => {
    const found = await tx.refreshRun.findUnique({ where: { id: runId }, select: { connectorId: true } })
    if (!found) throw new RefreshRefused(`There is no refresh ${runId}.`)
    const connectorId = found.connectorId as ConnectorId
    await oneAtATime(tx, connectorId)
    const data: Prisma.RefreshRunUpdateManyMutationInput = {
      ...(await outcome(tx, connectorId)),
      decisionReason,
      decidedAt: new Date(),
      decidedByName: actor.name,
      preview: Prisma.DbNull,
      errorCode: null,
      errorMessage: null,
    }
    const who = actor.kind === 'user' ? { decidedById: actor.id } : {}
    const { count } = await tx.refreshRun.updateMany({ where: { id: runId, state: 'held' }, data: { ...data, ...who } })
    if (count === 0) throw new RefreshRefused(`Refresh ${runId} waits for no decision any more.`)
  })
}
