import { Lock } from 'lucide-react'
import { KpiRow } from '@/components/metrics/kpi'
import { formatCount } from '@/lib/format/numbers'
import { riskFigures, type RiskFigure } from '@/lib/reports/risk-figures'
import type { RiskView } from './risk-address'

export function RiskFigures({ data, question }: RiskView) {
  return (
    <KpiRow>
      {riskFigures(data, question).map((figure) => (
        <Figure key={figure.id} {...figure} />
      ))}
    </KpiRow>
  )
}

function Figure({ id, label, value, note }: RiskFigure) {
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
