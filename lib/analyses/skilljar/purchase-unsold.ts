/** Offers that can be bought and that nobody in reach bought in the period. */
import { sql, type RawBuilder } from 'kysely'
import type { Narrowing } from '@/lib/filters/filters'
import { contextOf } from '@/lib/metrics/compile'
import { defineFact, type Context, type Db } from '@/lib/metrics/fact'
import { offerTypeOf, soldOnOf } from '@/lib/metrics/facts/purchases'
import type { SkilljarRow } from '@/lib/metrics/facts/skilljar-rows'
import { conditionsOfContent } from '@/lib/metrics/scope-rows'
import { offerNames } from '@/lib/metrics/sold-names'
import { defineList, factRows, selectionOf, type AnalysisQuery, type AnalysisRow } from '../analysis'
import { mostOf } from '../learner-rows'
import { boughtPurchases } from './purchase-rows'

interface OfferRow extends SkilljarRow {
  currency: string | null
  offer_type: string | null
  price: number | null
}

const offered: RawBuilder<OfferRow> = sql`(
  select null::date as day, null::bigint as person_id, 'skilljar' as source, 'offer' as content_type, offer.offer_id as content_id,
    null::text as technology, ${soldOnOf} as published, upper(nullif(trim(offer.currency_code), '')) as currency,
    ${offerTypeOf} as offer_type, (offer.price_cents / 100.0)::float8 as price
  from skilljar.offer
  where offer.is_active)`

const onOffer = defineFact((db: Db, _context: Context) => db.selectFrom(offered.as('offer')).selectAll(), {
  name: 'on_offer',
  description: 'Offers that can be bought, one row each; of no day and nobody.',
  dimensions: ['currency', 'offer_type'],
  published: 'published',
  metrics: {},
})

const aboutOffers = [
  'currency',
  'offer_type',
  'content',
  'domain',
  'course',
  'published_course',
  'tag',
] satisfies readonly Narrowing[]

export const offersUnsold = defineList({
  label: 'Offers without a purchase',
  description: 'Active offers that nobody bought in the period; with a team chosen, nobody of it.',
  formula:
    'Offers that are is_active, in the currency, of the type, on the domain and with the tag asked for, without a purchase in state SUCCESS or REFUNDED.',
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
  statement: (reader, query) => sql<AnalysisRow>`
    select coalesce(named.name, 'Offer without a name') as offer, fact.offer_type, fact.currency, fact.price
    from (${onOffer.rows(reader.db, contextOf(selectionOf(reader, query)))}) as fact
    join ${offerNames} as named on named.offer_id = fact.content_id
    where ${sql.join([sql`true`, ...ofOffers(query)], sql` and `)}
      and fact.content_id not in (select fact.content_id from ${factRows(reader, boughtPurchases, selectionOf(reader, query))})
    order by lower(named.name), fact.content_id
    limit ${mostOf(query)}::int`,
})

/** What filters say of the offers themselves; the others say whose purchases count, and how they were paid. */
function ofOffers({ filters }: AnalysisQuery): RawBuilder<boolean>[] {
  const where = Object.entries(filters.where).filter(([name]) => aboutOffers.some((own) => own === name))
  return conditionsOfContent(onOffer, { ...filters, where: Object.fromEntries(where) })
}
