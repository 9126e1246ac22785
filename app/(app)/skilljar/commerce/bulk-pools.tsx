import { Bars } from '@/components/charts/bars'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import type { CardData } from './commerce-view'

interface BulkPoolsProps {
  pools: CardData<'pools'>['pools']
  bought: CardData<'pools'>['bought']
  period: string
}

/** Places that were bought for others: each is a use of the codes that came with the purchase. */
export function BulkPools({ pools, bought, period }: BulkPoolsProps) {
  const { bulk_purchases: purchases, bulk_seats: seats } = bought
  const inPeriod =
    purchases === null || seats === null
      ? 'Of how many bulk purchases in the period is hidden: fewer than 5 people bought them.'
      : `Bought in the period: ${formatCounted(purchases, 'bulk purchase', 'bulk purchases')} of ${formatCounted(seats, 'place', 'places')}.`
  return (
    <Bars
      id="bulk"
      className="charts:col-span-4"
      title="Places bought in bulk"
      about="Places of each bulk purchase, used and unused when the data was loaded, whatever the filters."
      period={period}
      what="Pool"
      measure="Places"
      format="count"
      share
      states={[
        { key: 'used', label: 'Used', color: 'accent' },
        { key: 'unused', label: 'Unused', color: 'step-1' },
      ]}
      rows={pools.map((pool) => ({
        key: String(pool.pool),
        label: String(pool.name),
        values: [numberOf(pool.used), Math.max(0, numberOf(pool.unused) ?? 0)],
        note: `${formatCount(numberOf(pool.used))} used`,
      }))}
      note={`Places: uses that the codes of the purchase’s pool allow. ${inPeriod}`}
      empty={{
        title: 'No bulk purchase with codes',
        text: `No pool of promo codes came of a bulk purchase. ${inPeriod}`,
      }}
      definition="/catalogue/promo_pools"
    />
  )
}
