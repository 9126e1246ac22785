import type { Report } from '../report'

const only = { source: ['skilljar'] } as const
const without = ['technology', 'contentType'] as const
const filters = ['currency', 'offer_type', 'payment_processor', 'promo_code', 'domain', 'student_group', 'tag'] as const

const money = ['gross_revenue', 'refunds', 'net_revenue'] as const
const headings = {
  offer_type: 'Type',
  currency: 'Currency',
  purchases: 'Purchases',
  purchases_refunded: 'Refunded',
  gross_revenue: 'Gross, list price',
  refunds: 'Refunds, list price',
  net_revenue: 'Net, list price',
} as const

export const commerce = [
  {
    slug: 'commerce',
    path: '/skilljar/commerce',
    title: 'Commerce',
    question:
      'What is bought and refunded, how far are codes and credits used, and does what is bought become learning?',
    metrics: [...money, 'purchases', 'buyers', 'purchases_refunded'],
    table: {
      by: ['content', 'offer_type', 'currency'],
      metrics: ['purchases', ...money, 'purchases_refunded'],
      defaultSort: { by: 'purchases', descending: true },
      headings: { ...headings, content: 'Offer', trend: 'Purchases over time' },
      trend: 'purchases',
    },
    shows: [
      'bulk_purchases',
      'bulk_seats',
      'promo_redemption',
      'credit_utilisation',
      'credits_expired',
      'credits_expiring',
      'purchase_funnel',
      'promo_pools',
      'credit_balance',
      'credit_codes',
      'credits_by_offer',
      'credits_by_group',
      'offers_unsold',
    ],
    only,
    without,
    filters,
    note: 'List-price revenue: Skilljar does not say whether a price is of one place or of all that was bought. Amounts of two currencies are never added; where none is chosen, the page is in that of most purchases.',
    permission: 'reports.read',
  },
  {
    slug: 'commerce-months',
    path: '/skilljar/commerce',
    title: 'List-price revenue by month and currency',
    question: 'What was bought and refunded in each month, currency by currency?',
    metrics: [...money],
    table: {
      by: ['month', 'currency'],
      metrics: ['purchases', ...money, 'purchases_refunded'],
      defaultSort: { by: 'month', descending: true },
      headings: { ...headings, month: 'Month' },
    },
    only,
    without,
    filters,
    permission: 'reports.read',
  },
  {
    slug: 'commerce-buyers',
    path: '/skilljar/commerce',
    title: 'Buyers',
    question: 'Who bought how much, at which list price, and who gave it back?',
    metrics: ['buyers'],
    table: {
      by: ['person', 'currency'],
      metrics: ['purchases', ...money, 'purchases_refunded'],
      defaultSort: { by: 'purchases', descending: true },
      headings: { ...headings, person: 'Buyer' },
    },
    only,
    without,
    filters,
    permission: 'people.read',
  },
] as const satisfies readonly Report[]
