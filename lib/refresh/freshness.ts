/** How fresh each source is: what the badge in the top bar, the stale banner and the notifications say. */
import type { ConnectorId } from '@/lib/catalogue/types'
import type { App } from '@/lib/db/app'
import type { RunState } from '@/generated/prisma/client'
import { refreshSchedule } from './schedule'
import { lastTime, nextTimes, type CronSchedule } from './schedule-cron'

export interface Freshness {
  readonly connectorId: ConnectorId
  /** held and failed: the newest run is; loading: one is under way; none: never loaded; late: nothing else is wrong. */
  readonly state: 'fresh' | 'late' | 'held' | 'failed' | 'loading' | 'none'
  /** What moment the data speaks of (ISO); null before the first publication. */
  readonly asOf: string | null
  /** When a refresh last ended well, with or without news (ISO). */
  readonly lastGoodAt: string | null
  /** Set where that is longer ago than the schedule allows, whatever the state; null: in time, or nothing was promised. */
  readonly late: Lateness | null
  /** The newest run, for those who may look at it. */
  readonly runId: number | null
}

export interface Lateness {
  readonly hours: number
  readonly allowedHours: number
}

const HOUR = 3_600_000
/** A refresh takes its time, and a failed one is tried again. */
const GRACE_MS = 2 * HOUR
const working: readonly RunState[] = ['queued', 'extracting', 'staged', 'validated', 'publishing']

export async function freshnessOf(app: App, now = new Date()): Promise<readonly Freshness[]> {
  const ids: readonly ConnectorId[] = ['datacamp', 'skilljar']
  return Promise.all(ids.map((connectorId) => freshness(app, connectorId, now)))
}

async function freshness(app: App, connectorId: ConnectorId, now: Date): Promise<Freshness> {
  // A replay takes rows out of the quarantine; it says nothing about the source.
  const ofSource = { connectorId, replay: false }
  const [connector, publication, run, good] = await Promise.all([
    app.connector.findUnique({ where: { id: connectorId } }),
    app.publication.findFirst({ where: { connectorId }, orderBy: { version: 'desc' } }),
    app.refreshRun.findFirst({ where: ofSource, orderBy: { id: 'desc' }, select: { id: true, state: true } }),
    app.refreshRun.findFirst({
      where: { ...ofSource, state: { in: ['published', 'unchanged'] }, finishedAt: { not: null } },
      orderBy: { finishedAt: 'desc' },
      select: { finishedAt: true },
    }),
  ])
  const schedule = connector?.enabled ? refreshSchedule(connector) : null
  const lastGoodAt = good?.finishedAt ?? null
  const late = schedule && publication && lastGoodAt ? lateness(schedule, lastGoodAt, now) : null
  const state = () => {
    if (run && working.includes(run.state)) return 'loading'
    if (run?.state === 'held' || run?.state === 'failed') return run.state
    if (!publication) return 'none'
    return late ? 'late' : 'fresh'
  }
  return {
    connectorId,
    state: state(),
    asOf: publication?.asOf.toISOString() ?? null,
    lastGoodAt: lastGoodAt?.toISOString() ?? null,
    late,
    runId: run ? Number(run.id) : null,
  }
}

/** Allowed is what lies between two scheduled times, and some grace: 26 hours for a daily refresh, over a weekend more. */
export function lateness(schedule: CronSchedule, lastGood: Date, now: Date): Lateness | null {
  const [next] = nextTimes(schedule, lastGood, 1)
  if (!next) return null
  const allowed = next.getTime() - lastTime(schedule, lastGood).getTime() + GRACE_MS
  const age = now.getTime() - lastGood.getTime()
  return age > allowed ? { hours: Math.floor(age / HOUR), allowedHours: Math.round(allowed / HOUR) } : null
}
