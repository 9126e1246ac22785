import { Check } from 'lucide-react'
import { ExportMenu } from '@/components/export/export-menu'
import { DataTable, type TableCell } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { notSet } from '@/lib/filters/filters'
import { filterParams } from '@/lib/filters/url'
import { numberOf } from '@/lib/format/number-of'
import { mostUnsold } from '@/lib/reports/read-commerce'
import { amountText } from './amounts'
import type { CardData, CommerceView } from './commerce-view'

export function Unsold({ view, offers }: { view: CommerceView; offers: CardData<'unsold'> }) {
  return (
    <Card
      id="unsold"
      className="charts:col-span-5"
      title="Offers without a purchase"
      about="Active offers that nobody bought in the period under these filters."
      {...(offers.length === mostUnsold && { footer: `The first ${mostUnsold} by name; the CSV has all.` })}
      tools={
        <ExportMenu
          compact
          href={`/export/analysis/offers_unsold?${filterParams(view.exported)}`}
          of="Offers without a purchase"
        />
      }
    >
      {offers.length === 0 ? (
        <EmptyState icon={Check} title="Every active offer was bought">
          Or Skilljar has none under these filters.
        </EmptyState>
      ) : (
        <DataTable
          label="Offers without a purchase"
          chooseColumns={false}
          columns={[
            { id: 'offer', label: 'Offer' },
            { id: 'price', label: 'List price', numeric: true },
          ]}
          rows={offers.map((row, index) => ({
            id: String(index),
            cells: {
              offer: { text: String(row.offer) },
              price: priceCell(row),
            },
          }))}
        />
      )}
    </Card>
  )
}

function priceCell({ price, currency }: CardData<'unsold'>[number]): TableCell {
  const value = numberOf(price)
  return value === null ? { text: '–', quiet: true } : { text: amountText(value, String(currency ?? notSet)) }
}
