import { Lock } from 'lucide-react'
import { KpiRow } from '@/components/metrics/kpi'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import { riskRules } from '@/lib/reports/read-at-risk'
import type { RiskView } from './risk-address'

/** Counts of today: there is no period to compare them with. */
export function RiskFigures({ data: { total, members }, question: { rule, days } }: RiskView) {
  const quietDays = rule === 'quiet' ? days : riskRules.quiet.days
  const openDays = rule === 'open' ? days : riskRules.open.days
  const [open, all] = [numberOf(total, 'people'), numberOf(members, 'members')]
  return (
    <KpiRow>
      <Figure
        id="at-risk"
        label={`At risk, ${openDays} days`}
        value={numberOf(total, 'at_risk')}
        note={shareOf(total, open, 'with something open')}
      />
      <Figure id="open" label="With something open" value={open} note="started and not completed, with access" />
      <Figure
        id="quiet"
        label={`Quiet for ${quietDays} days`}
        value={numberOf(members, 'people')}
        note={shareOf(members, all, 'members')}
      />
      <Figure id="members" label="Members today" value={all} note="in a team, account not deleted" />
    </KpiRow>
  )
}

/** Null: hidden from this reader. No row at all is nobody. */
function numberOf(row: AnalysisRow | null, name: string): number | null {
  const value = row === null ? 0 : row[name]
  return typeof value === 'number' ? value : null
}

function shareOf(row: AnalysisRow | null, of: number | null, whom: string): string {
  const share = row?.['share']
  if (typeof share !== 'number' || of === null) return `of those ${whom}`
  return `${formatPercent(share)} of ${formatCount(of)} ${whom}`
}

function Figure({ id, label, value, note }: { id: string; label: string; value: number | null; note: string }) {
  return (
    <div id={`kpi-${id}`} className="flex min-w-0 flex-col bg-surface px-4 py-3">
      <dt className="text-small text-muted">{label}</dt>
      {value === null ? (
        <dd className="flex items-center gap-1.5 pt-1 text-muted">
          <Lock aria-hidden className="size-4" />
          Fewer than 5 people
        </dd>
      ) : (
        <dd>
          <p className="tabular text-[min(26px,6.2vw)] leading-8 font-semibold tracking-[-0.02em]">
            {formatCount(value)}
          </p>
          <p className="text-small text-muted">{note}</p>
        </dd>
      )}
    </div>
  )
}
