/** Purchases of the period that came about, one row each: what becomes of them, and which offers had none. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, type Context, type Db } from '@/lib/metrics/fact'
import { cameAbout, currencyOf, offerTypeOf, processorOf, promoCodeOf, soldOnOf } from '@/lib/metrics/facts/purchases'
import { joinPerson, type SkilljarRow } from '@/lib/metrics/facts/skilljar-rows'

interface BoughtRow extends SkilljarRow {
  purchase_id: string
  student_id: string | null
  offer_id: string | null
  purchased_at: string
  is_refunded: boolean
  currency: string | null
  offer_type: string | null
  payment_processor: string | null
  promo_code: string | null
}

/** A purchase that says REFUNDED is one, with a day of the refund or without. */
const bought: RawBuilder<BoughtRow> = sql`(
  select purchase.purchased_at::date as day, identity.person_id, 'skilljar' as source, 'offer' as content_type,
    coalesce(purchase.offer_id, '') as content_id, null::text as technology, ${soldOnOf} as published,
    ${currencyOf} as currency, ${offerTypeOf} as offer_type, ${processorOf} as payment_processor, ${promoCodeOf} as promo_code,
    purchase.purchase_id, purchase.student_id, purchase.offer_id, purchase.purchased_at,
    (purchase.refunded_at is not null or upper(trim(purchase.state)) = 'REFUNDED') as is_refunded
  from skilljar.purchase
  left join skilljar.offer on offer.offer_id = purchase.offer_id
  ${joinPerson('purchase.student_id')}
  where ${cameAbout} and purchase.purchased_at is not null)`

export const boughtPurchases = defineFact(
  (db: Db, _context: Context) => db.selectFrom(bought.as('bought')).selectAll(),
  {
    name: 'bought_purchases',
    description: 'Purchases that came about, one row each by the day of the purchase.',
    dimensions: ['currency', 'offer_type', 'payment_processor', 'promo_code'],
    published: 'published',
    metrics: {},
  },
)
