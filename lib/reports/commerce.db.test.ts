/** Commerce against plain SQL over the mirrors: several currencies, refunds in another month than the purchase, every state. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { narrowingNames } from '@/lib/metrics/narrowing-options'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { insertMirrorRows, publishBoth } from '@/lib/testing/mirrors'
import { aggregatesOnly, everybody, ownTeams, readAs } from '@/lib/testing/reader'
import { fillMirrors } from '@/lib/testing/random-mirrors'
import { fillSkilljar } from '@/lib/testing/random-skilljar'
import { inMainCurrency } from './main-currency'
import { readQuestion } from './question'
import { commerceCards, readCommerce } from './read-commerce'
import { readTable } from './read-table'
import { reportOf } from './reports'

const period = { from: '2025-01-01', to: '2025-04-30' }
const asOf = { datacamp: '2025-05-01T12:00:00.000Z', skilljar: '2025-05-01T12:00:00.000Z' }
const address = (more: Record<string, string> = {}) => new URLSearchParams({ ...period, compare: 'none', ...more })

let database: TestDatabase

async function pageOf(reader: ScopedReader, search = address()) {
  const asked = readQuestion(reportOf('commerce'), search, { alsoKnown: [], asOf: reader.asOf })
  const question = await inMainCurrency(reader, asked)
  const { figures } = await readCommerce(reader, question)
  return {
    chosen: question.inside.where.currency,
    exported: question.exported.where.currency,
    totals: figures.totals,
    points: figures.lines[0]?.points ?? [],
    ...(await commerceCards.currencies(reader, question)),
    offers: (await commerceCards.offers(reader, question)).rows,
    offerTypes: (await commerceCards.offerTypes(reader, question)).rows,
    processors: (await commerceCards.processors(reader, question)).rows,
    promoCodes: (await commerceCards.promoCodes(reader, question)).rows,
    funnel: await commerceCards.funnel(reader, question),
    pools: await commerceCards.pools(reader, question),
    credits: await commerceCards.credits(reader, question),
    buyers: await commerceCards.buyers(reader, question),
    unsold: await commerceCards.unsold(reader, question),
    table: (await commerceCards.table(reader, question)).answer,
  }
}

const as = <T>(scope: Scope, read: (reader: ScopedReader) => Promise<T>) =>
  readAs(database.warehouse, scope, read, asOf)

describe('Commerce', () => {
  before(async () => {
    database = await testDatabase()
  })
  after(() => database?.drop())

  test('before anything was loaded the page has nothing to show, and chooses no currency', async () => {
    const page = await as(everybody, (reader) => pageOf(reader))
    assert.equal(page.chosen, undefined)
    assert.deepEqual([page.totals.purchases, page.totals.gross_revenue, page.totals.net_revenue], [0, 0, 0])
    assert.deepEqual([page.currencies, page.months, page.offers, page.funnel, page.pools.pools], [[], [], [], [], []])
    assert.deepEqual([page.credits.codes, page.credits.offers, page.credits.groups, page.unsold], [[], [], [], []])
    assert.deepEqual([page.table.rows, page.buyers], [[], { rows: [], rowCount: 0 }])
  })

  describe('with data', () => {
    before(async () => {
      await fillMirrors(database.pool, 61)
      await fillSkilljar(database.pool, 62)
      await insertMirrorRows(database.pool, 'skilljar.promo_code_pool', [
        { promo_code_pool_id: 'ppx', bulk_purchase_id: 'px0' },
      ])
      await insertMirrorRows(database.pool, 'skilljar.promo_code', [
        { promo_code_id: 'px', code: 'WELCOME' },
        { promo_code_id: 'py', code: 'PAID-PLACE', promo_code_pool_id: 'ppx' },
      ])
      await insertMirrorRows(database.pool, 'skilljar.offer', [
        { offer_id: 'ox', sku: 'YEN', offer_type: 'plan', currency_code: 'JPY' },
      ])
      const states = ['CREATED', 'PENDING', 'FAILED', 'CANCELLED', 'FLAGGED', 'SUCCESS', 'refunded ', 'REFUNDED']
      await insertMirrorRows(
        database.pool,
        'skilljar.purchase',
        states.map((state, index) => ({
          purchase_id: `px${index}`,
          student_id: `s${index}`,
          offer_id: 'ox',
          state,
          purchased_at: '2025-02-27 23:59:59',
          // In the month after the purchase; the last one after the period.
          refunded_at: index === 6 ? '2025-03-01 00:00:00' : index === 7 ? '2025-06-01 00:00:00' : null,
          price_cents: 150_000,
          price_currency: 'jpy',
          quantity: 3,
          payment_processor: 'CYBERSRC',
          promo_code_id: 'px',
        })),
      )
      await publishBoth(database.pool)
    })

    const raw = async <R>(text: string) => (await database.pool.query(text)).rows as R[]
    const within = (moment: string) => `coalesce(${moment}::date between '${period.from}' and '${period.to}', false)`
    const sum = (moment: string) => `(coalesce(sum(price_cents) filter (where ${within(moment)}), 0) / 100.0)::float8`
    const currency = `coalesce(upper(nullif(trim(price_currency), '')), 'Not set')`
    interface Sold {
      key: string
      purchases: number
      refunded: number
      gross: number
      refunds: number
    }
    /** Of the purchases that came about, what was bought and what was given back in the period. */
    const sold = (key: string, where = 'true') =>
      raw<Sold>(`
        select ${key} as key, count(*) filter (where ${within('purchased_at')})::int as purchases,
          count(*) filter (where ${within('refunded_at')})::int as refunded, ${sum('purchased_at')} as gross, ${sum('refunded_at')} as refunds
        from skilljar.purchase left join (select offer_id, offer_type from skilljar.offer) as offer using (offer_id)
        where trim(lower(state)) in ('success', 'refunded') and ${where}
        group by 1 having bool_or(${within('purchased_at')} or ${within('refunded_at')})`)

    const near = (actual: unknown, expected: number, what: string) =>
      assert.ok(
        typeof actual === 'number' && Math.abs(actual - expected) < 1e-6,
        `${what}: ${String(actual)}, not ${expected}`,
      )

    test('each currency has its own gross, refunds and net, and nothing adds them', async () => {
      const { currencies, totals } = await as(everybody, (reader) => pageOf(reader, address({ currency: 'USD,JPY' })))
      const known = await sold(currency)
      assert.ok(known.length >= 4)
      assert.equal(currencies.length, known.length)
      for (const { key, purchases, gross, refunds } of known) {
        const row = currencies.find((one) => one.currency === key)
        assert.equal(row?.purchases, purchases, key)
        near(row?.gross_revenue, gross, key)
        near(row?.refunds, refunds, key)
        near(row?.net_revenue, gross - refunds, key)
      }
      assert.deepEqual([totals.gross_revenue, totals.refunds, totals.net_revenue], [null, null, null])
    })

    test('unfinished and failed orders are no revenue, and a refund counts in its own month', async () => {
      const { months } = await as(everybody, (reader) => pageOf(reader))
      const yen = months.filter((row) => row.currency === 'JPY')
      const known = await raw<{ month: string; gross: number; refunds: number }>(`
        select month::text, (sum(cents) filter (where not is_refund) / 100.0)::float8 as gross, (sum(cents) filter (where is_refund) / 100.0)::float8 as refunds
        from (
          select date_trunc('month', purchased_at)::date as month, false as is_refund, price_cents as cents, * from skilljar.purchase where ${within('purchased_at')}
          union all select date_trunc('month', refunded_at)::date, true, price_cents, * from skilljar.purchase where ${within('refunded_at')}
        ) as event
        where ${currency} = 'JPY' and trim(lower(state)) in ('success', 'refunded') group by 1`)
      assert.equal(yen.length, known.length)
      for (const { month, gross, refunds } of known) {
        const row = yen.find((one) => one.month === month)
        near(row?.gross_revenue, gross ?? 0, `bought in ${month}`)
        near(row?.refunds, refunds ?? 0, `given back in ${month}`)
      }
      // Three of eight states are revenue: 3 × 1,500; one of them came back in March.
      const { rows } = await as(everybody, (reader) => {
        const only = { currency: 'JPY', promo_code: 'px' }
        const question = readQuestion(reportOf('commerce-months'), address(only), { alsoKnown: [], asOf })
        return readTable(reader, question).then(({ answer }) => answer)
      })
      assert.deepEqual(
        rows.map((row) => [row['month'], row['gross_revenue'], row['refunds'], row['net_revenue']]),
        [
          ['2025-03-01', 0, 1500, -1500],
          ['2025-02-01', 4500, 0, 4500],
        ],
      )
    })

    test('without a choice the page is in the currency of most purchases, and its exports are too', async () => {
      const page = await as(everybody, (reader) => pageOf(reader))
      const [most] = (await sold(currency)).toSorted((a, b) => b.purchases - a.purchases)
      assert.deepEqual([page.chosen, page.exported], [[most?.key], [most?.key]])
      near(page.totals.gross_revenue, most?.gross ?? NaN, 'gross')
      near(page.totals.net_revenue, (most?.gross ?? NaN) - (most?.refunds ?? NaN), 'net')
      assert.equal(page.totals.purchases, most?.purchases)
      assert.ok(page.table.rows.length > 0 && page.table.rows.every((row) => row['currency'] === most?.key))
      // Weeks in which nothing was sold are no gap.
      assert.ok(page.points.length > 10 && page.points.every(({ gross_revenue: gross }) => gross !== null))
      const chosen = await as(everybody, (reader) => pageOf(reader, address({ currency: 'JPY' })))
      assert.deepEqual(chosen.chosen, ['JPY'])
    })

    test('offers, offer types, processors and promo codes have what was bought of them, under one name each', async () => {
      const page = await as(everybody, (reader) => pageOf(reader, address({ currency: 'JPY' })))
      const inYen = `${currency} = 'JPY'`
      const type = `coalesce(replace(nullif(trim(lower(offer_type)), ''), 'publised', 'published'), 'Not set')`
      const groups = [
        {
          rows: page.offers.map((row) => ({ ...row, key: row.content })),
          known: await sold(`'skilljar/offer/' || coalesce(offer_id, '')`, inYen),
        },
        { rows: page.offerTypes.map((row) => ({ ...row, key: row.offer_type })), known: await sold(type, inYen) },
        {
          rows: page.processors.map((row) => ({ ...row, key: row.payment_processor })),
          known: await sold(`coalesce(upper(nullif(trim(payment_processor), '')), 'Not set')`, inYen),
        },
        {
          rows: page.promoCodes.map((row) => ({ ...row, key: row.promo_code })),
          known: await sold(`coalesce(promo_code_id, 'Not set')`, inYen),
        },
      ]
      for (const { rows, known } of groups) {
        assert.ok(known.length > 2)
        assert.equal(rows.length, Math.min(8, known.length))
        for (const row of rows) {
          const expected = known.find(({ key }) => key === row.key)
          assert.equal(row.purchases, expected?.purchases, row.key)
          near(row.gross_revenue, expected?.gross ?? NaN, row.key)
        }
      }
      const nameOf = (rows: readonly Readonly<Record<string, unknown>>[], by: string, key: string) =>
        rows.find((row) => row[by] === key)?.[`${by}_name`]
      assert.equal(nameOf(page.offerTypes, 'offer_type', 'plan'), 'Plan')
      assert.equal(nameOf(page.processors, 'payment_processor', 'CYBERSRC'), 'CyberSource')
      assert.equal(nameOf(page.promoCodes, 'promo_code', 'px'), 'WELCOME')
      assert.equal(nameOf(page.offers, 'content', 'skilljar/offer/ox'), 'JPY · YEN')
    })

    test('the code of a place that somebody paid for is not told, but for its last letters', async () => {
      const [named] = await as(everybody, (reader) => narrowingNames(reader, { where: { promo_code: ['px', 'py'] } }))
      assert.deepEqual(
        named?.options.map(({ label }) => label),
        ['WELCOME', 'Code …LACE'],
      )
    })

    test('what a page narrows to is what its rows say', async () => {
      const wide = await as(everybody, (reader) => pageOf(reader, address({ currency: 'JPY' })))
      for (const by of ['offer_type', 'payment_processor', 'promo_code'] as const) {
        const rows = { offer_type: wide.offerTypes, payment_processor: wide.processors, promo_code: wide.promoCodes }[
          by
        ]
        for (const row of rows as readonly Readonly<Record<string, unknown>>[]) {
          const only = address({ currency: 'JPY', [by]: String(row[by]) })
          const question = readQuestion(reportOf('commerce'), only, { alsoKnown: [], asOf })
          const { totals } = (await as(everybody, (reader) => readCommerce(reader, question))).figures
          assert.deepEqual(
            [totals.gross_revenue, totals.purchases],
            [row['gross_revenue'], row['purchases']],
            `${by} ${String(row[by])}`,
          )
        }
      }
    })

    test('places bought in bulk are those of purchases of more than one', async () => {
      const { pools } = await as(everybody, (reader) => pageOf(reader, address({ currency: 'JPY' })))
      const [known] = await raw<{ purchases: number; places: number }>(`
        select count(*)::int as purchases, sum(quantity)::int as places from skilljar.purchase
        where quantity > 1 and ${currency} = 'JPY' and trim(lower(state)) in ('success', 'refunded') and ${within('purchased_at')}`)
      assert.ok(known && known.purchases > 3)
      assert.deepEqual([pools.bought.bulk_purchases, pools.bought.bulk_seats], [known.purchases, known.places])
    })

    test('buyers are listed by what they bought, each once; a manager has those of the own teams alone', async () => {
      const known = await raw<{ person: number; purchases: number }>(`
        select person_id::int as person, count(*) filter (where ${within('purchased_at')})::int as purchases from skilljar.purchase
        join mart.identity on source = 'skilljar' and source_id = coalesce(student_id, '')
        where ${currency} = 'JPY' and trim(lower(state)) in ('success', 'refunded') and (${within('purchased_at')} or ${within('refunded_at')}) group by 1`)
      const { buyers, totals } = await as(everybody, (reader) => pageOf(reader, address({ currency: 'JPY' })))
      assert.equal(totals.buyers, known.filter(({ purchases }) => purchases > 0).length)
      for (const row of buyers?.rows ?? []) {
        if (row.person !== null)
          assert.equal(row.purchases, known.find(({ person }) => person === row.person)?.purchases)
      }
      const own = await as(ownTeams(11, 12), (reader) => pageOf(reader, address({ currency: 'JPY' })))
      const members = await raw<{ id: number }>(
        'select distinct person_id::int as id from mart.person_team where team_id in (11, 12)',
      )
      const ids = new Set(members.map(({ id }) => id))
      assert.ok((own.buyers?.rows.length ?? 0) > 0 && (own.totals.purchases ?? 0) < (totals.purchases ?? 0))
      for (const { person } of own.buyers?.rows ?? []) assert.ok(ids.has(person), `person ${person}`)
    })

    test('whoever sees aggregates only sees no buyer, and no amount of fewer than five people, nor by subtraction', async () => {
      const people = await raw<{ key: string; bought: number; returned: number }>(`
        select ${currency} as key, count(distinct coalesce(person_id, 0)) filter (where ${within('purchased_at')})::int as bought,
          count(distinct coalesce(person_id, 0)) filter (where ${within('refunded_at')})::int as returned
        from skilljar.purchase left join mart.identity on source = 'skilljar' and source_id = coalesce(student_id, '')
        where trim(lower(state)) in ('success', 'refunded') group by 1`)
      const page = await as(aggregatesOnly, (reader) => pageOf(reader))
      assert.equal(page.buyers, null)
      for (const row of page.currencies) {
        const { bought = 0, returned = 0 } = people.find(({ key }) => key === row.currency) ?? {}
        if (bought > 0 && bought < 5) assert.deepEqual([row.gross_revenue, row.purchases], [null, null], row.currency)
        if (returned > 0 && returned < 5) assert.deepEqual([row.refunds, row.net_revenue], [null, null], row.currency)
        // Gross less net would be what is hidden.
        if (row.gross_revenue === null || row.refunds === null) assert.equal(row.net_revenue, null, row.currency)
      }
      for (const row of page.table.rows) {
        if (row['refunds'] === null) assert.equal(row['net_revenue'], null)
      }
    })
  })
})
