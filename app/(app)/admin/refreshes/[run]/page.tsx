import { askedBy } from '@/components/connectors/asked-by'
import { notFound } from 'next/navigation'
import { Running } from '@/components/connectors/running'
import { RunStateBadge } from '@/components/connectors/run-state'
import { RunTables } from '@/components/connectors/run-tables'
import { Quarantined } from '@/components/connectors/quarantined'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { definePage } from '@/lib/authz/page'
import { connectors } from '@/lib/connectors/registry'
import { app } from '@/lib/db/app'
import { formatMoment } from '@/lib/format/dates'
import { formatDuration } from '@/lib/format/durations'
import { formatCount } from '@/lib/format/numbers'
import { quarantinedRows, quarantineExcerpt, readRun } from '@/lib/refresh/status'
import { cancel } from '../../connectors/actions'

export const metadata = { title: 'Refresh' }

const MOST_QUARANTINED = 20

export default definePage('/admin/refreshes/[run]', async ({ params }) => {
  const id = params['run'] ?? ''
  const run = /^[1-9]\d{0,14}$/.test(id) ? await readRun(app(), Number(id)) : null
  if (!run) notFound()
  const rejected = await quarantinedRows(app(), run.id, { limit: MOST_QUARANTINED })
  const samples = await Promise.all(
    rejected.map(async (row) => ({ ...row, excerpt: await quarantineExcerpt(app(), row.id) })),
  )
  const { label } = connectors[run.connectorId]
  const started = run.startedAt ? `started ${formatMoment(run.startedAt)}` : `requested ${formatMoment(run.createdAt)}`
  const took = run.seconds === null ? '' : ` in ${formatDuration(run.seconds)}`
  return (
    <>
      <PageHeader
        title={`Refresh ${run.id}`}
        badge={<RunStateBadge state={run.state} />}
        question={`${label}, ${run.full ? 'everything' : 'changes'}, ${started} by ${askedBy(run)}; ${formatCount(run.rowsRead)} rows read${took}.`}
      />
      {run.running && <Running run={run} cancel={cancel} />}
      {run.errorMessage && (
        <Banner kind="negative" title={run.errorMessage}>
          The data of the last good refresh is still served.
        </Banner>
      )}
      {run.warnings.length > 0 && (
        <Banner kind="warning" title="Told by the source:">
          {run.warnings.join(' ')}
        </Banner>
      )}
      <RunTables tables={run.tables} />
      {samples.length > 0 && <Quarantined rows={samples} total={run.rowsQuarantined} />}
    </>
  )
})
