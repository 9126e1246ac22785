import { LaterCard } from '@/app/(app)/later-card'
import type { CommerceView } from './commerce-view'
import { SoldBy } from './sold-by'

const half = 'min-h-[320px] charts:col-span-6'

const keyed = <T extends { readonly gross_revenue: number | null }>(rows: readonly T[], key: (row: T) => string) =>
  new Map(rows.map((row) => [key(row), row.gross_revenue]))

/** Gross revenue by what was sold and how it was paid. */
export function SoldCards({ view }: { view: CommerceView }) {
  const { later } = view
  return (
    <>
      <LaterCard title="Gross revenue by offer type" data={later.offerTypes} className={half}>
        {({ rows, before }) => (
          <SoldBy
            view={view}
            id="offer-types"
            title="Gross revenue by offer type"
            what="Offer type"
            about="List price of what was bought."
            by="offer_type"
            rows={rows.map((row) => ({ ...row, key: row.offer_type, label: row.offer_type_name }))}
            before={keyed(before, (row) => row.offer_type)}
          />
        )}
      </LaterCard>
      <LaterCard title="Gross revenue by payment processor" data={later.processors} className={half}>
        {({ rows, before }) => (
          <SoldBy
            view={view}
            id="processors"
            title="Gross revenue by payment processor"
            what="Payment processor"
            about="List price of what was bought through each."
            by="payment_processor"
            rows={rows.map((row) => ({ ...row, key: row.payment_processor, label: row.payment_processor_name }))}
            before={keyed(before, (row) => row.payment_processor)}
            note="Skilljar writes no payment processor where nothing was to be paid; the list price counts all the same."
          />
        )}
      </LaterCard>
      <LaterCard title="Offers by gross revenue" data={later.offers} className={half}>
        {({ rows, before }) => (
          <SoldBy
            view={view}
            id="offers"
            title="Offers by gross revenue"
            what="Offer"
            about="List price of what was bought, the largest first."
            by="content"
            rows={rows.map((row) => ({ ...row, key: row.content, label: row.content_name }))}
            before={keyed(before, (row) => row.content)}
          />
        )}
      </LaterCard>
      <LaterCard title="Gross revenue by promo code" data={later.promoCodes} className={half}>
        {({ rows, before }) => (
          <SoldBy
            view={view}
            id="promo-codes"
            title="Gross revenue by promo code"
            what="Promo code"
            about="List price, before what the code takes off."
            by="promo_code"
            rows={rows.map((row) => ({ ...row, key: row.promo_code, label: row.promo_code_name }))}
            before={keyed(before, (row) => row.promo_code)}
          />
        )}
      </LaterCard>
    </>
  )
}
