/** Purchases in several currencies, refunds, codes and credits without limit. */
import { UNLIMITED } from '../codes'
import type { Rows } from './rows'

const bought = {
  purchased_at: '2026-03-03 09:00:00',
  state: 'SUCCESS',
  price_cents: 10_000,
  price_currency: 'EUR',
  quantity: 1,
  student_id: 'ben',
  offer_id: 'o1',
}
export const commerce: Rows = {
  offer: [
    {
      offer_id: 'o1',
      domain_id: 'd1',
      published_course_id: 'c2',
      offer_type: 'published_course',
      price_cents: 10_000,
      currency_code: 'EUR',
      is_active: true,
    },
    {
      offer_id: 'o2',
      domain_id: 'd1',
      published_path_id: 'pp1',
      offer_type: 'publised_path',
      price_cents: 20_000,
      currency_code: 'USD',
      is_active: true,
    },
    { offer_id: 'o3', domain_id: 'd1', offer_type: 'plan', price_cents: null, currency_code: 'GBP', is_active: false },
  ],
  purchase: [
    { ...bought, purchase_id: 'buy1' },
    // Sold in one month and given back in the next.
    { ...bought, purchase_id: 'buy2', state: 'REFUNDED', refunded_at: '2026-04-02 09:00:00' },
    { ...bought, purchase_id: 'buy3', state: 'REFUNDED', refunded_at: null },
    { ...bought, purchase_id: 'buy4', state: 'FAILED' },
    { ...bought, purchase_id: 'buy5', state: 'PENDING', purchased_at: null },
    { ...bought, purchase_id: 'buy6', price_currency: 'USD', price_cents: 20_000, quantity: 3, offer_id: 'o2' },
    {
      ...bought,
      purchase_id: 'buy7',
      price_currency: 'GBP',
      price_cents: 0,
      promo_code_id: 'pc1',
      promo_code_price_cents: 0,
    },
    { ...bought, purchase_id: 'buy8', price_cents: null, offer_id: 'gone', student_id: 'gone' },
  ],
  promo_code_pool: [{ promo_code_pool_id: 'pool1', name: 'Spring', is_active: true, bulk_purchase_id: 'buy6' }],
  promo_code: [
    { promo_code_id: 'pc1', code: 'SPRING', use_count: 1, max_uses: 4, is_active: true, promo_code_pool_id: 'pool1' },
    {
      promo_code_id: 'pc2',
      code: 'ALWAYS',
      use_count: 9,
      max_uses: UNLIMITED,
      is_active: true,
      promo_code_pool_id: 'pool1',
    },
    { promo_code_id: 'pc3', code: 'OVER', use_count: 5, max_uses: 5, is_active: false, promo_code_pool_id: 'pool1' },
  ],
  domain_access_code_pool: [{ domain_access_code_pool_id: 'acp1', name: 'Sign-up', domain_id: 'd1', channel: 'API' }],
  domain_access_code: [
    {
      domain_access_code_id: 'ac1',
      code: 'JOIN',
      use_count: 2,
      max_uses: 8,
      is_active: true,
      domain_access_code_pool_id: 'acp1',
    },
    {
      domain_access_code_id: 'ac2',
      code: 'ALL',
      use_count: 7,
      max_uses: UNLIMITED,
      is_active: true,
      domain_access_code_pool_id: 'acp1',
    },
  ],
  training_credit_code: [
    { training_credit_code_id: 't1', code: 'A', credits_used: 5, credits_total: 20, expiration_date: null },
    { training_credit_code_id: 't2', code: 'B', credits_used: 5, credits_total: UNLIMITED, expiration_date: null },
    {
      training_credit_code_id: 't3',
      code: 'C',
      credits_used: 1,
      credits_total: 10,
      expiration_date: '2026-02-01 00:00:00',
    },
    {
      training_credit_code_id: 't4',
      code: 'D',
      credits_used: 0,
      credits_total: 0,
      expiration_date: '2026-05-01 00:00:00',
    },
  ],
  // A row that no incremental read can see change.
  tag: [{ tag_id: 'tag1', name: 'Safety', slug: 'safety', updated_at: null }],
}
