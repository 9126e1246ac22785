/** Promo codes, access codes and training credits: pools are written first, the codes last, when it is known how often each was used. */
import { SECONDS_PER_DAY, timestamp, type Instant } from '../calendar'
import type { Domain, Site } from './domains'
import { at, slugged, stamped, timestampOrNull, type Making } from './making'

/** What Skilljar stores for "without limit". */
export const UNLIMITED = 2_147_483_647

export interface Code {
  readonly id: string
  readonly name: string
  readonly created: Instant
  readonly poolId: string | null
  /** From and until when it can be used. */
  readonly startsAt: Instant
  readonly endsAt: Instant | null
  readonly total: number
  used: number
  lastUsed: Instant | null
}

export interface AccessCode extends Code {
  readonly domain: Domain
}

export interface Codes {
  readonly promo: readonly Code[]
  readonly access: readonly AccessCode[]
  readonly credit: readonly Code[]
}

/** A code that can be used at this moment, if there is one. */
export function usable<T extends Code>(codes: readonly T[], moment: Instant): readonly T[] {
  return codes.filter(
    ({ startsAt, endsAt, used, total }) => startsAt <= moment && (endsAt === null || moment < endsAt) && used < total,
  )
}

export function use(code: Code, moment: Instant, amount = 1): void {
  code.used += amount
  code.lastUsed = Math.max(code.lastUsed ?? 0, moment)
}

/** When places were bought in bulk, as shares of the demo's days. */
export const bulkOrders = [0.45, 0.93] as const

/** `bulkPurchaseIds`: the purchases that the pools of single-use codes came from, in their order. */
export function createCodes(making: Making, site: Site, bulkPurchaseIds: readonly string[]): Codes {
  const { writer, days } = making
  const chance = making.chance('codes')
  const length = days.last - days.first
  const promo: Code[] = []
  const campaigns = [
    ['Spring learning weeks', 0.1, 0.35, 8, 25],
    ['Partners of the year', 0.3, null, 4, UNLIMITED],
    ['Campus anniversary', 0.6, 0.75, 10, 20],
    ['Bulk order of Field Service', bulkOrders[0], 1.2, 12, 1],
    ['Autumn learning weeks', 0.86, 1.1, 8, 25],
    ['Bulk order of Leadership', bulkOrders[1], 1.6, 30, 1],
  ] as const
  const bulkIds = [...bulkPurchaseIds]
  for (const [name, from, until, codes, total] of campaigns) {
    const startsAt = at(days.first + Math.round(length * from), 0)
    const endsAt = until === null ? null : at(days.first + Math.round(length * until), 0)
    const poolId = writer.id('promo_code_pool')
    writer.add('promo_code_pool', {
      ...stamped(startsAt - SECONDS_PER_DAY),
      promo_code_pool_id: poolId,
      name,
      bulk_purchase_id: total === 1 ? (bulkIds.shift() ?? null) : null,
      is_active: endsAt === null || endsAt > making.now,
      starts_at: timestamp(startsAt),
      ends_at: timestampOrNull(endsAt),
    })
    for (let index = 0; index < codes; index++) {
      const code = {
        id: writer.id('promo_code'),
        name: `${slugged(name).slice(0, 12).toUpperCase()}-${chance.alphanumerics(6).toUpperCase()}`,
        poolId,
      }
      promo.push({ ...code, created: startsAt - SECONDS_PER_DAY, startsAt, endsAt, total, used: 0, lastUsed: null })
    }
  }

  const access: AccessCode[] = []
  const invitations = making.chance('access codes')
  const channels = ['dashboard', 'import', 'API', 'ecommerce', 'Dashboard', 'unknown']
  for (const [index, domain] of [...site.domains, ...site.domains].entries()) {
    const created = at(days.first - 120 + index * 11, 9)
    const endsAt = index === 4 ? at(days.last - 90, 0) : null
    const poolId = writer.id('domain_access_code_pool')
    writer.add('domain_access_code_pool', {
      ...stamped(created),
      domain_access_code_pool_id: poolId,
      name: `${domain.name} sign-up ${index < 3 ? 'for everyone' : 'by invitation'}`,
      domain_id: domain.id,
      channel: channels[index] ?? null,
      starts_at: index % 2 === 0 ? null : timestamp(created),
      expires_at: timestampOrNull(endsAt),
    })
    // Everybody gets the same few words; who is invited has a code that works once, or for a small team.
    const isOpen = index < 3
    for (let count = 0; count < (isOpen ? 2 : 12 + index * 2); count++) {
      const total = isOpen ? UNLIMITED : invitations.pick([1, 1, 3, 5, 10])
      const code = {
        id: writer.id('domain_access_code'),
        name: `${domain.name.toUpperCase()}-${invitations.alphanumerics(5).toUpperCase()}`,
        poolId,
      }
      access.push({ ...code, domain, created, startsAt: created, endsAt, total, used: 0, lastUsed: null })
    }
  }

  const credit = Array.from({ length: 14 }, (_, index): Code => {
    const created = at(days.first - 30 + index * 30, 13)
    const endsAt = index % 5 === 4 ? null : created + chance.pick([180, 365, 365, 400]) * SECONDS_PER_DAY
    const total = index % 6 === 5 ? UNLIMITED : chance.pick([100, 200, 300, 400])
    const code = {
      id: writer.id('training_credit_code'),
      name: `CREDIT-${chance.alphanumerics(8).toUpperCase()}`,
      poolId: null,
    }
    return { ...code, created, startsAt: created, endsAt, total, used: 0, lastUsed: null }
  }).filter(({ created }) => created < making.now)
  return { promo, access, credit }
}

export function writeCodes(
  { writer, now, chance }: Making,
  { promo, access, credit }: Codes,
  site: Site,
  offerIds: readonly string[],
): void {
  const isActive = ({ endsAt, used, total }: Code) => (endsAt === null || endsAt > now) && used < total
  for (const code of promo) {
    writer.add('promo_code', {
      ...stamped(code.created, code.lastUsed),
      promo_code_id: code.id,
      code: code.name,
      use_count: code.used,
      max_uses: code.total,
      is_active: isActive(code),
      promo_code_pool_id: code.poolId,
    })
  }
  for (const code of access) {
    writer.add('domain_access_code', {
      ...stamped(code.created, code.lastUsed),
      domain_access_code_id: code.id,
      code: code.name,
      use_count: code.used,
      max_uses: code.total,
      is_active: isActive(code),
      domain_access_code_pool_id: code.poolId,
    })
  }
  const choice = chance('credit rules')
  for (const [index, code] of credit.entries()) {
    const [forAllStudents, forAllOffers] = [index % 3 !== 0, index % 2 === 0]
    writer.add('training_credit_code', {
      training_credit_code_id: code.id,
      ...stamped(code.created, code.lastUsed),
      code: code.name,
      available_to_all_students: forAllStudents,
      available_to_all_offers: forAllOffers,
      credits_used: code.used,
      credits_total: code.total,
      expiration_date: timestampOrNull(code.endsAt),
      expire_content: index % 4 === 0,
      tracking_identifier: index % 2 === 0 ? `PO-${78_000 + index * 13}` : null,
    })
    for (const offerId of forAllOffers ? [] : offerIds.filter(() => choice.chance(0.5))) {
      writer.add('training_credit_code_offer', {
        ...stamped(code.created),
        training_credit_code_offer_id: writer.id('training_credit_code_offer'),
        credit_code_id: code.id,
        offer_id: offerId,
      })
    }
    if (forAllStudents) continue
    writer.add('training_credit_code_student_group', {
      ...stamped(code.created),
      training_credit_code_student_group_id: writer.id('training_credit_code_student_group'),
      credit_code_id: code.id,
      student_group_id: choice.pick(site.groups).id,
    })
  }
}
