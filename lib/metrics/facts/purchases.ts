/** What was sold and refunded, each event on its own day; never added over currencies. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, type Columns, type Context, type Db, type MetricDefinition } from '../fact'
import { count, joinPerson, type SkilljarRow } from './skilljar-rows'

interface MoneyRow extends SkilljarRow {
  currency: string | null
  is_refund: boolean
  cents: number | null
}

/** Purchases that came about; those without a buyer count all the same. */
const events: RawBuilder<MoneyRow> = sql`(
  select event.day, identity.person_id, 'skilljar' as source, 'offer' as content_type, coalesce(purchase.offer_id, '') as content_id,
    null::text as technology,
    coalesce('course/' || offer.published_course_id, 'path/' || offer.published_path_id, 'domain/' || offer.domain_id) as published,
    upper(nullif(trim(purchase.price_currency), '')) as currency, event.is_refund, purchase.price_cents as cents
  from skilljar.purchase
  cross join lateral (
    values (purchase.purchased_at::date, false), (purchase.refunded_at::date, true)
  ) as event (day, is_refund)
  left join skilljar.offer on offer.offer_id = purchase.offer_id
  ${joinPerson('purchase.student_id')}
  where upper(trim(purchase.state)) in ('SUCCESS', 'REFUNDED') and event.day is not null)`

const rows = (db: Db, _context: Context) => db.selectFrom(events.as('event')).selectAll()

const isPurchase = (column: Columns<MoneyRow>) => sql<boolean>`not ${column('is_refund')}`
const isRefund = (column: Columns<MoneyRow>) => sql<boolean>`${column('is_refund')}`

/** Null where more than one currency is among what counts. */
const amount =
  (cents: (column: Columns<MoneyRow>) => RawBuilder<unknown>): NonNullable<MetricDefinition<MoneyRow>['ofRows']> =>
  (column, counted) =>
    sql`case when count(distinct coalesce(${column('currency')}, '')) ${counted} <= 1
      then coalesce(sum(${cents(column)}) ${counted}, 0) / 100.0 end`

const price = ['skilljar.purchase.price_cents', 'skilljar.purchase.price_currency', 'skilljar.purchase.state']
const listPrice = 'The source does not say whether a price is of one or of all that was bought: it is the listed one.'
const ofMoney = {
  unit: 'currency',
  format: 'money',
  leftOut: [
    'Purchases in any state but SUCCESS and REFUNDED.',
    'Sums over several currencies: group by currency.',
    listPrice,
  ],
  additive: false,
} as const
const ofEvents = { unit: 'items', format: 'count', additive: true, ofPerson: count } as const

export const purchases = defineFact(rows, {
  name: 'purchases',
  description: 'Purchases by the day of the purchase, and refunds by the day of the refund.',
  dimensions: ['currency'],
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
  },
})
