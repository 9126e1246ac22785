/** Refreshes that nobody has to ask for. A time that was missed is made up for once. */
import type { App, AppTx } from '@/lib/db/app'
import type { Connector } from '@/generated/prisma/client'
import type { ConnectorId } from '@/lib/catalogue/types'
import { oneAtATime, openOrNewRun } from './request'
import { lastTime, type CronSchedule } from './schedule-cron'

type Stored = Pick<Connector, 'scheduleCron' | 'scheduleZone'>

/** Null: on request only. */
export function refreshSchedule({ scheduleCron, scheduleZone }: Stored): CronSchedule | null {
  return scheduleCron === null ? null : { cron: scheduleCron, zone: scheduleZone }
}

/** Only an incremental source needs it, and "on request only" is true of the comparison too. */
export function reconcileSchedule(connector: Stored & Pick<Connector, 'id' | 'reconcileCron'>): CronSchedule | null {
  if (connector.id !== 'skilljar' || connector.scheduleCron === null || connector.reconcileCron === null) return null
  return { cron: connector.reconcileCron, zone: connector.scheduleZone }
}

/** Requests every refresh that is due; any run since then counts, so a failing source is not asked again and again. */
export async function requestDue(app: App, now?: Date): Promise<readonly number[]> {
  const connectors = await app.connector.findMany({ where: { enabled: true, scheduleCron: { not: null } } })
  const requested: number[] = []
  for (const connector of connectors) {
    const moment = now ?? (await databaseClock(app))
    const run = await app.$transaction((tx) => requestIfDue(tx, connector, moment))
    if (run && !run.already) requested.push(run.runId)
  }
  return requested
}

async function requestIfDue(tx: AppTx, connector: Connector, now: Date) {
  const connectorId = connector.id as ConnectorId
  await oneAtATime(tx, connectorId)
  // People decide first: what a held run found would only be found again.
  if (await tx.refreshRun.findFirst({ where: { connectorId, state: 'held' }, select: { id: true } })) return null
  const isDue = async (schedule: CronSchedule | null, kind: { reconcile?: true }) => {
    if (!schedule) return false
    const createdAt = { gte: lastTime(schedule, now) }
    return (await tx.refreshRun.count({ where: { connectorId, replay: false, createdAt, ...kind } })) === 0
  }
  // A comparison includes a refresh, so where both are due one run does for both.
  const reconcile = await isDue(reconcileSchedule(connector), { reconcile: true })
  if (!reconcile && !(await isDue(refreshSchedule(connector), {}))) return null
  return openOrNewRun(tx, connectorId, { trigger: 'schedule', reconcile })
}

/** One clock decides for all workers. */
async function databaseClock(app: App): Promise<Date> {
  const rows = await app.$queryRaw<{ now: Date }[]>`select clock_timestamp() as now`
  return rows[0]?.now ?? new Date()
}
