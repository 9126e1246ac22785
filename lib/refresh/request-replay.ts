/** Asking for a replay: a queued run that takes rows out of the quarantine (lib/refresh/replay.ts) when the worker comes to it. */
import { record } from '@/lib/audit/record'
import type { Actor } from '@/lib/authz/actor'
import type { ConnectorId } from '@/lib/catalogue/types'
import type { App } from '@/lib/db/app'
import { oneAtATime, openOrNewRun, RefreshRefused } from './request'

export interface Selection {
  readonly table?: string | undefined
  readonly reason?: string | undefined
}

export async function requestReplay(
  app: App,
  actor: Actor,
  connectorId: ConnectorId,
  selection: Selection,
): Promise<number> {
  return app.$transaction(async (tx) => {
    await oneAtATime(tx, connectorId)
    const held = await tx.refreshRun.findFirst({ where: { connectorId, state: 'held' } })
    if (held) throw new RefreshRefused(`Refresh ${held.id} is held. Approve or discard it first, then replay.`)
    const { runId, already } = await openOrNewRun(tx, connectorId, {
      trigger: 'replay',
      ...(actor.kind === 'user' && { requestedById: actor.id }),
    })
    if (already) throw new RefreshRefused(`Refresh ${runId} is under way. Replay when it has ended.`)
    await tx.refreshRun.update({
      where: { id: runId },
      data: { replay: true, sourceSnapshot: { replay: { ...selection } } },
    })
    const detail = { run: runId, ...selection }
    await record(tx, { actor, action: 'quarantine.replay', subject: connectorId, detail })
    return runId
  })
}

/** What a replay was asked to take, as requestReplay or an earlier try of the same run wrote it down. */
export function selectionOf(sourceSnapshot: unknown): Selection {
  const { replay = {} } = (sourceSnapshot ?? {}) as { replay?: Selection }
  return { table: replay.table, reason: replay.reason }
}
