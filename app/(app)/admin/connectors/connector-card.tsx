import { RefreshCw } from 'lucide-react'
import Link from 'next/link'
import { RunStateBadge } from '@/components/connectors/run-state'
import { Running } from '@/components/connectors/running'
import { ScheduleForm } from '@/components/connectors/schedule-form'
import { TestResult } from '@/components/connectors/test-result'
import { ActionButton } from '@/components/ui/action-button'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { StatusBadge } from '@/components/ui/status-badge'
import { Plug } from 'lucide-react'
import type { ConnectorId } from '@/lib/catalogue/types'
import { publicView, type PublicCredentials } from '@/lib/connectors/credentials'
import { connectors } from '@/lib/connectors/registry'
import type { TestStep } from '@/lib/connectors/types'
import { app } from '@/lib/db/app'
import { formatDay, formatMoment } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/numbers'
import { nextDue } from '@/lib/refresh/schedule'
import type { RunSummary } from '@/lib/refresh/status'
import { cancel, refresh, schedule, test } from './actions'

export async function ConnectorCard({ id, runs }: { id: ConnectorId; runs: readonly RunSummary[] }) {
  const { label, what } = connectors[id]
  const [credentials, connector, publication] = await Promise.all([
    publicView(app(), id),
    app().connector.findUnique({ where: { id } }),
    app().publication.findFirst({ where: { connectorId: id }, orderBy: { version: 'desc' } }),
  ])
  if (!connector || !credentials.isConfigured) return <NotConnected id={id} />

  const running = runs.find((run) => run.running)
  const [newest] = runs
  const due = nextDue(connector, new Date())
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [
      'Last good',
      publication
        ? `${formatMoment(publication.publishedAt.toISOString())}, data as of ${formatMoment(publication.asOf.toISOString())}`
        : 'Never',
    ],
    [
      'Schedule',
      <ScheduleForm
        key="schedule"
        connector={id}
        schedule={connector.schedule}
        hour={connector.scheduleHour}
        action={schedule}
      />,
    ],
    ['Next refresh', due ? formatMoment(due.toISOString()) : 'On request only'],
    [
      'Source',
      <code key="source" className="font-mono text-small break-all">
        {placeOf(credentials)}
      </code>,
    ],
    ...Object.entries(credentials.secrets).map(
      ([field, { setAt, setByName }]) =>
        [
          connectors[id].fields.find(({ name }) => name === field)?.label ?? field,
          `Set ${formatDay(setAt.toISOString())}${setByName ? ` by ${setByName}` : ''}`,
        ] as const,
    ),
    ['Last run', newest ? `Run ${newest.id}, ${formatCount(newest.rowsRead)} rows read` : 'None yet'],
  ]
  return (
    <Card
      title={label}
      about={what}
      tools={
        newest ? (
          <RunStateBadge state={newest.state} />
        ) : (
          <StatusBadge tone="neutral" icon="none">
            Not loaded yet
          </StatusBadge>
        )
      }
      footer={
        <>
          <div className="flex flex-wrap items-center gap-2">
            <ActionButton
              kind="primary"
              action={refresh}
              values={{ connector: id }}
              disabled={running !== undefined}
              icon={<RefreshCw aria-hidden />}
            >
              Refresh now
            </ActionButton>
            <ActionButton action={test} values={{ connector: id }}>
              Test connection
            </ActionButton>
          </div>
          <Button asChild kind="quiet">
            <Link href={`/admin/connectors/${id}`}>Edit credentials</Link>
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {running && <Running key={running.id} run={running} cancel={cancel} />}
        {newest?.state === 'failed' && (
          <p role="alert" className="rounded-control bg-negative-soft p-3 text-negative">
            {newest.errorMessage}
          </p>
        )}
        <dl className="grid grid-cols-[8rem_1fr] max-tablet:grid-cols-1">
          {facts.map(([name, value]) => (
            <div
              key={name}
              className="col-span-full grid grid-cols-subgrid gap-x-4 border-b border-border py-2 last:border-0"
            >
              <dt className="text-muted">{name}</dt>
              <dd className="min-w-0">{value}</dd>
            </div>
          ))}
        </dl>
        {connector.lastTestAt && (
          <TestResult at={connector.lastTestAt.toISOString()} steps={testSteps(connector.lastTest)} />
        )}
      </div>
    </Card>
  )
}

function NotConnected({ id }: { id: ConnectorId }) {
  const { label, what } = connectors[id]
  return (
    <Card
      title={label}
      about={what}
      tools={
        <StatusBadge tone="neutral" icon="none">
          Not connected
        </StatusBadge>
      }
    >
      <EmptyState
        icon={Plug}
        title={`${label} is not connected yet`}
        action={
          <Button asChild kind="primary">
            <Link href={`/admin/connectors/${id}`}>Connect {label}</Link>
          </Button>
        }
      >
        Enter where the data lies and how to sign in. Secrets are sealed and never shown again.
      </EmptyState>
    </Card>
  )
}

/** The place in one line: bucket, folder or database. */
function placeOf({ config }: PublicCredentials): string {
  const text = (name: string) => String(config[name] ?? '')
  if (config['path'] !== undefined) return text('path')
  if (config['bucket'] !== undefined) return `s3://${text('bucket')} ${text('region')}`
  return `${text('host')}:${text('port')}/${text('database')}`
}

/** Safe: only the test action writes this column. */
function testSteps(stored: unknown): readonly TestStep[] {
  return Array.isArray(stored) ? (stored as TestStep[]) : []
}
