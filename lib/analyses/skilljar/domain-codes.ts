/** Pools of access codes of Skilljar domains: how many codes they have and how much of them is used. Codes themselves are not told. */
import { sql } from 'kysely'
import { notSet } from '@/lib/filters/filters'
import { isLimited } from '@/lib/metrics/facts/codes'
import { loadedAt } from '@/lib/metrics/facts/skilljar-rows'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, type AnalysisRow } from '../analysis'

export const accessCodePools = defineAnalysis({
  label: 'Access code pools',
  description:
    'Pools of access codes as they stood when the data was loaded: their codes by state, and how often these were used.',
  formula:
    'Codes per pool. Used up: use_count has reached max_uses. A pool is open from starts_at until expires_at. Redemption: sum of use_count ÷ sum of max_uses of active codes with a limit.',
  readFrom: [
    'skilljar.domain_access_code.use_count',
    'skilljar.domain_access_code.max_uses',
    'skilljar.domain_access_code.is_active',
    'skilljar.domain_access_code_pool.name',
    'skilljar.domain_access_code_pool.domain_id',
    'skilljar.domain_access_code_pool.channel',
    'skilljar.domain_access_code_pool.starts_at',
    'skilljar.domain_access_code_pool.expires_at',
    'skilljar.domain.name',
  ],
  leftOut: [
    'The codes themselves: whoever knows one may sign up.',
    'Filters but those of domain and channel: codes are nobody’s.',
  ],
  columns: [
    { name: 'pool', label: 'Pool id', kind: 'text' },
    { name: 'pool_name', label: 'Pool', kind: 'text' },
    { name: 'domain', label: 'Domain id', kind: 'text' },
    { name: 'domain_name', label: 'Domain', kind: 'text' },
    { name: 'channel', label: 'Channel', kind: 'text' },
    { name: 'state', label: 'State', kind: 'text' },
    { name: 'starts_at', label: 'Valid from', kind: 'time' },
    { name: 'expires_at', label: 'Valid until', kind: 'time' },
    { name: 'codes', label: 'Codes', kind: 'number', format: 'count' },
    { name: 'codes_unused', label: 'Unused', kind: 'number', format: 'count' },
    { name: 'codes_in_use', label: 'In use', kind: 'number', format: 'count' },
    { name: 'codes_used_up', label: 'Used up', kind: 'number', format: 'count' },
    { name: 'codes_inactive', label: 'Switched off', kind: 'number', format: 'count' },
    { name: 'codes_unlimited', label: 'Without limit', kind: 'number', format: 'count' },
    { name: 'uses', label: 'Uses', kind: 'number', format: 'count' },
    { name: 'uses_counted', label: 'Uses of active codes with a limit', kind: 'number', format: 'count' },
    { name: 'uses_possible', label: 'Uses possible', kind: 'number', format: 'count' },
    { name: 'redemption', label: 'Redemption', kind: 'number', format: 'percent' },
  ],
  async rows(reader, { filters: { where } }) {
    // As the dimension has it, so that whatever is read here can be asked for.
    const channel = sql`coalesce(nullif(trim(pool.channel), ''), ${notSet})`
    const [domains, channels] = [where.domain ?? null, where.channel ?? null]
    const statement = sql<AnalysisRow>`
      with code as (
        select coalesce(domain_access_code_pool_id, '') as pool_id, coalesce(use_count, 0)::bigint as uses,
          coalesce(is_active, false) as is_active, max_uses,
          coalesce(${isLimited('max_uses')}, false) as is_limited
        from skilljar.domain_access_code
      ), counted as (
        select pool_id, count(*) as codes,
          count(*) filter (where is_limited and uses >= max_uses) as used_up,
          count(*) filter (where not is_active and not (is_limited and uses >= max_uses)) as inactive,
          count(*) filter (where is_active and uses = 0) as unused,
          count(*) filter (where is_active and uses > 0 and not (is_limited and uses >= max_uses)) as in_use,
          count(*) filter (where not is_limited) as unlimited, sum(uses) as uses,
          coalesce(sum(uses) filter (where is_limited and is_active), 0) as uses_counted,
          coalesce(sum(max_uses) filter (where is_limited and is_active), 0) as uses_possible
        from code
        group by pool_id
      )
      select pool_id as pool,
        case when pool_id = '' then 'Without a pool' else coalesce(nullif(trim(pool.name), ''), 'Unknown pool ' || pool_id) end as pool_name,
        pool.domain_id as domain, coalesce(domain.name, 'Unknown domain ' || pool.domain_id, ${notSet}) as domain_name,
        ${channel} as channel,
        case when pool.expires_at <= ${loadedAt(reader)} then 'ended' when pool.starts_at > ${loadedAt(reader)} then 'planned'
          when pool.domain_access_code_pool_id is not null then 'open' end as state,
        to_char(pool.starts_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as starts_at, to_char(pool.expires_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as expires_at,
        coalesce(codes, 0)::int as codes, coalesce(unused, 0)::int as codes_unused, coalesce(in_use, 0)::int as codes_in_use,
        coalesce(used_up, 0)::int as codes_used_up, coalesce(inactive, 0)::int as codes_inactive,
        coalesce(unlimited, 0)::int as codes_unlimited, coalesce(uses, 0)::float8 as uses, coalesce(uses_counted, 0)::float8 as uses_counted,
        coalesce(uses_possible, 0)::float8 as uses_possible, (uses_counted / nullif(uses_possible, 0))::float8 as redemption
      from counted
      full join (
        select *, domain_access_code_pool_id as pool_id from skilljar.domain_access_code_pool
      ) as pool using (pool_id)
      left join skilljar.domain as domain on domain.domain_id = pool.domain_id
      where (${domains}::text[] is null or coalesce(pool.domain_id, ${notSet}) = any(${domains}::text[]))
        and (${channels}::text[] is null or ${channel} = any(${channels}::text[]))
      order by uses desc, lower(coalesce(pool.name, '')), pool_id`
    return readRows<AnalysisRow>(reader, statement.compile(reader.db))
  },
})
