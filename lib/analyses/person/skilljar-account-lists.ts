/** Lists of what one person bought on Skilljar and where the person belongs there. */
import { sql } from 'kysely'
import { firstMoment, listOf, moment, noted, notedDay, notedNumber, the } from './list-of'
import { creditEvents, domainStates, groupEvents, signUpEvents, triedPurchaseEvents } from './skilljar-account-events'

/** As they stand: the period says nothing about them. */
const always = sql<boolean>`true`

export const skilljarAccountLists = {
  person_purchases: listOf({
    label: 'Purchases of a person',
    description: 'What one person bought on Skilljar, at its listed price, and what was refunded.',
    formula: 'Purchases in any state: bought, refunded or tried in the period; price_cents ÷ 100 in its own currency.',
    readFrom: [
      'skilljar.purchase.purchased_at',
      'skilljar.purchase.refunded_at',
      'skilljar.purchase.state',
      'skilljar.purchase.price_cents',
      'skilljar.purchase.price_currency',
      'skilljar.purchase.quantity',
      'skilljar.purchase.payment_processor',
      'skilljar.offer.offer_type',
      'skilljar.promo_code.code',
      'skilljar.promo_code_pool.bulk_purchase_id',
    ],
    leftOut: ['The source does not say whether a price is of one or of all that was bought: it is the listed one.'],
    events: triedPurchaseEvents,
    columns: [
      noted('kind', 'Kind'),
      {
        name: 'state',
        label: 'State',
        kind: 'text',
        value: sql`case when bool_or(fact.event = 'refunded') then 'REFUNDED' else max(fact.notes ->> 'state') end`,
      },
      {
        name: 'purchased_at',
        label: 'Bought',
        kind: 'time',
        value: sql`to_char(max(fact.at) filter (where fact.event in ('purchased', 'purchase_tried')), 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
      },
      moment('refunded_at', 'Refunded', 'refunded'),
      { name: 'price', label: 'List price', kind: 'number', format: 'money', value: the.amount },
      { name: 'currency', label: 'Currency', kind: 'text', value: the.detail },
      notedNumber('quantity', 'Quantity', 'count'),
      noted('promo_code', 'Promo code'),
      noted('processor', 'Payment processor'),
    ],
  }),
  person_credits: listOf({
    label: 'Training credits of a person',
    description:
      'Codes with training credits for a student group of one person, what is left of them, and whether they have expired.',
    formula: 'Credit codes of the groups that the person is in; left: credits_total − credits_used.',
    readFrom: [
      'skilljar.training_credit_code.credits_total',
      'skilljar.training_credit_code.credits_used',
      'skilljar.training_credit_code.expiration_date',
      'skilljar.training_credit_code_student_group.student_group_id',
      'skilljar.training_credit_code_offer.offer_id',
      'skilljar.student_group_membership.student_id',
      'skilljar.student_group.name',
    ],
    leftOut: [
      'Codes that are open to all students, and who used a code: Skilljar says neither.',
      'The state when the data was loaded; the period changes nothing.',
    ],
    events: creditEvents,
    also: always,
    columns: [
      noted('groups', 'Through the groups'),
      notedNumber('total', 'Credits', 'count'),
      notedNumber('used', 'Used by all', 'count'),
      notedNumber('offers', 'Offers', 'count'),
      notedDay('expires_at', 'Expires'),
      noted('state', 'State'),
    ],
  }),
  person_domains: listOf({
    label: 'Domains of a person',
    description: 'Skilljar domains that one person joined, until when, and with an access code of which pool.',
    formula:
      'Per domain: first membership; the end of the membership that gives access longest, else of the last that ended.',
    readFrom: [
      'skilljar.domain_membership.created_at',
      'skilljar.domain_membership.expires_at',
      'skilljar.domain_membership.is_active',
      'skilljar.domain_membership.domain_access_code_id',
      'skilljar.domain_access_code.domain_access_code_pool_id',
      'skilljar.domain_access_code_pool.name',
      'skilljar.domain.name',
    ],
    leftOut: ['Memberships that are gone from the source.'],
    events: domainStates,
    also: always,
    columns: [
      firstMoment('joined_at', 'Joined', 'domain_joined'),
      noted('access', 'Access'),
      notedDay('access_ends_at', 'Access ends'),
      noted('pools', 'Access code of'),
    ],
  }),
  person_signup: listOf({
    label: 'Sign-up answers of a person',
    description: 'What one person answered in the fields of a Skilljar domain on joining it.',
    formula: 'Answers by domain and field, each once.',
    readFrom: [
      'skilljar.domain_signup_info.value',
      'skilljar.domain_signup_field.label',
      'skilljar.domain_membership.student_id',
      'skilljar.domain.name',
    ],
    leftOut: ['Blank answers.'],
    events: signUpEvents,
    also: always,
    columns: [{ name: 'answer', label: 'Answer', kind: 'text', value: the.detail }, noted('domain', 'Domain')],
  }),
  person_groups: listOf({
    label: 'Student groups of a person',
    description: 'Skilljar student groups that one person is in.',
    formula: 'Groups as they are now, each once, since the first membership of it.',
    readFrom: [
      'skilljar.student_group_membership.student_id',
      'skilljar.student_group_membership.created_at',
      'skilljar.student_group.name',
    ],
    leftOut: ['Groups that the person has left: Skilljar delivers no history of them.'],
    events: groupEvents,
    also: always,
    columns: [notedDay('since', 'Since')],
  }),
} as const
