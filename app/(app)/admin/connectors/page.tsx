import { PageHeader } from '@/components/shell/page-header'
import { RunTable } from '@/components/connectors/run-table'
import { definePage } from '@/lib/authz/page'
import type { ConnectorId } from '@/lib/catalogue/types'
import { connectors } from '@/lib/connectors/registry'
import { app } from '@/lib/db/app'
import { listRuns } from '@/lib/refresh/status'
import { ConnectorCard } from './connector-card'

export const metadata = { title: 'Connectors' }

const MOST_RUNS = 15

export default definePage('/admin/connectors', async () => {
  const ids = Object.keys(connectors) as ConnectorId[]
  const runs = await Promise.all(ids.map((id) => listRuns(app(), id, MOST_RUNS)))
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
      <div className="grid gap-4 charts:grid-cols-2">
        {ids.map((id, index) => (
          <ConnectorCard key={id} id={id} runs={runs[index] ?? []} />
        ))}
      </div>
      <RunTable runs={newest} />
    </>
  )
})
