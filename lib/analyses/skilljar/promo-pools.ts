/** Pools of promo codes as they stood when the data was loaded: what they allow, what was used of it, and what came of a bulk purchase. */
import { sql } from 'kysely'
import { contextOf } from '@/lib/metrics/compile'
import { isLimited, isUnlimited } from '@/lib/metrics/facts/codes'
import { loadedAt } from '@/lib/metrics/facts/skilljar-rows'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, selectionOf, type AnalysisRow } from '../analysis'

export const promoPools = defineAnalysis({
  label: 'Pools of promo codes',
  description:
    'Each pool of promo codes with what its codes allow, what was used and what is left; whatever the period and the filters.',
  formula:
    'Sums of use_count and max_uses over the pool’s codes with a limit, active or not. Redemption: the same of active codes alone.',
  readFrom: [
    'skilljar.promo_code_pool.name',
    'skilljar.promo_code_pool.bulk_purchase_id',
    'skilljar.promo_code_pool.is_active',
    'skilljar.promo_code_pool.starts_at',
    'skilljar.promo_code_pool.ends_at',
    'skilljar.promo_code.use_count',
    'skilljar.promo_code.max_uses',
    'skilljar.promo_code.is_active',
  ],
  leftOut: ['Codes without a limit (2,147,483,647), and without a total, from uses possible, left and redemption.'],
  columns: [
    { name: 'pool', label: 'Pool', kind: 'text' },
    { name: 'name', label: 'Name', kind: 'text' },
    { name: 'is_bulk', label: 'From a bulk purchase', kind: 'boolean' },
    { name: 'state', label: 'State', kind: 'text' },
    { name: 'starts', label: 'From', kind: 'day' },
    { name: 'ends', label: 'Until', kind: 'day' },
    { name: 'codes', label: 'Codes', kind: 'number', format: 'count' },
    { name: 'codes_active', label: 'Active codes', kind: 'number', format: 'count' },
    { name: 'codes_unlimited', label: 'Codes without a limit', kind: 'number', format: 'count' },
    { name: 'uses', label: 'Uses', kind: 'number', format: 'count' },
    { name: 'used', label: 'Used, of codes with a limit', kind: 'number', format: 'count' },
    { name: 'possible', label: 'Uses possible', kind: 'number', format: 'count' },
    { name: 'unused', label: 'Left', kind: 'number', format: 'count' },
    { name: 'redemption_numerator', label: 'Used, of active codes', kind: 'number', format: 'count' },
    { name: 'redemption_denominator', label: 'Possible, of active codes', kind: 'number', format: 'count' },
    { name: 'redemption', label: 'Redemption', kind: 'number', format: 'percent' },
  ],
  rows(reader, query) {
    const moment = loadedAt(contextOf(selectionOf(reader, query)))
    const limited = sql`filter (where ${isLimited('max_uses')})`
    const active = sql`filter (where ${isLimited('max_uses')} and is_active)`
    const statement = sql<AnalysisRow>`
      with held as (
        select nullif(trim(promo_code_pool_id), '') as pool, count(*)::int as codes, count(*) filter (where is_active)::int as codes_active,
          count(*) filter (where ${isUnlimited('max_uses')})::int as codes_unlimited, coalesce(sum(use_count), 0)::float8 as uses,
          coalesce(sum(coalesce(use_count, 0)) ${limited}, 0)::float8 as used, coalesce(sum(max_uses::bigint) ${limited}, 0)::float8 as possible,
          coalesce(sum(coalesce(use_count, 0)) ${active}, 0)::float8 as redemption_numerator,
          coalesce(sum(max_uses::bigint) ${active}, 0)::float8 as redemption_denominator
        from skilljar.promo_code group by 1
      )
      select coalesce(known.promo_code_pool_id, held.pool) as pool,
        case when known.promo_code_pool_id is not null then coalesce(nullif(trim(known.name), ''), 'Pool without a name')
          when held.pool is null then 'Codes in no pool' else 'Unknown pool ' || held.pool end as name,
        coalesce(nullif(trim(known.bulk_purchase_id), '') is not null, false) as is_bulk,
        case when known.promo_code_pool_id is null then null
          when known.ends_at <= ${moment} then 'ended' when not coalesce(known.is_active, false) then 'inactive'
          when known.starts_at > ${moment} then 'planned' else 'open' end as state,
        known.starts_at::date::text as starts, known.ends_at::date::text as ends, coalesce(codes, 0) as codes, coalesce(codes_active, 0) as codes_active,
        coalesce(codes_unlimited, 0) as codes_unlimited, coalesce(uses, 0) as uses, coalesce(used, 0) as used, coalesce(possible, 0) as possible,
        coalesce(possible - used, 0) as unused, coalesce(redemption_numerator, 0) as redemption_numerator,
        coalesce(redemption_denominator, 0) as redemption_denominator, redemption_numerator / nullif(redemption_denominator, 0) as redemption
      from held
      full join skilljar.promo_code_pool as known on known.promo_code_pool_id = held.pool
      order by lower(known.name) nulls last, 1`
    return readRows<AnalysisRow>(reader, statement.compile(reader.db))
  },
})
