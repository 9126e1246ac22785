/** Promo codes, access codes and training credits as they stood when the data was loaded, whatever the period; nobody's rows. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, type Columns, type Context, type Db } from '../fact'
import type { RatioDefinition } from '../ratios'
import { loadedAt, type SkilljarRow } from './skilljar-rows'

interface CodeRow extends SkilljarRow {
  channel: string | null
  used: number
  total: number
  is_active: boolean
  is_expired: boolean
  expires_soon: boolean
}

/** How Skilljar writes "without limit". */
const UNLIMITED = 2_147_483_647
export const isUnlimited = (column: string) => sql<boolean>`coalesce(${sql.ref(column)} >= ${UNLIMITED}::bigint, false)`
/** A total of 0, or none, is no limit either, and nothing to divide by. */
export const isLimited = (column: string) =>
  sql<boolean>`(${sql.ref(column)} > 0 and ${sql.ref(column)} < ${UNLIMITED}::bigint)`
/** Days ahead in which credits are said to expire soon. */
export const SOON = 60

/** The state has no day of its own: it stands at the end of whatever period is asked for. */
const codes = (context: Context): RawBuilder<CodeRow> => sql`(
  select ${context.to}::date as day, null::bigint as person_id, 'skilljar' as source, content_type, content_id, null::text as technology,
    published, channel, used, total, is_active, is_expired, expires_soon
  from (
    select 'promo code pool' as content_type, coalesce(promo_code_pool_id, '') as content_id, null as published, null as channel,
      coalesce(use_count, 0)::bigint as used, max_uses::bigint as total, coalesce(is_active, false) as is_active,
      false as is_expired, false as expires_soon
    from skilljar.promo_code
    where ${isLimited('max_uses')}
    union all
    select 'access code pool', coalesce(domain_access_code_pool_id, ''), 'domain/' || pool.domain_id, pool.channel,
      coalesce(use_count, 0), max_uses, coalesce(is_active, false), false, false
    from skilljar.domain_access_code
    left join skilljar.domain_access_code_pool as pool using (domain_access_code_pool_id)
    where ${isLimited('max_uses')}
    union all
    select 'credit code', training_credit_code_id, null, null, coalesce(credits_used, 0), credits_total, true,
      coalesce(expiration_date <= ${loadedAt(context)}, false),
      coalesce(expiration_date > ${loadedAt(context)} and expiration_date <= ${loadedAt(context)} + make_interval(days => ${SOON}::int), false)
    from skilljar.training_credit_code
    where ${isLimited('credits_total')}
  ) as code)`

const rows = (db: Db, context: Context) => db.selectFrom(codes(context).as('code')).selectAll()

const isCode = (contentType: string) => (column: Columns<CodeRow>) =>
  sql<boolean>`${column('content_type')} = ${contentType} and ${column('is_active')} and not ${column('is_expired')}`
const isPromo = isCode('promo code pool')
const isAccess = isCode('access code pool')
const isCredit = isCode('credit code')

const used = (column: Columns<CodeRow>) => sql`sum(${column('used')})`
const total = (column: Columns<CodeRow>) => sql`sum(${column('total')})`
const unused = (column: Columns<CodeRow>) => sql`sum(${column('total')} - ${column('used')})`

const unlimited = 'Codes without a limit (2,147,483,647), and without a total.'
const inactive = 'Codes that are not active.'
const noTime = 'The state when the data was loaded; the period changes nothing. Codes are of no team.'

const ofCodes = { unit: 'items', format: 'count', additive: true, ofThings: true } as const
const ofPromo = {
  ...ofCodes,
  readFrom: ['use_count', 'max_uses', 'is_active'].map((column) => `skilljar.promo_code.${column}`),
  leftOut: [unlimited, inactive, noTime],
  counts: isPromo,
}
const ofAccess = {
  ...ofCodes,
  readFrom: ['use_count', 'max_uses', 'is_active'].map((column) => `skilljar.domain_access_code.${column}`),
  leftOut: [unlimited, inactive, noTime],
  counts: isAccess,
}
const ofCredits = {
  ...ofCodes,
  readFrom: ['credits_used', 'credits_total', 'expiration_date'].map(
    (column) => `skilljar.training_credit_code.${column}`,
  ),
  leftOut: [unlimited, noTime],
}

export const codesAndCredits = defineFact(rows, {
  name: 'codes',
  description: 'Promo codes, access codes and training credit codes, as they stood when the data was loaded.',
  dimensions: ['channel'],
  published: 'published',
  metrics: {
    promo_uses: {
      ...ofPromo,
      label: 'Promo code uses',
      description: 'How often active promo codes were used.',
      formula: 'Sum of use_count of active codes with a limit.',
      ofPerson: used,
    },
    promo_uses_possible: {
      ...ofPromo,
      label: 'Promo code uses possible',
      description: 'How often active promo codes can be used in all.',
      formula: 'Sum of max_uses of active codes with a limit.',
      ofPerson: total,
    },
    access_code_uses: {
      ...ofAccess,
      label: 'Access code uses',
      description: 'How often active access codes were used.',
      formula: 'Sum of use_count of active codes with a limit.',
      ofPerson: used,
    },
    access_code_uses_possible: {
      ...ofAccess,
      label: 'Access code uses possible',
      description: 'How often active access codes can be used in all.',
      formula: 'Sum of max_uses of active codes with a limit.',
      ofPerson: total,
    },
    credits_used: {
      ...ofCredits,
      label: 'Training credits used',
      description: 'Credits used of codes that have not expired.',
      formula: 'Sum of credits_used of codes whose expiration_date had not passed when the data was loaded.',
      leftOut: [unlimited, 'Expired codes.', noTime],
      ofPerson: used,
      counts: isCredit,
    },
    credits_total: {
      ...ofCredits,
      label: 'Training credits',
      description: 'All credits of codes that have not expired.',
      formula: 'Sum of credits_total of codes whose expiration_date had not passed when the data was loaded.',
      leftOut: [unlimited, 'Expired codes.', noTime],
      ofPerson: total,
      counts: isCredit,
    },
    credits_expired: {
      ...ofCredits,
      label: 'Training credits expired unused',
      description: 'Credits that nobody can use any more (breakage).',
      formula:
        'Sum of credits_total − credits_used of codes whose expiration_date had passed when the data was loaded.',
      ofPerson: unused,
      counts: (column) => sql`${column('is_expired')}`,
    },
    credits_expiring: {
      ...ofCredits,
      label: `Training credits expiring in ${SOON} days`,
      description: `Unused credits of codes that expire within ${SOON} days of the day on which the data was loaded.`,
      formula: `Sum of credits_total − credits_used of codes whose expiration_date lies in the ${SOON} days after.`,
      ofPerson: unused,
      counts: (column) => sql`${column('expires_soon')}`,
    },
  },
})

const rate = { unit: 'ratio', format: 'percent' } as const

export const commerceRatios = {
  promo_redemption: {
    ...rate,
    label: 'Promo code redemption',
    description: 'Of the uses that active promo codes allow, the share that was made.',
    formula: 'Sum of use_count ÷ sum of max_uses of active codes.',
    readFrom: ofPromo.readFrom,
    leftOut: ofPromo.leftOut,
    ratio: { of: 'promo_uses', to: 'promo_uses_possible' },
  },
  access_code_redemption: {
    ...rate,
    label: 'Access code redemption',
    description: 'Of the uses that active access codes allow, the share that was made.',
    formula: 'Sum of use_count ÷ sum of max_uses of active codes.',
    readFrom: ofAccess.readFrom,
    leftOut: ofAccess.leftOut,
    ratio: { of: 'access_code_uses', to: 'access_code_uses_possible' },
  },
  credit_utilisation: {
    ...rate,
    label: 'Training credit utilisation',
    description: 'Of the training credits of codes that have not expired, the share that was used.',
    formula: 'Sum of credits_used ÷ sum of credits_total.',
    readFrom: ofCredits.readFrom,
    leftOut: [unlimited, 'Expired codes; what they left unused stands beside it.', noTime],
    ratio: { of: 'credits_used', to: 'credits_total' },
  },
} as const satisfies Readonly<Record<string, RatioDefinition>>
