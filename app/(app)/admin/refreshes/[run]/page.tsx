import { notFound } from 'next/navigation'
import { askedBy } from '@/components/refreshes/asked-by'
import { FindingCards } from '@/components/refreshes/finding-cards'
import { Quarantined } from '@/components/refreshes/quarantined'
import { RunStateBadge } from '@/components/refreshes/run-state'
import { stepsOf } from '@/components/refreshes/run-steps'
import { RunTables } from '@/components/refreshes/run-tables'
import { Running } from '@/components/refreshes/running'
import { SampleRows } from '@/components/refreshes/sample-rows'
import { Steps } from '@/components/refreshes/steps'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { cn } from '@/components/ui/cn'
import { definePage } from '@/lib/authz/page'
import { findTable } from '@/lib/catalogue/catalogue'
import { connectors } from '@/lib/connectors/registry'
import { app } from '@/lib/db/app'
import { formatMoment } from '@/lib/format/dates'
import { formatDuration } from '@/lib/format/durations'
import { formatCount } from '@/lib/format/numbers'
import { quarantinedRows, quarantineExcerpt, readRun, type RunDetail } from '@/lib/refresh/status'
import { cancel } from '../../connectors/actions'
import { HeldRun } from './held-run'

export const metadata = { title: 'Refresh' }

const MOST_QUARANTINED = 20

export default definePage('/admin/refreshes/[run]', async ({ params, search }) => {
  const id = params['run'] ?? ''
  const run = /^[1-9]\d{0,14}$/.test(id) ? await readRun(app(), Number(id)) : null
  if (!run) notFound()
  const rejected = await quarantinedRows(app(), run.id, { limit: MOST_QUARANTINED })
  const samples = await Promise.all(
    rejected.map(async (row) => ({ ...row, excerpt: await quarantineExcerpt(app(), row.id) })),
  )
  const tables = run.preview?.tables ?? {}
  return (
    <>
      <PageHeader title={`Refresh ${run.id}`} badge={<RunStateBadge state={run.state} />} question={inWords(run)} />
      <Steps steps={stepsOf(run)} />
      {run.running && <Running run={run} cancel={cancel} />}
      <Told run={run} />
      <div className={cn('grid items-start gap-4', run.state === 'held' && 'charts:grid-cols-[minmax(0,1fr)_20rem]')}>
        <div className="flex min-w-0 flex-col gap-4">
          {run.findings.length > 0 && (
            <FindingCards
              findings={run.findings}
              rowsHref={({ code, table }) =>
                code.endsWith('quarantined')
                  ? '#set-aside'
                  : table !== null && table in tables
                    ? `#rows-${table}`
                    : null
              }
            />
          )}
          <RunTables
            tables={run.tables}
            flagged={new Set(run.findings.flatMap(({ table }) => table ?? []))}
            show={search.get('tables') === 'all' ? 'all' : 'changed'}
            href={(show) => `/admin/refreshes/${run.id}${show === 'all' ? '?tables=all' : ''}`}
          />
        </div>
        {run.state === 'held' && <HeldRun run={run} />}
      </div>
      {run.tables.map(({ table, rowsDeleted, rowsInserted, rowsUpdated }) => {
        const rows = tables[table]
        const counts = { removed: rowsDeleted, added: rowsInserted, changed: rowsUpdated }
        const columns = findTable(`${run.connectorId}.${table}`)?.columns ?? []
        return rows && <SampleRows key={table} table={table} columns={columns} samples={rows} counts={counts} />
      })}
      {samples.length > 0 && <Quarantined rows={samples} total={run.rowsQuarantined} />}
    </>
  )
})

function inWords(run: RunDetail): string {
  const mode = run.replay
    ? 'rows out of the quarantine'
    : run.reconcile
      ? 'every row compared'
      : run.full
        ? 'everything'
        : 'changes'
  const started = run.startedAt ? `started ${formatMoment(run.startedAt)}` : `requested ${formatMoment(run.createdAt)}`
  const took = run.seconds === null ? '' : ` in ${formatDuration(run.seconds)}`
  return `${connectors[run.connectorId].label}, ${mode}, ${started} by ${askedBy(run)}; ${formatCount(run.rowsRead)} rows read${took}.`
}

/** What went wrong, what was decided, and what the source told. */
function Told({ run }: { run: RunDetail }) {
  return (
    <>
      {run.decision && (
        <Banner
          kind="info"
          title={`${decided[run.decision.outcome]} ${run.decision.by ? `by ${run.decision.by}, ` : ''}${formatMoment(run.decision.at)}.`}
        >
          {run.decision.reason ?? run.errorMessage}
        </Banner>
      )}
      {run.state === 'held' && (
        <Banner kind="warning" title="Held for review.">
          The guards found what stands below. The data of the last refresh stays until you decide.
        </Banner>
      )}
      {run.errorMessage && run.state !== 'discarded' && run.state !== 'held' && (
        <Banner kind="negative" title={run.errorMessage}>
          {run.state === 'failed' && 'The data of the last good refresh is still served.'}
        </Banner>
      )}
      {run.warnings.length > 0 && (
        <Banner kind="warning" title="Told by the source:">
          {run.warnings.join(' ')}
        </Banner>
      )}
    </>
  )
}

const decided = { approved: 'Approved', discarded: 'Discarded', superseded: 'Replaced' } as const
