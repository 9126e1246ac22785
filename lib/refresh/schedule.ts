/** Refreshes that nobody has to ask for: hourly or daily, in UTC. A time that was missed is made up for once. */
import type { App } from '@/lib/db/app'
import type { ConnectorId } from '@/lib/catalogue/types'
import { oneAtATime, openOrNewRun } from './request'

export interface Schedule {
  readonly schedule: string
  readonly scheduleHour: number
  readonly scheduleMinute: number
}

const HOUR = 3_600_000

/** The latest moment, not after `now`, at which the schedule wants a refresh. */
export function lastDue({ schedule, scheduleHour, scheduleMinute }: Schedule, now: Date): Date | null {
  const due = new Date(now)
  if (schedule === 'hourly') {
    due.setUTCMinutes(scheduleMinute, 0, 0)
    return due > now ? new Date(due.getTime() - HOUR) : due
  }
  if (schedule === 'daily') {
    due.setUTCHours(scheduleHour, scheduleMinute, 0, 0)
    return due > now ? new Date(due.getTime() - 24 * HOUR) : due
  }
  return null
}

/** The next moment, for people to see. */
export function nextDue(schedule: Schedule, now: Date): Date | null {
  const last = lastDue(schedule, now)
  return last && new Date(last.getTime() + (schedule.schedule === 'hourly' ? HOUR : 24 * HOUR))
}

/** Requests every refresh that is due; any run since then counts, so a failing source is not asked again and again. */
export async function requestDue(app: App, now?: Date): Promise<readonly number[]> {
  const connectors = await app.connector.findMany({ where: { enabled: true, schedule: { not: 'off' } } })
  const requested: number[] = []
  for (const connector of connectors) {
    const connectorId = connector.id as ConnectorId
    const due = lastDue(connector, now ?? (await databaseClock(app)))
    if (!due) continue
    const run = await app.$transaction(async (tx) => {
      await oneAtATime(tx, connectorId)
      const since = await tx.refreshRun.findFirst({ where: { connectorId, createdAt: { gte: due } } })
      return since ? null : openOrNewRun(tx, connectorId, { trigger: 'schedule' })
    })
    if (run && !run.already) requested.push(run.runId)
  }
  return requested
}

/** One clock decides for all workers. */
async function databaseClock(app: App): Promise<Date> {
  const rows = await app.$queryRaw<{ now: Date }[]>`select clock_timestamp() as now`
  return rows[0]?.now ?? new Date()
}
