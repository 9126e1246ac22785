/** Offers that can be bought and that nobody in reach bought in the period. */
import { sql } from 'kysely'
import { offerTypeOf } from '@/lib/metrics/facts/purchases'
import { offerNames } from '@/lib/metrics/sold-names'
import { defineList, factRows, selectionOf, type AnalysisRow } from '../analysis'
import { mostOf } from '../learner-rows'
import { boughtPurchases } from './purchase-rows'

export const offersUnsold = defineList({
  label: 'Offers without a purchase',
  description: 'Active offers that nobody bought in the period; with a team chosen, nobody of it.',
  formula:
    'Offers that are is_active, in the currency and of the type asked for, without a purchase in state SUCCESS or REFUNDED.',
  readFrom: [
    'skilljar.offer.is_active',
    'skilljar.offer.offer_type',
    'skilljar.offer.price_cents',
    'skilljar.offer.currency_code',
    'skilljar.offer.sku',
    'skilljar.purchase.offer_id',
    'skilljar.purchase.purchased_at',
    'skilljar.purchase.state',
  ],
  columns: [
    { name: 'offer', label: 'Offer', kind: 'text' },
    { name: 'offer_type', label: 'Type', kind: 'text' },
    { name: 'currency', label: 'Currency', kind: 'text' },
    { name: 'price', label: 'List price', kind: 'number', format: 'money' },
  ],
  parameters: { most: { description: 'How many to list, up to 10,000.', absent: '1000' } },
  statement: (reader, query) => {
    const { currency, offer_type: types } = query.filters.where
    const among = (column: string, values: readonly string[] | undefined) =>
      values === undefined ? sql`true` : sql`coalesce(${sql.ref(column)}, 'Not set') = any(${values}::text[])`
    return sql<AnalysisRow>`
      select coalesce(title, 'Offer without a name') as offer, offer_type, currency, price from (
        select offer.offer_id, named.name as title, ${offerTypeOf} as offer_type,
          upper(nullif(trim(offer.currency_code), '')) as currency, (offer.price_cents / 100.0)::float8 as price
        from skilljar.offer join ${offerNames} as named on named.offer_id = offer.offer_id
        where offer.is_active
      ) as offer
      where ${among('currency', currency)} and ${among('offer_type', types)}
        and offer_id not in (select content_id from ${factRows(reader, boughtPurchases, selectionOf(reader, query))})
      order by lower(title), offer_id
      limit ${mostOf(query)}::int`
  },
})
