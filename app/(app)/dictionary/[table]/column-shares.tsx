import type { ColumnShares } from '@/lib/dictionary/column-shares'
import { formatCount, formatPercent } from '@/lib/format/numbers'

/** How full a column is, and how many different values its filled cells hold. */
export function Shares({ shares, counted }: { shares: ColumnShares | undefined; counted: number }) {
  if (!shares || counted === 0) return null
  const { present, distinct } = shares
  return (
    <dl className="flex flex-wrap gap-x-4 text-small text-muted tabular tablet:flex-col tablet:items-end print:hidden">
      <div className="flex gap-1">
        <dt>Null</dt>
        <dd className="text-text">{formatPercent(1 - present / counted)}</dd>
      </div>
      <div className="flex gap-1">
        <dt>Distinct</dt>
        <dd className="text-text">
          {formatCount(distinct)}
          {present > 0 && <span className="text-muted"> · {formatPercent(distinct / present)}</span>}
        </dd>
      </div>
    </dl>
  )
}
