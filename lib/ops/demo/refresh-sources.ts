/** Runs both connectors through the queue and the worker, like any refresh. */
import type { ConnectorId } from '@/lib/catalogue/types'
import { connectors } from '@/lib/connectors/registry'
import { app } from '@/lib/db/app'
import { requestRefresh } from '@/lib/refresh/request'
import { awaitRefresh, describeRun, succeeded } from '../await-refresh'
import { CommandError } from '../command'
import { step } from '../progress'

export async function refreshSources(signal: AbortSignal, { anew }: { anew: boolean }): Promise<void> {
  for (const id of Object.keys(connectors) as ConnectorId[]) {
    const published = await app().publication.findFirst({ where: { connectorId: id } })
    if (published && !anew) continue
    const { runId } = await requestRefresh(app(), id, { trigger: 'cli', full: true })
    const run = await step(`Refreshing from ${connectors[id].label}`, (report) =>
      awaitRefresh(runId, {
        signal,
        onProgress: ({ percent, step: current }) => report(percent ?? 0, percent === null ? null : 100, current ?? ''),
      }),
    )
    if (!succeeded(run)) throw new CommandError(describeRun(run))
  }
}
