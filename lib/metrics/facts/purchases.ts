/** What was sold and refunded, each event on its own day; never added over currencies. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, type Columns, type Context, type Db, type MetricDefinition } from '../fact'
import { count, joinPerson, type SkilljarRow } from './skilljar-rows'

interface MoneyRow extends SkilljarRow {
  currency: string | null
  offer_type: string | null
  payment_processor: string | null
  promo_code: string | null
  quantity: number | null
  is_refund: boolean
  cents: number | null
}

/** Over "purchase" and "offer". */
export const cameAbout = sql<boolean>`upper(trim(purchase.state)) in ('SUCCESS', 'REFUNDED')`
export const currencyOf = sql<string | null>`upper(nullif(trim(purchase.price_currency), ''))`
/** One of the kinds is misspelt in Skilljar's own documentation. */
export const offerTypeOf = sql<string | null>`
  case lower(trim(offer.offer_type)) when 'publised_path' then 'published_path' else nullif(lower(trim(offer.offer_type)), '') end`
export const processorOf = sql<string | null>`upper(nullif(trim(purchase.payment_processor), ''))`
/** Where in Skilljar that belongs which is sold (../published). */
export const soldOnOf = sql<
  string | null
>`coalesce('course/' || offer.published_course_id, 'path/' || offer.published_path_id, 'domain/' || offer.domain_id)`
export const promoCodeOf = sql<string | null>`nullif(trim(purchase.promo_code_id), '')`

/** Purchases that came about; those without a buyer count all the same. */
const events: RawBuilder<MoneyRow> = sql`(
  select event.day, identity.person_id, 'skilljar' as source, 'offer' as content_type, coalesce(purchase.offer_id, '') as content_id,
    null::text as technology,
    ${soldOnOf} as published,
    ${currencyOf} as currency, ${offerTypeOf} as offer_type, ${processorOf} as payment_processor, ${promoCodeOf} as promo_code,
    event.is_refund, purchase.price_cents as cents, purchase.quantity
  from skilljar.purchase
  cross join lateral (
    values (purchase.purchased_at::date, false), (purchase.refunded_at::date, true)
  ) as event (day, is_refund)
  left join skilljar.offer on offer.offer_id = purchase.offer_id
  ${joinPerson('purchase.student_id')}
  where ${cameAbout} and event.day is not null)`

const rows = (db: Db, _context: Context) => db.selectFrom(events.as('event')).selectAll()

const isPurchase = (column: Columns<MoneyRow>) => sql<boolean>`not ${column('is_refund')}`
const isBulk = (column: Columns<MoneyRow>) => sql<boolean>`${isPurchase(column)} and ${column('quantity')} > 1`
const isRefund = (column: Columns<MoneyRow>) => sql<boolean>`${column('is_refund')}`

/** Null where more than one currency is among what counts. */
const amount =
  (cents: (column: Columns<MoneyRow>) => RawBuilder<unknown>): NonNullable<MetricDefinition<MoneyRow>['ofRows']> =>
  (column, counted) =>
    sql`case when count(distinct coalesce(${column('currency')}, '')) ${counted} <= 1
      then coalesce(sum(${cents(column)}) ${counted}, 0) / 100.0 end`

const price = ['skilljar.purchase.price_cents', 'skilljar.purchase.price_currency', 'skilljar.purchase.state']
const bulk = ['skilljar.purchase.quantity', 'skilljar.purchase.state']
const listPrice = 'The source does not say whether a price is of one or of all that was bought: it is the listed one.'
const ofMoney = {
  unit: 'currency',
  format: 'money',
  leftOut: [
    'Purchases in any state but SUCCESS and REFUNDED.',
    'Sums over several currencies: group by currency.',
    listPrice,
    'price_cents is divided by 100 in every currency; the source does not say what it means where there are no cents (JPY, KRW).',
  ],
  additive: false,
  isSum: true,
} as const
const ofEvents = { unit: 'items', format: 'count', additive: true, ofPerson: count } as const

export const purchases = defineFact(rows, {
  name: 'purchases',
  description: 'Purchases by the day of the purchase, and refunds by the day of the refund.',
  dimensions: ['currency', 'offer_type', 'payment_processor', 'promo_code'],
  published: 'published',
  metrics: {
    gross_revenue: {
      ...ofMoney,
      label: 'Gross list-price revenue',
      description: 'Listed prices of what was bought in the period, refunded later or not.',
      formula: 'Sum of price_cents ÷ 100 of purchases in state SUCCESS or REFUNDED by purchased_at.',
      readFrom: [...price, 'skilljar.purchase.purchased_at'],
      ofRows: amount((column) => column('cents')),
      counts: isPurchase,
    },
    refunds: {
      ...ofMoney,
      label: 'Refunds at list price',
      description: 'Listed prices of what was refunded in the period, whenever it was bought.',
      formula: 'Sum of price_cents ÷ 100 of purchases in state SUCCESS or REFUNDED by refunded_at.',
      readFrom: [...price, 'skilljar.purchase.refunded_at'],
      ofRows: amount((column) => column('cents')),
      counts: isRefund,
    },
    net_revenue: {
      ...ofMoney,
      label: 'Net list-price revenue',
      description: 'Gross less refunds, each by the day on which it happened.',
      formula: 'Gross list-price revenue − refunds.',
      readFrom: [...price, 'skilljar.purchase.purchased_at', 'skilljar.purchase.refunded_at'],
      ofRows: amount(
        (column) => sql`case when ${column('is_refund')} then -${column('cents')} else ${column('cents')} end`,
      ),
      counts: () => sql`true`,
      // Each row is one or the other: a hidden one of the two could be taken from what is left.
      sumOf: ['gross_revenue', 'refunds'],
    },
    purchases: {
      ...ofEvents,
      label: 'Purchases',
      description: 'Purchases of the period that came about, refunded later or not.',
      formula: 'Purchases in state SUCCESS or REFUNDED by purchased_at.',
      readFrom: ['skilljar.purchase.state', 'skilljar.purchase.purchased_at'],
      counts: isPurchase,
    },
    purchases_refunded: {
      ...ofEvents,
      label: 'Purchases refunded',
      description: 'Purchases that were refunded in the period.',
      formula: 'Purchases in state SUCCESS or REFUNDED by refunded_at.',
      readFrom: ['skilljar.purchase.state', 'skilljar.purchase.refunded_at'],
      counts: isRefund,
    },
    buyers: {
      label: 'Buyers',
      description: 'People who bought something in the period, each once.',
      unit: 'people',
      format: 'count',
      formula: 'Distinct people with a purchase in state SUCCESS or REFUNDED by purchased_at.',
      readFrom: ['skilljar.purchase.student_id', 'skilljar.purchase.state', 'skilljar.purchase.purchased_at'],
      leftOut: ['Purchases by nobody that is known.'],
      additive: false,
      counts: (column) => sql`${isPurchase(column)} and ${column('person_id')} is not null`,
    },
    bulk_purchases: {
      ...ofEvents,
      label: 'Bulk purchases',
      description: 'Purchases of the period of more than one place, refunded later or not.',
      formula: 'Purchases with quantity > 1.',
      readFrom: [...bulk, 'skilljar.purchase.purchased_at'],
      counts: isBulk,
    },
    bulk_seats: {
      ...ofEvents,
      label: 'Places bought in bulk',
      description: 'Places of the bulk purchases of the period.',
      formula: 'Sum of quantity of purchases with quantity > 1.',
      readFrom: [...bulk, 'skilljar.purchase.purchased_at'],
      ofPerson: (column) => sql`sum(${column('quantity')})`,
      counts: isBulk,
    },
  },
})
