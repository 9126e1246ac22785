import { Download, RotateCcw, ShieldCheck } from 'lucide-react'
import { Chips } from '@/components/filters/chips'
import { GroupTable } from '@/components/quarantine/group-table'
import { PutAside } from '@/components/quarantine/put-aside'
import { reasonInWords } from '@/components/quarantine/reasons'
import { RunBars } from '@/components/quarantine/run-bars'
import { Samples } from '@/components/quarantine/samples'
import { PageHeader } from '@/components/shell/page-header'
import { sourceNames } from '@/components/shell/source-names'
import { ActionButton } from '@/components/ui/action-button'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { definePage } from '@/lib/authz/page'
import { webPool } from '@/lib/db/pools'
import { formatCounted } from '@/lib/format/numbers'
import { quarantineParams, readQuarantineFilter } from '@/lib/refresh/quarantine-address'
import {
  quarantineGroups,
  quarantineSamples,
  quarantineTrend,
  type QuarantineFilter,
  type QuarantineGroup,
} from '@/lib/refresh/quarantine-status'
import { putAside, replay } from './actions'

export const metadata = { title: 'Quarantine' }

const MOST_SAMPLES = 25

export default definePage('/admin/quarantine', async ({ search }) => {
  const filter = readQuarantineFilter(search)
  const pool = webPool()
  const [groups, trend, samples] = await Promise.all([
    quarantineGroups(pool, filter),
    quarantineTrend(pool, filter),
    quarantineSamples(pool, filter, MOST_SAMPLES),
  ])
  const [only] = groups
  const oneReason = only && filter.connector && filter.table && filter.reason ? only : null
  return (
    <>
      <PageHeader
        title="Quarantine"
        question="Rows of the sources that could not be understood. They are kept as they came and count in no number."
        actions={<ReplayButtons groups={groups} filter={filter} />}
      />
      <Chips chips={chipsOf(filter)} clearHref={addressOf({})} />
      {only ? (
        <>
          {oneReason && <OneReason group={oneReason} row={filter.row} />}
          <GroupTable
            groups={groups}
            hrefOf={({ connectorId, table, reason }) => addressOf({ connector: connectorId, table, reason })}
          />
          {trend.length > 1 && <RunBars runs={trend} />}
          <Samples
            rows={samples}
            hrefOf={({ connectorId, table, reason, id }) =>
              addressOf({ connector: connectorId, table, reason, row: id })
            }
          />
        </>
      ) : (
        <Card title="What waits">
          <EmptyState icon={ShieldCheck} title="No row waits here">
            {chipsOf(filter).length > 0
              ? 'None under these filters. Rows leave when a later delivery or a replay brings them.'
              : 'Every row of the last refreshes was understood. Rows that are not would be listed here with their reason.'}
          </EmptyState>
        </Card>
      )}
    </>
  )
})

function addressOf(filter: QuarantineFilter): string {
  const params = quarantineParams(filter)
  return params === '' ? '/admin/quarantine' : `/admin/quarantine?${params}`
}

function chipsOf({ connector, table, reason, row }: QuarantineFilter) {
  return [
    ...(connector ? [{ name: 'Source', value: sourceNames[connector], removeHref: addressOf({ table, reason }) }] : []),
    ...(table ? [{ name: 'Table', value: table, removeHref: addressOf({ connector, reason }) }] : []),
    ...(reason ? [{ name: 'Reason', value: reasonInWords(reason), removeHref: addressOf({ connector, table }) }] : []),
    ...(row ? [{ name: 'Row', value: String(row), removeHref: addressOf({ connector, table, reason }) }] : []),
  ]
}

/** A replay is a run of one source. */
function ReplayButtons({ groups, filter }: { groups: readonly QuarantineGroup[]; filter: QuarantineFilter }) {
  // One row of a reason is looked at, but a reason is replayed whole.
  if (filter.row) return null
  const sources = [...new Set(groups.map(({ connectorId }) => connectorId))]
  return sources.map((connector) => {
    const rows = groups
      .filter(({ connectorId }) => connectorId === connector)
      .reduce((sum, group) => sum + group.rows, 0)
    const { table, reason } = filter
    return (
      <ActionButton
        key={connector}
        action={replay}
        values={{ connector, ...(table && { table }), ...(reason && { reason }) }}
        icon={<RotateCcw aria-hidden />}
      >
        Replay {formatCounted(rows, 'row', 'rows')} of {sourceNames[connector]}
      </ActionButton>
    )
  })
}

function OneReason({ group, row }: { group: QuarantineGroup; row: number | undefined }) {
  const { connectorId: connector, table, reason, rows, message, lastId } = group
  const counted = formatCounted(rows, 'row', 'rows')
  return (
    <Card title={`${reasonInWords(reason)} in ${table}`} about={message}>
      <div className="grid gap-6 charts:grid-cols-2">
        <div className="flex flex-col gap-2">
          <p className="max-w-prose text-body text-muted">
            Look at the rows, and have them put right where they come from: the next delivery then brings them by
            itself. A replay takes them again with what Skillscope understands today.
          </p>
          <p>
            <Button asChild>
              <a href={`/export/quarantine?${quarantineParams({ connector, table, reason })}`} download>
                <Download aria-hidden />
                Download {row ? 'all rows of this reason' : counted} as {rows === 1 ? 'it' : 'they'} came
              </a>
            </Button>
          </p>
        </div>
        <PutAside
          action={putAside}
          values={{ connector, table, reason, upTo: String(lastId), ...(row && { row: String(row) }) }}
          rows={counted}
        />
      </div>
    </Card>
  )
}
