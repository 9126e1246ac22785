/** What Commerce reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { uncompared } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { teamsOf } from '@/lib/metrics/people'
import { inEveryCurrency } from './main-currency'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'

/** Lines of the lists; their CSVs have all. */
const MOST_RANKED = 8
const MOST_CODES = 12
const MOST_BUYERS = 10
export const mostUnsold = 8

const money = ['gross_revenue', 'refunds', 'net_revenue'] as const

type Question = ReportQuestion<ReportNamed<'commerce'>>

export const readCommerce = (reader: ScopedReader, question: Question) => readFrame(reader, question)

/** Each currency by itself, and month by month: never added. */
async function readCurrencies(reader: ScopedReader, { inside }: Question) {
  const filters = uncompared(inEveryCurrency(inside))
  const metrics = ['purchases', ...money] as const
  const sort = { by: 'purchases', descending: true } as const
  return {
    currencies: (await ask(reader, { metrics, by: ['currency'], filters, sort })).rows,
    months: (await ask(reader, { metrics, by: ['month', 'currency'], filters })).rows,
  }
}

const soldBy =
  (dimension: 'offer_type' | 'payment_processor' | 'promo_code' | 'content') =>
  async (reader: ScopedReader, { inside }: Question) => {
    const { rows, comparison } = await ask(reader, {
      metrics: ['gross_revenue', 'purchases'],
      by: [dimension],
      filters: inside,
      sort: { by: 'gross_revenue', descending: true },
      limit: MOST_RANKED,
    })
    return { rows, before: comparison?.rows ?? [] }
  }

async function readFunnel(reader: ScopedReader, { inside }: Question) {
  return analyses.purchase_funnel.rows(reader, { filters: uncompared(inside) })
}

/** Pools as they stand, and what was bought in bulk in the period. */
async function readPools(reader: ScopedReader, { inside }: Question) {
  const filters = uncompared(inside)
  const { totals } = await ask(reader, { metrics: ['bulk_purchases', 'bulk_seats'], filters })
  return { bought: totals, pools: await analyses.promo_pools.rows(reader, { filters }) }
}

async function readCredits(reader: ScopedReader, { inside }: Question) {
  const filters = uncompared(inside)
  const [balance] = await analyses.credit_balance.rows(reader, { filters })
  return {
    balance: balance ?? {},
    codes: await analyses.credit_codes.rows(reader, { filters, parameters: { most: String(MOST_CODES) } }),
    offers: await analyses.credits_by_offer.rows(reader, { filters }),
    groups: await analyses.credits_by_group.rows(reader, { filters }),
  }
}

async function readUnsold(reader: ScopedReader, { inside }: Question) {
  const filters = uncompared(inside)
  return analyses.offers_unsold.rows(reader, { filters, parameters: { most: String(mostUnsold) } })
}

/** Those who bought most often; null: not for this reader. */
async function readBuyers(reader: ScopedReader, { inside }: Question) {
  if (!reader.scope.learnerRows) return null
  const { rows, rowCount } = await ask(reader, {
    metrics: ['purchases', ...money],
    by: ['person'],
    filters: uncompared(inside),
    sort: { by: 'purchases', descending: true },
    limit: MOST_BUYERS,
  })
  const teams = await teamsOf(
    reader,
    rows.map(({ person }) => person),
  )
  return { rows: rows.map((row) => ({ ...row, teams: teams.get(row.person) ?? [] })), rowCount }
}

/** In the order in which they are read. */
export const commerceCards = {
  currencies: readCurrencies,
  offers: soldBy('content'),
  offerTypes: soldBy('offer_type'),
  processors: soldBy('payment_processor'),
  promoCodes: soldBy('promo_code'),
  funnel: readFunnel,
  pools: readPools,
  credits: readCredits,
  buyers: readBuyers,
  unsold: readUnsold,
  table: (reader: ScopedReader, question: Question) => readTable(reader, question),
}
