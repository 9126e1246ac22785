import { HeldBanner } from '@/components/connectors/held-banner'
import { PageHeader } from '@/components/shell/page-header'
import { RunTable } from '@/components/refreshes/run-table'
import { definePage } from '@/lib/authz/page'
import { app } from '@/lib/db/app'
import { freshnessOf } from '@/lib/refresh/freshness'
import { listRuns } from '@/lib/refresh/status'
import { ConnectorCard } from './connector-card'

export const metadata = { title: 'Connectors' }

const MOST_RUNS = 15

export default definePage('/admin/connectors', async () => {
  const now = new Date()
  const sources = await freshnessOf(app(), now)
  const held = await app().refreshRun.findMany({
    where: { state: 'held' },
    select: { id: true, connectorId: true },
    orderBy: { id: 'desc' },
  })
  const runs = await Promise.all(sources.map(({ connectorId }) => listRuns(app(), connectorId, MOST_RUNS)))
  const newest = runs
    .flat()
    .sort((a, b) => b.id - a.id)
    .slice(0, MOST_RUNS)
  return (
    <>
      <PageHeader
        title="Connectors"
        question="Where the data comes from, whether it is fresh, and when it comes next."
      />
      {held.map(({ id, connectorId }) => {
        const source = sources.find((candidate) => candidate.connectorId === connectorId)
        return source && <HeldBanner key={id} source={source} runId={Number(id)} />
      })}
      <div className="grid gap-4 charts:grid-cols-2">
        {sources.map((source, index) => (
          <ConnectorCard
            key={source.connectorId}
            id={source.connectorId}
            runs={runs[index] ?? []}
            freshness={source}
            now={now}
          />
        ))}
      </div>
      <RunTable runs={newest} />
    </>
  )
})
