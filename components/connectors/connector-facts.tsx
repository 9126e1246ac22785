import { Lock } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { PublicCredentials } from '@/lib/connectors/credentials'
import type { CredentialField } from '@/lib/connectors/registry'
import { formatDay, formatMoment } from '@/lib/format/dates'
import { formatDuration } from '@/lib/format/durations'
import { formatCount } from '@/lib/format/numbers'
import type { Freshness } from '@/lib/refresh/freshness'
import type { RunSummary } from '@/lib/refresh/status'
import type { Holdings } from '@/lib/refresh/status-days'

interface ConnectorFactsProps {
  credentials: PublicCredentials
  fields: readonly CredentialField[]
  /** Where the credentials are replaced. */
  edit: string
  freshness: Freshness
  holdings: Holdings
  newest: RunSummary | undefined
  now: Date
  schedule: ReactNode
  /** Names of secrets that are due to be renewed. */
  old: readonly string[]
}

const DAY_MS = 86_400_000

export function ConnectorFacts(props: ConnectorFactsProps) {
  const { credentials, fields, edit, freshness, holdings, newest, now, schedule, old } = props
  const labelOf = (field: string) => fields.find(({ name }) => name === field)?.label ?? field
  return (
    <dl className="grid grid-cols-[8rem_1fr] max-tablet:grid-cols-1">
      <Fact name="Last good">
        <LastGood freshness={freshness} now={now} />
      </Fact>
      <Fact name="Schedule">{schedule}</Fact>
      <Fact name="Source">
        <code className="font-mono text-small break-all">{placeOf(credentials)}</code>
      </Fact>
      {Object.entries(credentials.secrets).map(([field, { setAt, setByName }]) => (
        <Fact
          key={field}
          name={labelOf(field)}
          action={
            <Button asChild kind="quiet" size="small" className="-my-1 -mr-2.5">
              <Link href={edit} aria-label={`Replace the ${labelOf(field).toLowerCase()}`}>
                Replace
              </Link>
            </Button>
          }
        >
          <span className="flex items-start gap-2">
            <Lock aria-hidden className="mt-0.5 size-3.5 shrink-0 text-muted" />
            <span>
              Set {formatDay(setAt.toISOString())}
              {setByName && ` by ${setByName}`}, {daysAgo(setAt, now)}
              {credentials.unreadable.includes(field) && (
                <strong className="block font-semibold text-negative">
                  It cannot be opened any more: enter it again.
                </strong>
              )}
              {old.includes(field) && (
                <strong className="block font-semibold text-warning">
                  More than eleven months old: get a new one and replace it.
                </strong>
              )}
            </span>
          </span>
        </Fact>
      ))}
      <Fact name="Holds">
        {holdings.tables === 0
          ? 'Nothing yet'
          : `${formatCount(holdings.rows)} rows in ${formatCount(holdings.tables)} ${holdings.tables === 1 ? 'table' : 'tables'}`}
      </Fact>
      <Fact name="Last run">{newest ? `Run ${newest.id}, ${formatCount(newest.rowsRead)} rows read` : 'None yet'}</Fact>
    </dl>
  )
}

function Fact({ name, action, children }: { name: string; action?: ReactNode; children: ReactNode }) {
  return (
    <div className="col-span-full grid grid-cols-subgrid gap-x-4 border-b border-border py-2 last:border-0">
      <dt className="text-muted">{name}</dt>
      <dd className={cn('min-w-0', action && 'flex items-start justify-between gap-3')}>
        {action ? <div className="min-w-0">{children}</div> : children}
        {action}
      </dd>
    </div>
  )
}

function LastGood({ freshness: { lastGoodAt, asOf, late }, now }: { freshness: Freshness; now: Date }) {
  if (lastGoodAt === null) return 'Never'
  const seconds = (now.getTime() - Date.parse(lastGoodAt)) / 1_000
  return (
    <>
      <strong className="font-semibold">{formatMoment(lastGoodAt)}</strong>{' '}
      <span className={late ? 'text-warning' : 'text-muted'}>
        {formatDuration(seconds)} ago{late && `, the schedule allows ${formatCount(late.allowedHours)} h`}
      </span>
      {asOf !== null && <span className="block text-small text-muted">Data as of {formatMoment(asOf)}</span>}
    </>
  )
}

function daysAgo(date: Date, now: Date): string {
  const days = Math.floor((now.getTime() - date.getTime()) / DAY_MS)
  if (days < 1) return 'today'
  return days === 1 ? 'a day ago' : `${formatCount(days)} days ago`
}

/** The place in one line: bucket, folder or database. */
function placeOf({ config }: PublicCredentials): string {
  const text = (name: string) => String(config[name] ?? '')
  if (config['path'] !== undefined) return text('path')
  if (config['bucket'] !== undefined) return `s3://${text('bucket')} ${text('region')}`
  return `${text('host')}:${text('port')}/${text('database')}`
}
