/** What one person bought on Skilljar, and where the person belongs there: domains, what was answered on joining them, groups, credits. */
import { sql } from 'kysely'
import type { Context } from '@/lib/metrics/fact'
import { cameAbout, currencyOf, offerTypeOf, processorOf, promoCodeOf, soldOnOf } from '@/lib/metrics/facts/purchases'
import { loadedAt, ofAsked } from '@/lib/metrics/facts/skilljar-rows'
import { lastLetters, offerNames, promoCodes } from '@/lib/metrics/sold-names'
import { eventFact, eventRows, isoOf, type EventSource } from './event'
import { accessOver, accessState } from './own-skilljar'

const ofPurchase = (context: Context) =>
  ({
    source: 'skilljar',
    type: 'offer',
    id: sql`purchase.offer_id`,
    title: sql`named.name`,
    from: sql`(
        select * from skilljar.purchase as own where ${ofAsked(context, 'own.student_id')}
      ) as purchase
      left join skilljar.offer as offer using (offer_id)
      left join ${offerNames} as named on named.offer_id = purchase.offer_id
      left join ${promoCodes} as promo_code on promo_code.promo_code_id = ${promoCodeOf}`,
    published: soldOnOf,
    thing: sql`purchase.purchase_id`,
    detail: currencyOf,
    amount: sql`purchase.price_cents / 100.0`,
    notes: {
      kind: offerTypeOf,
      quantity: sql`purchase.quantity`,
      promo_code: sql`coalesce(promo_code.name, case when ${promoCodeOf} is not null then 'Unknown promo code' end)`,
      processor: processorOf,
    },
  }) as const

/** Those that came about are events; the others were only tried, or wait. */
const bought = (context: Context, event: 'purchased' | 'refunded' | 'purchase_tried'): EventSource => ({
  ...ofPurchase(context),
  event,
  at: {
    purchased: sql`purchase.purchased_at`,
    refunded: sql`purchase.refunded_at`,
    purchase_tried: sql`coalesce(purchase.purchased_at, purchase.created_at)`,
  }[event],
  notes: {
    ...ofPurchase(context).notes,
    state: {
      purchased: sql`'SUCCESS'::text`,
      refunded: sql`'REFUNDED'::text`,
      purchase_tried: sql`coalesce(upper(nullif(trim(purchase.state), '')), 'UNKNOWN')`,
    }[event],
  },
  when: event === 'purchase_tried' ? sql`${cameAbout} is not true` : cameAbout,
})

const ofDomain = {
  source: 'skilljar',
  type: 'domain',
  id: sql`member.domain_id`,
  title: sql`nullif(trim(domain.name), '')`,
  published: sql`'domain/' || nullif(member.domain_id, '')`,
} as const

/** Each student and domain once, however often they joined. */
const joined = (context: Context): EventSource => ({
  ...ofDomain,
  event: 'domain_joined',
  from: sql`(
      select student_id, coalesce(domain_id, '') as domain_id, min(created_at) as joined_at
      from skilljar.domain_membership as membership
      where ${ofAsked(context, 'membership.student_id')}
      group by student_id, coalesce(domain_id, '')
    ) as member
    left join skilljar.domain as domain using (domain_id)`,
  at: sql`member.joined_at`,
})

/** Each domain once, with how many accounts the person joined it. */
const domainAccess = (context: Context, event: 'domain_access' | 'domain_access_ends'): EventSource => {
  const { hasAccess, endsAt } = accessOver(context)
  return {
    ...ofDomain,
    event,
    from: sql`(
        select coalesce(domain_id, '') as domain_id, ${hasAccess} as has_access, ${endsAt} as ends_at,
          string_agg(distinct coalesce(nullif(trim(pool.name), ''), 'Unknown pool'), ', ')
            filter (where membership.domain_access_code_id is not null) as pools
        from (
          select own.domain_id, own.domain_access_code_id, own.is_active, own.expires_at
          from skilljar.domain_membership as own where ${ofAsked(context, 'own.student_id')}
        ) as membership
        left join (
          select domain_access_code_id, pool.name
          from skilljar.domain_access_code left join skilljar.domain_access_code_pool as pool using (domain_access_code_pool_id)
        ) as pool using (domain_access_code_id)
        group by coalesce(domain_id, '')
      ) as member
      left join skilljar.domain as domain using (domain_id)`,
    ...(event === 'domain_access'
      ? {
          stands: true as const,
          notes: { access: accessState, access_ends_at: isoOf(sql`member.ends_at`), pools: sql`member.pools` },
        }
      : { at: sql`member.ends_at` }),
  }
}

/** An answer that was given twice is one. */
const signUp = (context: Context): EventSource => ({
  event: 'signup_answer',
  source: 'skilljar',
  type: 'sign-up field',
  id: sql`answered.domain_signup_field_id`,
  title: sql`coalesce(nullif(trim(field.label), ''), 'Unnamed field')`,
  from: sql`(
      select distinct info.domain_signup_field_id, trim(info.value) as value, membership.domain_id
      from skilljar.domain_membership as membership
      join skilljar.domain_signup_info as info using (domain_membership_id)
      where trim(info.value) <> '' and ${ofAsked(context, 'membership.student_id')}
    ) as answered
    left join skilljar.domain_signup_field as field using (domain_signup_field_id)
    left join skilljar.domain as domain on domain.domain_id = coalesce(answered.domain_id, field.domain_id)`,
  stands: true,
  published: sql`'domain/' || answered.domain_id`,
  thing: sql`concat_ws('/', answered.domain_id, answered.domain_signup_field_id, answered.value)`,
  detail: sql`answered.value`,
  notes: { domain: sql`nullif(trim(domain.name), '')` },
})

const groups = (context: Context): EventSource => ({
  event: 'group_member',
  source: 'skilljar',
  type: 'group',
  id: sql`member.student_group_id`,
  title: sql`nullif(trim(described.name), '')`,
  from: sql`(
      select student_group_id, min(created_at) as since
      from skilljar.student_group_membership as membership
      where ${ofAsked(context, 'membership.student_id')}
      group by student_group_id
    ) as member
    left join skilljar.student_group as described using (student_group_id)`,
  stands: true,
  notes: { since: isoOf(sql`member.since`) },
})

/** Codes, by their last letters, that are for a group of the person; nothing says who used one. A total of 2,147,483,647 means that there is none. */
const credits = (context: Context): EventSource => ({
  event: 'credits_open',
  source: 'skilljar',
  type: 'credit code',
  id: sql`code.training_credit_code_id`,
  title: sql`coalesce(nullif(trim(code.tracking_identifier), ''), ${lastLetters('code.code')}, 'Code without a text')`,
  from: sql`(
      select allowed.credit_code_id, string_agg(distinct coalesce(nullif(trim(described.name), ''), 'Unknown group'), ', ') as groups
      from skilljar.student_group_membership as membership
      join skilljar.training_credit_code_student_group as allowed using (student_group_id)
      left join skilljar.student_group as described using (student_group_id)
      where ${ofAsked(context, 'membership.student_id')}
      group by allowed.credit_code_id
    ) as open
    join skilljar.training_credit_code as code on code.training_credit_code_id = open.credit_code_id`,
  stands: true,
  notes: {
    groups: sql`open.groups`,
    used: sql`coalesce(code.credits_used, 0)`,
    total: sql`case when code.credits_total > 0 and code.credits_total <> 2147483647 then code.credits_total end`,
    offers: sql`case when code.available_to_all_offers then null
      else (select count(distinct own.offer_id) from skilljar.training_credit_code_offer as own where own.credit_code_id = code.training_credit_code_id) end`,
    expires_at: isoOf(sql`code.expiration_date`),
    state: sql`case when code.expiration_date <= ${loadedAt(context)} then 'expired' else 'open' end`,
  },
})

export const purchaseEvents = eventFact('person_purchases', 'Purchases and refunds.', (context) => [
  eventRows(context, bought(context, 'purchased')),
  eventRows(context, bought(context, 'refunded')),
])

export const triedPurchaseEvents = eventFact('person_tried_purchases', 'Purchases in any state.', (context) => [
  ...(['purchased', 'refunded', 'purchase_tried'] as const).map((event) => eventRows(context, bought(context, event))),
])

export const domainEvents = eventFact('person_domains', 'Memberships of domains begun and ended.', (context) => [
  eventRows(context, joined(context)),
  eventRows(context, domainAccess(context, 'domain_access_ends')),
])

export const domainStates = eventFact('person_domain_states', 'Memberships of domains, as they stand.', (context) => [
  eventRows(context, joined(context)),
  eventRows(context, domainAccess(context, 'domain_access')),
])

export const signUpEvents = eventFact('person_signup', 'What was answered on joining a domain.', (context) => [
  eventRows(context, signUp(context)),
])

export const groupEvents = eventFact('person_groups', 'Student groups, as they stand.', (context) => [
  eventRows(context, groups(context)),
])

export const creditEvents = eventFact('person_credits', 'Training credits open to the groups.', (context) => [
  eventRows(context, credits(context)),
])
