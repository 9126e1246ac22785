/** Purchases that become learning, pools of codes and training credits, against plain loops over the raw rows. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import type { TestDatabase } from '@/lib/testing/database'
import { boughtIn, buyersLearn, daysBetween, type Purchase } from '@/lib/testing/bought-learning'
import { near } from '@/lib/testing/near'
import { median } from '@/lib/testing/quantile'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { skilljarDatabase } from '@/lib/testing/skilljar-database'
import { later } from '@/lib/testing/skilljar-event'
import type { RawTables } from '@/lib/testing/skilljar-rows'
import type { AnalysisRow } from '../analysis'
import { skilljarAnalyses } from './skilljar-analyses'

const loaded = `${addDays(mirrorsFrom, mirrorsDays - 30)}T12:00:00`
const asOf = { datacamp: `${loaded}.000Z`, skilljar: `${loaded}.000Z` }
const filters: Filters = {
  ...defaultFilters(addDays(mirrorsFrom, mirrorsDays)),
  from: addDays(mirrorsFrom, 5),
  compare: 'none',
}
const stages = ['Bought', 'Enrolled', 'Started', 'Completed a course', 'Certificate']
const unlimited = 2_147_483_647
const isLimited = (total: number | null): total is number => total !== null && total > 0 && total < unlimited
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

describe('commerce', () => {
  let database: TestDatabase
  let raw: RawTables

  before(async () => {
    ;({ database, raw } = await skilljarDatabase(47))
    raw = await buyersLearn(database.pool, raw)
  })
  after(() => database?.drop())

  const rowsOf = (name: keyof typeof skilljarAnalyses, scope: Scope = everybody, some: Partial<Filters> = {}) =>
    readAs(
      database.warehouse,
      scope,
      (reader) => skilljarAnalyses[name].rows(reader, { filters: { ...filters, ...some } }),
      asOf,
    )

  const bought = (isWanted?: (row: Purchase) => boolean) => boughtIn(raw, filters, isWanted)

  function assertFunnel(rows: readonly AnalysisRow[], purchases: ReturnType<typeof bought>) {
    for (const segment of ['kept', 'refunded']) {
      const own = purchases.filter((one) => one.segment === segment)
      const shown = rows.filter((row) => row.segment === segment)
      assert.deepEqual(
        shown.map(({ stage }) => stage),
        own.length === 0 ? [] : stages,
      )
      for (const row of shown) {
        const stage = Number(row.position)
        const reached = own.filter(({ furthest }) => furthest >= stage)
        const days = reached.flatMap(({ moments }) =>
          stage === 0 ? [] : (daysBetween(moments[stage - 1], moments[stage], stage === 2) ?? []),
        )
        const people = new Set(reached.map(({ person }) => person).filter((person) => person !== null))
        assert.deepEqual(
          [row.purchases, row.learners, row.timed],
          [reached.length, people.size, days.length],
          `${segment} ${stage}`,
        )
        near(row.share, reached.length / own.length, `${segment} ${stage}`)
        near(row.median_days, median(days), `days until ${segment} ${stage}`)
      }
    }
  }

  test('each purchase counts once at its furthest stage, however many enrolments it has; refunded ones apart', async () => {
    const purchases = bought()
    assert.ok(
      purchases.some(({ enrolments }) => enrolments > 1),
      'several enrolments of one purchase',
    )
    for (const stage of [0, 1, 2, 3, 4])
      assert.ok(
        purchases.some(({ furthest }) => furthest === stage),
        `stage ${stage}`,
      )
    assertFunnel(await rowsOf('purchase_funnel'), purchases)
  })

  test('the funnel follows currency, offer type, processor, promo code and offer', async () => {
    const offerOf = (id: string | null) => raw.offer.find((offer) => offer.offer_id === id)
    const wanted = [
      {
        where: { currency: ['USD'] },
        is: (row: Purchase) => row.price_currency?.trim().toUpperCase() === 'USD',
      },
      {
        where: { offer_type: ['published_path'] },
        is: ({ offer_id: id }: Purchase) => /^publi(sh)?s?ed_path$/i.test(offerOf(id)?.offer_type ?? ''),
      },
      {
        where: { payment_processor: ['STRIPE'] },
        is: (row: Purchase) => row.payment_processor?.toUpperCase() === 'STRIPE',
      },
      { where: { promo_code: ['Not set'] }, is: (row: Purchase) => row.promo_code_id === null },
      { where: { content: ['skilljar/offer/o1'] }, is: (row: Purchase) => row.offer_id === 'o1' },
    ]
    for (const { where, is } of wanted) {
      const purchases = bought(is)
      assert.ok(purchases.length > 3 && purchases.length < bought().length, JSON.stringify(where))
      assertFunnel(await rowsOf('purchase_funnel', everybody, { where }), purchases)
    }
  })

  test('whoever sees aggregates only learns of no stage with fewer than five buyers, nor by subtraction', async () => {
    let [hidden, seen] = [0, 0]
    const currencies = [undefined, ...new Set(raw.purchase.map((row) => row.price_currency?.trim().toUpperCase()))]
    for (const currency of currencies.filter((name) => name !== '')) {
      const where = currency === undefined ? {} : { currency: [currency] }
      const own = bought((row) => currency === undefined || row.price_currency?.trim().toUpperCase() === currency)
      const shown = await rowsOf('purchase_funnel', aggregatesOnly, { where })
      const people = (some: typeof own) => new Set(some.map(({ person }) => person)).size
      const isFew = (some: typeof own) => some.length > 0 && people(some) < 5
      for (const segment of ['kept', 'refunded']) {
        const reaching = (stage: number) => own.filter((one) => one.segment === segment && one.furthest >= stage)
        // All purchases are a number of their own, and what is refunded one of few people may be.
        let before = isFew(own.filter((one) => one.segment !== segment)) ? own : undefined
        for (const row of shown.filter((one) => one.segment === segment)) {
          const here = reaching(Number(row.position))
          if (row.purchases === null) {
            hidden++
            assert.deepEqual([row.learners, row.median_days], [null, null])
            continue
          }
          seen++
          assert.equal(row.purchases, here.length)
          const left = before?.filter((one) => !here.includes(one)) ?? []
          assert.ok(!isFew(here) && !isFew(left), `${currency} ${segment} ${String(row.stage)}: ${people(left)} left`)
          before = here
        }
      }
    }
    assert.ok(seen > 5 && hidden > 5, `${seen} seen, ${hidden} hidden`)
  })

  test('every pool says what its codes allow and what was used, with those of no pool and of unknown ones', async () => {
    const rows = await rowsOf('promo_pools')
    const known = new Set([...raw.promo_code_pool, ...raw.promo_code].map((row) => row.promo_code_pool_id))
    assert.deepEqual(new Set(rows.map(({ pool }) => pool)), known)
    assert.ok(known.has(null) && rows.some(({ is_bulk: isBulk }) => isBulk))
    for (const row of rows) {
      const codes = raw.promo_code.filter(({ promo_code_pool_id: pool }) => pool === row.pool)
      const limited = codes.filter(({ max_uses: most }) => isLimited(most))
      const active = limited.filter(({ is_active: isActive }) => isActive)
      const of = (some: typeof codes) => [
        sum(some.map(({ use_count: uses }) => uses ?? 0)),
        sum(some.map(({ max_uses: most }) => most ?? 0)),
      ]
      const [used = 0, possible = 0] = of(limited)
      const [upper = 0, lower = 0] = of(active)
      assert.deepEqual(
        [row.codes, row.uses, row.used, row.possible, row.unused, row.redemption_numerator, row.redemption_denominator],
        [codes.length, of(codes)[0], used, possible, possible - used, upper, lower],
        String(row.name),
      )
      assert.equal(row.codes_active, codes.filter(({ is_active: isActive }) => isActive).length)
      assert.equal(row.codes_unlimited, codes.filter(({ max_uses: most }) => most === unlimited).length)
      near(row.redemption, lower === 0 ? null : upper / lower, String(row.name))
      const pool = raw.promo_code_pool.find(({ promo_code_pool_id: id }) => id === row.pool)
      if (pool?.ends_at && pool.ends_at <= loaded) assert.equal(row.state, 'ended')
      else if (pool && !pool.is_active) assert.equal(row.state, 'inactive')
      else if (pool) assert.equal(row.state, (pool.starts_at ?? '') > loaded ? 'planned' : 'open')
    }
  })

  type Code = RawTables['training_credit_code'][number]
  const isExpired = ({ expiration_date: ends }: Code) => ends !== null && ends <= loaded
  const isSoon = (code: Code) =>
    !isExpired(code) && code.expiration_date !== null && code.expiration_date <= later(loaded, 60)

  function balance(codes: readonly Code[]) {
    const limited = codes.filter(({ credits_total: total }) => isLimited(total))
    const without = codes.filter(({ credits_total: total }) => total === unlimited)
    const used = (some: readonly Code[]) => sum(some.map(({ credits_used: credits }) => credits ?? 0))
    const total = (some: readonly Code[]) => sum(some.map(({ credits_total: credits }) => credits ?? 0))
    const left = (some: readonly Code[]) => total(some) - used(some)
    const open = limited.filter((code) => !isExpired(code))
    return {
      codes: codes.length,
      codes_unlimited: without.length,
      used_unlimited: used(without),
      total: total(open),
      used: used(open),
      balance: left(open),
      expiring: left(limited.filter(isSoon)),
      expired_total: total(limited.filter(isExpired)),
      expired_unused: left(limited.filter(isExpired)),
    }
  }

  function assertBalance(row: AnalysisRow | undefined, codes: readonly Code[], what: string) {
    const expected = balance(codes)
    for (const [name, value] of Object.entries(expected)) assert.equal(row?.[name], value, `${name} of ${what}`)
    near(row?.utilisation, expected.total === 0 ? null : expected.used / expected.total, what)
  }

  test('credits are used, left, expiring and lost as the codes say; those without a limit stand apart', async () => {
    const [row, ...others] = await rowsOf('credit_balance')
    assert.deepEqual(others, [])
    const expected = balance(raw.training_credit_code)
    assert.ok(
      Object.values(expected).every((value) => value > 0),
      JSON.stringify(expected),
    )
    assertBalance(row, raw.training_credit_code, 'all')
  })

  test('a code of several offers and groups holds its credits in each of them, once, and no more in all', async () => {
    const uses = [
      {
        rows: await rowsOf('credits_by_offer'),
        links: raw.training_credit_code_offer.map((row) => [row.credit_code_id, row.offer_id]),
        isForAll: (code: Code) => code.available_to_all_offers === true,
      },
      {
        rows: await rowsOf('credits_by_group'),
        links: raw.training_credit_code_student_group.map((row) => [row.credit_code_id, row.student_group_id]),
        isForAll: (code: Code) => code.available_to_all_students === true,
      },
    ]
    for (const { rows, links, isForAll } of uses) {
      const open = raw.training_credit_code.filter((code) => !isForAll(code))
      const keysOf = (code: Code) =>
        new Set(links.filter(([id, key]) => id === code.training_credit_code_id && key).map(([, key]) => key))
      assert.ok(
        open.some((code) => keysOf(code).size > 1),
        'a code of several',
      )
      assert.ok(
        links.some(([id, key], index) => links.findIndex((one) => one[0] === id && one[1] === key) < index),
        'named twice',
      )
      const keys = new Set(open.flatMap((code) => [...keysOf(code)]))
      assert.equal(rows.length, keys.size + 2)
      for (const row of rows) {
        const own =
          row.use === 'all'
            ? raw.training_credit_code.filter(isForAll)
            : row.use === 'none'
              ? open.filter((code) => keysOf(code).size === 0)
              : open.filter((code) => keysOf(code).has(String(row.key)))
        assertBalance(row, own, String(row.name))
      }
    }
  })

  /** Whoever knows a code may spend it. */
  const lastOf = (code: string) => code.slice(-Math.min(4, Math.floor(code.length / 2)))

  test('every code of credits stands in the list by its last letters, with how many offers and groups it is for', async () => {
    const rows = await rowsOf('credit_codes')
    assert.equal(rows.length, raw.training_credit_code.length)
    for (const row of rows) {
      const code = raw.training_credit_code.find((one) => `Code …${lastOf(one.code ?? '')}` === row.code)
      assert.ok(code && !JSON.stringify(row).includes(code.code ?? ''))
      const id = code.training_credit_code_id
      const offers = new Set(
        raw.training_credit_code_offer.filter((one) => one.credit_code_id === id).map((one) => one.offer_id),
      )
      assert.equal(row.offers, code.available_to_all_offers ? null : offers.size)
      assert.equal(row.state, isExpired(code) ? 'expired' : isSoon(code) ? 'expires soon' : 'open')
      assert.equal(row.left, isLimited(code.credits_total) ? code.credits_total - (code.credits_used ?? 0) : null)
    }
  })

  test('an offer is without a purchase where it is active and nobody in reach bought it', async () => {
    await database.pool.query(
      `insert into skilljar.offer (offer_id, domain_id, sku, is_active, currency_code, price_cents) values ('o90', 'd1', 'LEFT', true, 'EUR', 1950), ('o91', 'd1', 'OFF', false, 'EUR', 1)`,
    )
    const rows = await rowsOf('offers_unsold')
    assert.deepEqual(
      rows.filter(({ price }) => price === 19.5 || price === 0.01),
      [{ offer: 'Domain 1 · EUR · LEFT', offer_type: null, currency: 'EUR', price: 19.5 }],
    )
    assert.deepEqual(await rowsOf('offers_unsold', everybody, { where: { currency: ['JPY'] } }), [])
    const [own, other] = await Promise.all(
      ['d1', 'd0'].map((domain) => rowsOf('offers_unsold', everybody, { where: { domain: [domain] } })),
    )
    assert.ok(own?.some(({ price }) => price === 19.5))
    assert.ok(!other?.some(({ price }) => price === 19.5), 'an offer of another domain')
    const teams = await rowsOf('offers_unsold', ownTeams(11))
    assert.ok(teams.length >= rows.length)
    await database.pool.query(`delete from skilljar.offer where offer_id in ('o90', 'o91')`)
  })
})
