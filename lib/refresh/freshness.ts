/** How fresh each source is: what the badge in the top bar and the stale banner say. */
import type { ConnectorId } from '@/lib/catalogue/types'
import type { App } from '@/lib/db/app'

export interface Freshness {
  readonly connectorId: ConnectorId
  /** fresh, late (older than the schedule allows), failed (the newest run did), loading (a run is under way), none (never loaded) */
  readonly state: 'fresh' | 'late' | 'failed' | 'loading' | 'none'
  /** What moment the data speaks of (ISO); null before the first publication. */
  readonly asOf: string | null
}

/** How old data may be before people are told; without a schedule nobody promised anything. */
const allowedHours: Readonly<Record<string, number>> = { hourly: 3, daily: 26 }

export async function freshnessOf(app: App, now = new Date()): Promise<readonly Freshness[]> {
  const ids: readonly ConnectorId[] = ['datacamp', 'skilljar']
  return Promise.all(ids.map((connectorId) => freshness(app, connectorId, now)))
}

async function freshness(app: App, connectorId: ConnectorId, now: Date): Promise<Freshness> {
  const [connector, publication, run] = await Promise.all([
    app.connector.findUnique({ where: { id: connectorId }, select: { schedule: true } }),
    app.publication.findFirst({ where: { connectorId }, orderBy: { version: 'desc' } }),
    app.refreshRun.findFirst({ where: { connectorId }, orderBy: { id: 'desc' }, select: { state: true } }),
  ])
  const asOf = publication?.asOf.toISOString() ?? null
  const state = () => {
    if (run && ['queued', 'extracting', 'staged', 'validated', 'publishing'].includes(run.state)) return 'loading'
    if (run?.state === 'failed') return 'failed'
    if (!publication) return 'none'
    const allowed = allowedHours[connector?.schedule ?? 'off']
    return allowed !== undefined && now.getTime() - publication.asOf.getTime() > allowed * 3_600_000 ? 'late' : 'fresh'
  }
  return { connectorId, state: state(), asOf }
}
