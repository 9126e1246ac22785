/** What the campus sells, and the purchases of it: in three currencies, some failed, some refunded, some paid with codes. */
import { SECONDS_PER_DAY, type Instant } from '../calendar'
import type { Random } from '../random'
import { UNLIMITED, usable, use, type Codes } from './codes'
import type { Course, Publication } from './courses'
import type { Domain, Site } from './domains'
import { at, HOUR, slugged, stamped, timestampOrNull, type Making } from './making'
import type { Path, Series } from './programmes'

export type Currency = 'EUR' | 'USD' | 'GBP'
/** How much dearer than in euros. */
const rates: readonly (readonly [Currency, number])[] = [
  ['EUR', 1],
  ['USD', 1.08],
  ['GBP', 0.86],
]

export interface Offer {
  readonly id: string
  readonly sku: string
  readonly cents: number
  readonly currency: Currency
}

export interface Shop {
  /** By what is sold (publication or published path) and currency. */
  readonly offers: ReadonlyMap<string, readonly Offer[]>
  readonly offerIds: readonly string[]
}

interface Ware {
  readonly domain: Domain
  readonly type: string
  readonly cents: number
  readonly name: string
  readonly publication?: Publication
  readonly series?: Series
  readonly path?: Path
}

export interface Assortment {
  readonly courses: readonly Course[]
  readonly paths: readonly Path[]
  readonly series: readonly Series[]
}

export function createShop(
  { writer, days, chance }: Making,
  { domains }: Site,
  { courses, paths, series }: Assortment,
): Shop {
  const prices = chance('prices')
  const campus = domains.find(({ name }) => name === 'campus')
  if (campus === undefined) throw new Error(`The demo's Skilljar has no campus.`)
  const wares: Ware[] = [
    ...courses.flatMap(({ title, publications }) =>
      publications
        .filter(({ domain }) => domain === campus)
        .map((publication) => ({
          domain: campus,
          type: 'published_course',
          cents: prices.integer(3, 18) * 5000 - 100,
          name: title,
          publication,
        })),
    ),
    ...paths
      .filter(({ domain }) => domain === campus)
      // The second type is misspelt, as in Skilljar's own documentation.
      .map((path, index) => ({
        domain: campus,
        type: index === 0 ? 'published_path' : 'publised_path',
        cents: 129_900,
        name: path.title,
        path,
      })),
    ...series
      .filter(({ domain }) => domain === campus)
      .map((one) => ({ domain: campus, type: 'domain', cents: 249_900, name: one.title, series: one })),
    { domain: campus, type: 'domain', cents: 499_900, name: 'Campus for a year' },
    { domain: campus, type: 'plan', cents: 9_900, name: 'Campus monthly plan' },
  ]
  const offers = new Map<string, Offer[]>()
  const offerIds: string[] = []
  for (const [index, { domain, type, cents, name, publication, series: one, path }] of wares.entries()) {
    for (const [order, [currency, rate]] of rates.entries()) {
      const price = Math.round((cents * rate) / 100) * 100
      const offer = {
        id: writer.id('offer'),
        sku: `${slugged(name).slice(0, 22).toUpperCase()}-${currency}`,
        cents: price,
        currency,
      }
      const sold = publication?.id ?? path?.publishedId ?? one?.id ?? type
      offers.set(sold, [...(offers.get(sold) ?? []), offer])
      offerIds.push(offer.id)
      const created = at(days.first - 100 + index, 12, order)
      writer.add('offer', {
        ...stamped(created, created + 60 * SECONDS_PER_DAY),
        offer_id: offer.id,
        domain_id: domain.id,
        published_course_id: publication?.id ?? null,
        course_series_id: one?.id ?? null,
        published_path_id: path?.publishedId ?? null,
        offer_type: type,
        price_cents: price,
        currency_code: currency,
        sku: offer.sku,
        max_quantity: publication === undefined ? 1 : prices.pick([1, 5, null]),
        is_active: name !== 'Advanced Configuration' || currency !== 'GBP',
      })
    }
  }
  return { offers, offerIds }
}

export interface Buyer {
  readonly studentId: string
  readonly currency: Currency
}

export class Till {
  readonly #making: Making
  readonly #codes: Codes
  readonly #shop: Shop
  #orders = 0

  constructor(making: Making, shop: Shop, codes: Codes) {
    this.#making = making
    this.#codes = codes
    this.#shop = shop
  }

  /** The purchase that gives access; null where nothing is sold under this id, or the buyer gave up. */
  buy(
    sold: string,
    { studentId, currency }: Buyer,
    moment: Instant,
    chance: Random,
  ): { id: string; refundedAt: Instant | null } | null {
    const offer = this.#shop.offers.get(sold)?.find((candidate) => candidate.currency === currency)
    if (offer === undefined) return null
    if (chance.chance(0.09))
      this.#write(
        offer,
        studentId,
        moment - HOUR,
        { state: chance.pick(['FAILED', 'FAILED', 'CREATED', 'CANCELLED', 'FLAGGED', 'PENDING']) },
        chance,
      )
    if (chance.chance(0.02)) return null
    const refund = moment + chance.integer(2, 25) * SECONDS_PER_DAY
    const refundedAt = chance.chance(0.07) && refund <= this.#making.now ? refund : null
    const id = this.#write(
      offer,
      studentId,
      moment,
      { state: refundedAt === null ? 'SUCCESS' : 'REFUNDED', refundedAt },
      chance,
    )
    return { id, refundedAt }
  }

  /** One order of many places; its codes are handed out to the team. */
  buyInBulk({ id, places }: { id: string; places: number }, studentId: string, moment: Instant): void {
    const offer = [...this.#shop.offers.values()][0]?.[0]
    if (offer === undefined) throw new Error(`The demo's campus sells nothing.`)
    this.#write(
      offer,
      studentId,
      moment,
      { state: 'SUCCESS', quantity: places, promoQuantity: places, id },
      this.#making.chance('bulk'),
    )
  }

  #write(
    offer: Offer,
    studentId: string,
    moment: Instant,
    result: { state: string; refundedAt?: Instant | null; quantity?: number; promoQuantity?: number; id?: string },
    chance: Random,
  ): string {
    const { writer } = this.#making
    const { state, refundedAt = null, quantity = 1, promoQuantity = null } = result
    const isPaid = state === 'SUCCESS' || state === 'REFUNDED'
    const credits = isPaid && quantity === 1 && chance.chance(0.2) ? usable(this.#codes.credit, moment) : []
    const credit = credits.length > 0 ? chance.pick(credits) : undefined
    const promos = usable(this.#codes.promo, moment)
    const promo =
      isPaid && quantity === 1 && credit === undefined && promos.length > 0 && chance.chance(0.22)
        ? chance.pick(promos)
        : undefined
    // A credit is worth a hundred of the currency; the counts behind unlimited codes grow just as well.
    if (credit !== undefined)
      use(credit, moment, Math.min(Math.max(1, Math.round(offer.cents / 10_000)), credit.total - credit.used))
    if (promo !== undefined) use(promo, moment)
    const isFree = promo?.total === 1
    const processor =
      credit !== undefined || isFree
        ? 'NONE'
        : chance.weighted([
            ['STRIPE', 70],
            ['PAYPAL', 20],
            ['EXTERNAL', 10],
          ] as const)
    const id = result.id ?? writer.id('purchase')
    writer.add('purchase', {
      ...stamped(moment - 300, moment, refundedAt),
      purchased_at: timestampOrNull(isPaid ? moment : null),
      purchase_id: id,
      refunded_at: timestampOrNull(refundedAt),
      order_id: `LF-${String(++this.#orders).padStart(7, '0')}`,
      state,
      payment_processor: processor,
      payment_processor_account_id: processor === 'STRIPE' ? `ch_${chance.alphanumerics(24)}` : null,
      payment_processor_order_id: processor === 'PAYPAL' ? chance.alphanumerics(17).toUpperCase() : null,
      price_cents: isFree ? 0 : offer.cents * quantity,
      price_currency: offer.currency,
      quantity,
      promo_code_id: promo?.id ?? null,
      promo_code_price_cents:
        promo === undefined ? null : isFree ? 0 : Math.round(offer.cents * (promo.total === UNLIMITED ? 0.7 : 0.85)),
      promo_code_quantity: promoQuantity,
      student_id: studentId,
      offer_id: offer.id,
      offer_sku: offer.sku,
      offer_price_cents: offer.cents,
    })
    return id
  }
}
