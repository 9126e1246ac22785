/** Storing when a connector refreshes; nothing is stored that the worker could not read. */
import { record } from '@/lib/audit/record'
import type { Actor } from '@/lib/authz/actor'
import type { ConnectorId } from '@/lib/catalogue/types'
import type { App } from '@/lib/db/app'
import { checkCron, checkZone } from './schedule-cron'

export interface ScheduleChoice {
  /** Null: on request only. */
  readonly cron: string | null
  readonly zone: string
  /** When an incremental source is compared row by row; null: never by itself; left out: as it is. */
  readonly reconcileCron?: string | null
}

/** False: there is no such connector yet. Throws ScheduleError for what cannot be used. */
export async function saveSchedule(
  app: App,
  actor: Actor | 'system',
  connectorId: ConnectorId,
  { cron, zone, reconcileCron }: ScheduleChoice,
): Promise<boolean> {
  const data = {
    scheduleCron: cron === null ? null : checkCron(cron),
    scheduleZone: checkZone(zone),
    ...(reconcileCron !== undefined && {
      reconcileCron: reconcileCron === null ? null : checkCron(reconcileCron, 'reconcile'),
    }),
  }
  return app.$transaction(async (tx) => {
    const { count } = await tx.connector.updateMany({ where: { id: connectorId }, data })
    if (count > 0) await record(tx, { actor, action: 'connector.schedule', subject: connectorId, detail: data })
    return count > 0
  })
}
