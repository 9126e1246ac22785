import { TrendLines } from '@/components/charts/trend-lines'
import { chartBuckets } from '@/components/reports/chart-buckets'
import { compareLabel } from '@/components/reports/compare-label'
import { currencyLabel, currencyOf } from './amounts'
import type { CommerceView } from './commerce-view'

/** Net is not drawn: what is bought in one week may be given back in another, where it falls below zero. */
export function RevenueOverTime({ view }: { view: CommerceView }) {
  const { data, filters, inside, page, period } = view
  const { lines, buckets, totals, comparison } = data.figures
  const [line] = lines
  const isFlat = [totals, comparison?.totals].every((sums) => !sums || (sums.gross_revenue === 0 && sums.refunds === 0))
  const of = (metric: 'gross_revenue' | 'refunds') => ({
    values: line?.points.map((point) => point[metric]) ?? [],
    compare: line?.comparison?.map((point) => point[metric]),
  })
  const isPartly = line?.points.some((point) => point.gross_revenue === null || point.refunds === null) ?? false
  const isOne = currencyOf(inside) !== undefined
  return (
    <TrendLines
      id="revenue"
      className="charts:col-span-7"
      title="List-price revenue and refunds"
      about={`${currencyLabel(inside)} per ${filters.grain}, each on its own day. Click a ${filters.grain} to open it.`}
      period={period}
      unit={currencyLabel(inside)}
      format="money"
      grain={filters.grain}
      buckets={isFlat || !isOne ? [] : chartBuckets(buckets, filters, page)}
      series={[
        { key: 'gross', label: 'Gross', color: 'accent', ...of('gross_revenue') },
        { key: 'refunds', label: 'Refunds', color: 'text', ...of('refunds') },
      ]}
      compareLabel={compareLabel(filters)}
      note={`Net is gross less refunds; it stands above and, month by month, below.${isOne && isPartly ? ` A ${filters.grain} with fewer than five buyers is hidden; a coarser grain shows more.` : ''}`}
      empty={
        isOne || (isFlat && totals.purchases === 0)
          ? {
              title: 'Nothing bought or refunded',
              text: 'No purchase in this period under these filters. Choose a longer period or fewer filters.',
            }
          : {
              title: 'Several currencies',
              text: 'Amounts of several currencies are never added. Choose one in the bar.',
            }
      }
      definition="/catalogue/gross_revenue"
    />
  )
}
