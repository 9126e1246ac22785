/** How the refreshes of the last 30 days ended, one word a day, and how much a source holds. */
import type { RunState } from '@/generated/prisma/client'
import type { ConnectorId } from '@/lib/catalogue/types'
import type { App } from '@/lib/db/app'

export type DayResult = 'published' | 'unchanged' | 'held' | 'failed' | 'none'

export interface Day {
  /** 2026-11-21, UTC */
  readonly day: string
  readonly result: DayResult
}

export interface Holdings {
  readonly tables: number
  readonly rows: number
}

const DAYS = 30
const DAY_MS = 86_400_000

/** What each ending means for a day; states that end nothing leave the day to the runs before. */
const endings: Partial<Record<RunState, DayResult>> = {
  published: 'published',
  unchanged: 'unchanged',
  held: 'held',
  discarded: 'held',
  failed: 'failed',
}

/** The oldest day first; of several runs the last one speaks for the day, but news count more than their absence. */
export async function lastDays(app: App, connectorId: ConnectorId, now = new Date()): Promise<readonly Day[]> {
  const days = Array.from({ length: DAYS }, (_, index) => dayOf(new Date(now.getTime() - (DAYS - 1 - index) * DAY_MS)))
  const runs = await app.refreshRun.findMany({
    where: { connectorId, replay: false, createdAt: { gte: new Date(`${days[0]}T00:00:00Z`) } },
    orderBy: { id: 'asc' },
    select: { state: true, createdAt: true, startedAt: true },
  })
  const results = new Map<string, DayResult>()
  for (const { state, createdAt, startedAt } of runs) {
    const day = dayOf(startedAt ?? createdAt)
    const result = endings[state]
    if (!result || (result === 'unchanged' && results.get(day) === 'published')) continue
    results.set(day, result)
  }
  return days.map((day) => ({ day, result: results.get(day) ?? 'none' }))
}

/** By the counts that the publications wrote down: counting millions of rows for a line on a page would take too long. */
export async function holdingsOf(app: App, connectorId: ConnectorId): Promise<Holdings> {
  const [sums] = await app.$queryRaw<{ tables: bigint; rows: bigint | null }[]>`
    select count(*) as tables, sum(live_after)::bigint as rows from (
      select distinct on (counted.table_name) live_after
      from app.refresh_run_table as counted join app.refresh_run as run on run.id = counted.run_id
      where run.connector_id = ${connectorId} and run.state in ('published', 'unchanged') and live_after is not null
      order by counted.table_name, counted.run_id desc
    ) as newest`
  return { tables: Number(sums?.tables ?? 0), rows: Number(sums?.rows ?? 0) }
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10)
}
