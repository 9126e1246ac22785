import { Coins } from 'lucide-react'
import { ExportMenu } from '@/components/export/export-menu'
import { DataTable } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatBucket } from '@/lib/format/dates'
import { inEveryCurrency } from '@/lib/reports/main-currency'
import { amountCell, countCell, currencyOf, doubtOf } from './amounts'
import type { CardData, CommerceView } from './commerce-view'

const amounts = [
  { id: 'purchases', label: 'Purchases', numeric: true },
  { id: 'gross', label: 'Gross', numeric: true },
  { id: 'refunds', label: 'Refunds', numeric: true },
  { id: 'net', label: 'Net', numeric: true },
]

interface Amounts {
  readonly purchases: number | null
  readonly gross_revenue: number | null
  readonly refunds: number | null
  readonly net_revenue: number | null
}

const amountsOf = (row: Amounts) => ({
  purchases: countCell(row.purchases),
  gross: amountCell(row.gross_revenue),
  refunds: amountCell(row.refunds),
  net: amountCell(row.net_revenue),
})

interface Props {
  view: CommerceView
  currencies: CardData<'currencies'>
}

/** One beside the other, for nothing adds them; a row chooses its currency. */
export function Currencies({ view, currencies: { currencies } }: Props) {
  const { filters, inside, page } = view
  const chosen = currencyOf(inside)
  return (
    <Card
      id="currencies"
      className="charts:col-span-5"
      title="By currency"
      about="List-price revenue of the period; a row puts the page in its currency."
      footer={doubtOf(currencies.map(({ currency }) => currency)) ?? 'Amounts of two currencies are never added.'}
    >
      {currencies.length === 0 ? (
        <NothingBought />
      ) : (
        <DataTable
          label="List-price revenue by currency"
          chooseColumns={false}
          columns={[{ id: 'currency', label: 'Currency' }, ...amounts]}
          rows={currencies.map((row) => ({
            id: row.currency,
            cells: {
              currency: {
                text: row.currency,
                href: `${page}?${filterParams(narrow(filters, { currency: row.currency }))}`,
                ...(row.currency === chosen && { title: 'Chosen' }),
              },
              ...amountsOf(row),
            },
          }))}
        />
      )}
    </Card>
  )
}

/** The newest first; whole months where the period holds them whole. */
export function Months({ view, currencies: { months } }: Props) {
  const every = inEveryCurrency(view.exported)
  const newest = [...months].sort((a, b) => (a.month === b.month ? 0 : a.month < b.month ? 1 : -1))
  return (
    <Card
      id="months"
      className="charts:col-span-7"
      title="Month by month"
      about="List-price revenue in every currency, purchases and refunds each in their own month."
      footer="Of the first and the last month, the days inside the period."
      tools={<ExportMenu compact href={`/export/commerce-months?${filterParams(every)}`} of="Month by month" />}
    >
      {newest.length === 0 ? (
        <NothingBought />
      ) : (
        <DataTable
          label="List-price revenue by month and currency"
          chooseColumns={false}
          columns={[{ id: 'month', label: 'Month' }, { id: 'currency', label: 'Currency' }, ...amounts]}
          rows={newest.map((row) => ({
            id: `${row.month} ${row.currency}`,
            cells: {
              month: { text: formatBucket(row.month, 'month') },
              currency: { text: row.currency },
              ...amountsOf(row),
            },
          }))}
        />
      )}
    </Card>
  )
}

function NothingBought() {
  return (
    <EmptyState icon={Coins} title="Nothing bought or refunded">
      No purchase in this period under these filters.
    </EmptyState>
  )
}
