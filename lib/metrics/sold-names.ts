/** What people read instead of the keys that purchases have; a key that nobody knows is read as it is. */
import { sql, type RawBuilder } from 'kysely'
import { notSet } from '@/lib/filters/filters'
import type { Dimension } from './dimension'

type Name = NonNullable<Dimension['name']>

const offerTypes = {
  published_course: 'Course',
  published_path: 'Path',
  domain: 'Access to a domain',
  plan: 'Plan',
} as const

const processors = {
  NONE: 'No payment',
  STRIPE: 'Stripe',
  STRIPE_BTC: 'Stripe, in Bitcoin',
  PAYPAL: 'PayPal',
  PAYFLOW: 'Payflow',
  CYBERSRC: 'CyberSource',
  MES: 'Merchant e-Solutions',
  EXTERNAL: 'Outside of Skilljar',
} as const

function knownNames(label: string, of: string, names: Readonly<Record<string, string>>): Name {
  const key = sql.ref(`cells.${of}`)
  const rows = sql.join(Object.entries(names).map(([known, name]) => sql`(${known}::text, ${name}::text)`))
  return {
    label,
    from: sql`(values ${rows}) as ${sql.id(`${of}_names`)} (key, name) on ${sql.ref(`${of}_names.key`)} = ${key}`,
    text: sql`coalesce(${sql.ref(`${of}_names.name`)}, ${key})`,
  }
}

export const offerTypeName = knownNames('Offer type name', 'offer_type', offerTypes)
export const paymentProcessorName = knownNames('Payment processor name', 'payment_processor', processors)

/** Whoever knows the code of credits, or of a place that is paid for, can spend it: its last letters tell it from others. */
export const lastLetters = (code: string): RawBuilder<string | null> =>
  sql`'Code …' || nullif(right(trim(${sql.ref(code)}), least(4, length(trim(${sql.ref(code)})) / 2)), '')`

/** Codes of a campaign are for everybody to know; those that came of a bulk purchase are not. */
export const promoCodes: RawBuilder<unknown> = sql`(
  select promo_code_id, case when nullif(trim(pool.bulk_purchase_id), '') is null then nullif(trim(code), '')
      else ${lastLetters('code')} end as name
  from skilljar.promo_code left join skilljar.promo_code_pool as pool using (promo_code_pool_id))`

export const promoCodeName: Name = {
  label: 'Promo code text',
  from: sql`${promoCodes} as promo_code_names on promo_code_names.promo_code_id = cells.promo_code`,
  text: sql`case when cells.promo_code = ${notSet} then 'Without a promo code'
    else coalesce(promo_code_names.name, 'Unknown promo code ' || cells.promo_code) end`,
}

const titled = sql`
  select offer.offer_id, nullif(trim(offer.sku), '') as sku, upper(nullif(trim(offer.currency_code), '')) as currency,
    coalesce(nullif(trim(course.title), ''), nullif(trim(path.title), ''), nullif(trim(series.title), ''), nullif(trim(domain.name), '')) as title
  from skilljar.offer
  left join skilljar.published_course as sold_course on sold_course.published_course_id = offer.published_course_id
  left join skilljar.course on course.course_id = sold_course.course_id
  left join skilljar.published_path as sold_path on sold_path.published_path_id = offer.published_path_id
  left join skilljar.path on path.path_id = sold_path.path_id
  left join skilljar.course_series as series on series.course_series_id = offer.course_series_id
  left join skilljar.domain on domain.domain_id = offer.domain_id`

/** Each offer by what is sold and in which currency, and by its number where that is not enough to tell it from others. */
export const offerNames: RawBuilder<unknown> = sql`(
  select offer_id, nullif(concat_ws(' · ', title, currency,
    case when title is null or count(*) over (partition by title, currency) > 1 then sku end), '') as name
  from (${titled}) as titled)`
