import { Plug, RefreshCw } from 'lucide-react'
import Link from 'next/link'
import { ConnectorFacts } from '@/components/connectors/connector-facts'
import { ConnectorState } from '@/components/connectors/connector-state'
import { DayStrip } from '@/components/connectors/day-strip'
import { TestResult } from '@/components/connectors/test-result'
import { Running } from '@/components/refreshes/running'
import { ActionButton } from '@/components/ui/action-button'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { StatusBadge } from '@/components/ui/status-badge'
import type { ConnectorId } from '@/lib/catalogue/types'
import { publicView } from '@/lib/connectors/credentials'
import { connectors } from '@/lib/connectors/registry'
import type { TestStep } from '@/lib/connectors/types'
import { app } from '@/lib/db/app'
import { isGrowingOld } from '@/lib/notify/age'
import type { Freshness } from '@/lib/refresh/freshness'
import { holdingsOf, lastDays } from '@/lib/refresh/status-days'
import type { RunSummary } from '@/lib/refresh/status'
import { cancel, refresh, test } from './actions'
import { ScheduleLine } from './schedule-line'

interface ConnectorCardProps {
  id: ConnectorId
  runs: readonly RunSummary[]
  freshness: Freshness
  now: Date
}

export async function ConnectorCard({ id, runs, freshness, now }: ConnectorCardProps) {
  const { label, what } = connectors[id]
  const [credentials, connector, days, holdings] = await Promise.all([
    publicView(app(), id),
    app().connector.findUnique({ where: { id } }),
    lastDays(app(), id, now),
    holdingsOf(app(), id),
  ])
  if (!connector || !credentials.isConfigured) return <NotConnected id={id} />

  const running = runs.find((run) => run.running)
  const [newest] = runs
  const old = Object.entries(credentials.secrets).flatMap(([field, { setAt }]) =>
    isGrowingOld(setAt, now) ? [field] : [],
  )
  return (
    <Card
      title={label}
      about={what}
      tools={<ConnectorState state={freshness.state} />}
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
          <Button asChild kind="quiet" className="-mx-3">
            <Link href={`/admin/connectors/${id}`}>Credentials and guards</Link>
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <DayStrip days={days} />
        {running && <Running key={running.id} run={running} cancel={cancel} />}
        {newest?.state === 'failed' && (
          <p role="alert" className="rounded-control bg-negative-soft p-3 text-negative">
            {newest.errorMessage}
          </p>
        )}
        <ConnectorFacts
          credentials={credentials}
          fields={connectors[id].fields}
          edit={`/admin/connectors/${id}`}
          freshness={freshness}
          holdings={holdings}
          newest={newest}
          now={now}
          old={old}
          schedule={<ScheduleLine connector={connector} isHeld={freshness.state === 'held'} now={now} />}
        />
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

/** Safe: only the test action writes this column. */
function testSteps(stored: unknown): readonly TestStep[] {
  return Array.isArray(stored) ? (stored as TestStep[]) : []
}
