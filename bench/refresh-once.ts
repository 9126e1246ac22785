/** One refresh of DataCamp in a process of its own, as the worker does it: `refresh-once.ts FOLDER`; tells time and memory. */
import { tablesOf } from '@/lib/catalogue/catalogue'
import { connectDatacamp } from '@/lib/connectors/datacamp/connection'
import { createApp } from '@/lib/db/app'
import { createPool } from '@/lib/db/pools'
import { env } from '@/lib/env'
import { requestRefresh } from '@/lib/refresh/request'
import { executeRun } from '@/lib/refresh/run'

export interface RefreshReport {
  readonly state: string
  /** From the request until the data is there for everybody. */
  readonly seconds: number
  /** From then on, until the rollups are built where that was left for later. */
  readonly buildSeconds: number
  readonly peakBytes: number
  readonly problem: string | null
}

async function refreshOnce(folder: string): Promise<RefreshReport> {
  const app = createApp(env.DATABASE_URL)
  const pool = createPool(env.DATABASE_URL, { role: 'worker' })
  const source = connectDatacamp(
    { path: folder },
    { tables: tablesOf('datacamp'), privateTargets: [], localSources: [folder] },
  )
  const { runId } = await requestRefresh(app, 'datacamp', { trigger: 'cli' })
  const began = Date.now()
  const signal = new AbortController().signal
  const state = await executeRun({ app, pool, open: () => source.open(), signal }, runId)
  const ended = Date.now()
  const run = await app.refreshRun.findUnique({
    where: { id: runId },
    select: { errorMessage: true, findings: true, finishedAt: true },
  })
  const published = run?.finishedAt?.getTime() ?? ended
  const problem = run?.errorMessage ?? (run?.findings ? JSON.stringify(run.findings) : null)
  const [seconds, buildSeconds] = [(published - began) / 1_000, (ended - published) / 1_000]
  return { state, seconds, buildSeconds, peakBytes: process.resourceUsage().maxRSS * 1_024, problem }
}

const [folder = ''] = process.argv.slice(2)
process.send?.(await refreshOnce(folder), () => process.exit(0))
