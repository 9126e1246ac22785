import { CircleCheck } from 'lucide-react'
import Link from 'next/link'
import { sourceNames } from '@/components/shell/source-names'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { may } from '@/lib/authz/permissions'
import { app } from '@/lib/db/app'
import { filterParams } from '@/lib/filters/url'
import { formatMoment } from '@/lib/format/dates'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import type { ExpiryKind } from '@/lib/metrics/facts/expiries'
import { freshnessOf, type Freshness } from '@/lib/refresh/freshness'
import { SESSION_DAYS } from '@/lib/reports/overview-attention'
import type { CardData, OverviewView } from './overview-view'

interface Line {
  readonly key: string
  readonly label: string
  readonly rule: string
  /** Null: too few people behind it for this reader. Absent: it is no number. */
  readonly count?: number | null
  readonly href: string
}

/** What somebody should look at today, as far as this reader may look at it. */
export async function Attention({ view, data }: { view: OverviewView; data: CardData<'attention'> }) {
  const { asOf, visit } = view
  const sources = may(visit.actor, 'connectors.manage') ? await freshnessOf(app()) : []
  const lines = [...aboutRefreshes(sources), ...aboutLearners(view, data)]
  const moment = Object.values(asOf).filter((time) => time !== null)
  return (
    <Card
      id="attention"
      title="Needs attention"
      about="Today, whatever the period. A line opens what it counts."
      className="charts:col-span-5"
      footer={<span>Counted at the moment of the data, {formatMoment(moment.toSorted().at(-1))}.</span>}
    >
      {lines.length === 0 ? (
        <EmptyState icon={CircleCheck} title="Nothing needs attention">
          Nothing is overdue or runs out under these filters, and nobody is at risk.
        </EmptyState>
      ) : (
        <ul className="-mx-4 -mt-1 -mb-4 flex grow flex-col">
          {lines.map((line) => (
            <li key={line.key} className="flex grow flex-col border-b border-border last:border-b-0">
              <Link
                href={line.href}
                className="flex min-h-13 grow items-center justify-between gap-4 px-4 py-1.5 hover:bg-hover"
              >
                <span className="min-w-0">
                  <span className="block font-[550]">{line.label}</span>
                  <span className="block text-small text-muted">{line.rule}</span>
                </span>
                {line.count !== undefined && (
                  <span className="tabular shrink-0 text-card font-semibold">
                    {line.count === null ? 'Hidden' : formatCount(line.count)}
                  </span>
                )}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function aboutRefreshes(sources: readonly Freshness[]): Line[] {
  return sources.flatMap(({ connectorId, state, asOf, late, runId }): Line[] => {
    const name = sourceNames[connectorId]
    const href = runId === null ? `/admin/connectors/${connectorId}` : `/admin/refreshes/${runId}`
    const until = asOf === null ? 'Nothing of it was loaded yet.' : `The numbers are those of ${formatMoment(asOf)}.`
    if (state === 'held') return [{ key: connectorId, label: `${name}: refresh held for review`, rule: until, href }]
    if (state === 'failed') return [{ key: connectorId, label: `${name}: last refresh failed`, rule: until, href }]
    if (late === null) return []
    const rule = `Last refreshed ${formatCount(late.hours)} h ago; the schedule allows ${formatCount(late.allowedHours)} h.`
    return [{ key: connectorId, label: `${name}: data out of date`, rule, href }]
  })
}

function aboutLearners({ filters }: OverviewView, data: CardData<'attention'>): Line[] {
  const { counts, overdue, ending, atRisk } = data
  const people = filterParams(filters)
  const ends = (key: string, kinds: readonly ExpiryKind[], label: string, rule: string): Line => ({
    key,
    label,
    rule,
    count: sumOf(kinds.map((kind) => (ending.has(kind) ? (ending.get(kind) ?? null) : 0))),
    href: `/expiries?${filterParams({ ...filters, where: { ...filters.where, expiry_kind: kinds } })}`,
  })
  const all: Line[] = [
    {
      key: 'overdue',
      label: 'Overdue assignments',
      rule: 'Past their due date and not completed.',
      count: overdue.count,
      href: `/datacamp/assignments?${filterParams({ ...filters, ...overdue.during, compare: 'none' })}`,
    },
    {
      key: 'running-out',
      label: 'Certification registrations running out',
      rule: 'Open attempts that expire within 30 days.',
      count: valueOf(counts, 'certification_attempts_running_out'),
      href: `/datacamp/certifications?${people}`,
    },
    ends('certificates', ['Certificate'], 'Certificates expiring', 'Within 30 days, and not renewed.'),
    ends('access', ['Course access'], 'Course access ending', 'Within 30 days, and the course is not completed.'),
    ends('paths', ['Path', 'Domain membership'], 'Paths and memberships ending', 'Within 30 days, on Skilljar.'),
    sessionsAhead(data, people),
    {
      key: 'at-risk',
      label: 'People at risk',
      rule: 'Something open, and no learning for 14 days.',
      count: valueOf(atRisk, 'at_risk'),
      href: `/at-risk?${people}`,
    },
  ]
  return all.filter(({ count }) => count !== 0)
}

/** Registrations are said where none is hidden. */
function sessionsAhead({ sessions }: CardData<'attention'>, params: URLSearchParams): Line {
  const registered = sumOf([...sessions.values()].map(numberOf))
  return {
    key: 'sessions',
    label: 'Live sessions this week',
    rule: `Within ${SESSION_DAYS} days${registered === null ? '' : `, with ${formatCounted(registered, 'registration', 'registrations')}`}.`,
    count: sessions.size,
    href: `/skilljar/live-training?${params}`,
  }
}

/** Null: one of them is hidden. */
const sumOf = (counts: readonly (number | null)[]) =>
  counts.reduce<number | null>((sum, count) => (sum === null || count === null ? null : sum + count), 0)

/** Without a row there was nothing to count. */
function valueOf(row: Readonly<Record<string, unknown>> | null, name: string): number | null {
  const value = row?.[name]
  if (typeof value === 'number') return value
  return row?.['suppressed'] === true ? null : 0
}
