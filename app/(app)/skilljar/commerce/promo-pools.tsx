import { Ticket } from 'lucide-react'
import { ExportMenu } from '@/components/export/export-menu'
import { DataTable, type TableCell } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { filterParams } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatCounted, formatPercent } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import { countCell } from './amounts'
import { BulkPools } from './bulk-pools'
import type { CardData, CommerceView } from './commerce-view'

type Pool = CardData<'pools'>['pools'][number]

const states: Readonly<Record<string, string>> = {
  open: 'Open',
  ended: 'Ended',
  inactive: 'Inactive',
  planned: 'Not yet',
}

const columns = [
  { id: 'name', label: 'Pool' },
  { id: 'state', label: 'State' },
  { id: 'ends', label: 'Until' },
  { id: 'codes', label: 'Codes', numeric: true },
  { id: 'active', label: 'Active', numeric: true },
  { id: 'uses', label: 'Uses', numeric: true },
  { id: 'possible', label: 'Uses possible', numeric: true },
  { id: 'redemption', label: 'Redemption', numeric: true },
]

/** As they stood when the data was loaded: no filter touches them. */
export function PromoPools({ view, pools: { pools, bought } }: { view: CommerceView; pools: CardData<'pools'> }) {
  return (
    <>
      <Card
        id="pools"
        className="charts:col-span-8"
        title="Pools of promo codes"
        about="As they stood when the data was loaded; the filters change nothing."
        footer={footerOf(pools)}
        tools={
          <ExportMenu
            compact
            href={`/export/analysis/promo_pools?${filterParams(view.exported)}`}
            of="Pools of promo codes"
          />
        }
      >
        {pools.length === 0 ? (
          <EmptyState icon={Ticket} title="No promo codes">
            Skilljar has no promo code and no pool of them.
          </EmptyState>
        ) : (
          <DataTable label="Pools of promo codes" chooseColumns={false} columns={columns} rows={pools.map(rowOf)} />
        )}
      </Card>
      <BulkPools pools={pools.filter(({ is_bulk: isBulk }) => isBulk)} bought={bought} period={view.period} />
    </>
  )
}

function rowOf(pool: Pool) {
  const unlimited = numberOf(pool.codes_unlimited) ?? 0
  return {
    id: String(pool.pool),
    cells: {
      name: { text: String(pool.name), ...(pool.is_bulk === true && { title: 'From a bulk purchase' }) },
      state: { text: states[String(pool.state)] ?? '–', quiet: pool.state !== 'open' },
      ends: { text: typeof pool.ends === 'string' ? formatDay(pool.ends) : 'No end', quiet: pool.ends === null },
      codes: countCell(numberOf(pool.codes)),
      active: countCell(numberOf(pool.codes_active)),
      uses: countCell(numberOf(pool.uses)),
      possible:
        unlimited > 0
          ? { text: 'No limit', title: `${formatCounted(unlimited, 'code has', 'codes have')} no limit`, quiet: true }
          : countCell(numberOf(pool.possible)),
      redemption: redemptionCell(pool),
    },
  }
}

function redemptionCell({ redemption, redemption_numerator: used, redemption_denominator: possible }: Pool): TableCell {
  const [share, n] = [numberOf(redemption), numberOf(possible)]
  if (share === null) return { text: '–', quiet: true }
  const title = `${formatCount(numberOf(used))} of ${formatCount(n)} uses of active codes`
  return { text: formatPercent(share), title, meter: Math.min(1, share), ...(isSmallSample(n) && { sample: `n ${n}` }) }
}

/** Over all pools: each code is in one. */
function footerOf(pools: readonly Pool[]): string {
  const sum = (name: 'redemption_numerator' | 'redemption_denominator') =>
    pools.reduce((total, pool) => total + (numberOf(pool[name]) ?? 0), 0)
  const [used, possible] = [sum('redemption_numerator'), sum('redemption_denominator')]
  const rule = 'Redemption: uses of active codes ÷ uses that they allow; codes without a limit are left out.'
  if (possible === 0) return rule
  return `All pools: ${formatPercent(used / possible)} (${formatCount(used)} of ${formatCount(possible)}). ${rule}`
}
