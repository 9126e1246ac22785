/** Training credit codes, one row each, as they stood when the data was loaded: of nobody, and whatever the filters. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { contextOf } from '@/lib/metrics/compile'
import { isLimited, isUnlimited, SOON } from '@/lib/metrics/facts/codes'
import { loadedAt } from '@/lib/metrics/facts/skilljar-rows'
import { selectionOf, type AnalysisColumn, type AnalysisQuery } from '../analysis'

/** Codes without a limit have no total, no balance and nothing that expires. */
export function creditCodes(reader: ScopedReader, query: AnalysisQuery): RawBuilder<unknown> {
  const moment = loadedAt(contextOf(selectionOf(reader, query)))
  return sql`(
    select code.*, credits_total - credits_used as credits_left, coalesce(expiration_date <= ${moment}, false) as is_expired,
      coalesce(expiration_date > ${moment} and expiration_date <= ${moment} + make_interval(days => ${SOON}::int), false) as expires_soon
    from (
      select training_credit_code_id as id, code, tracking_identifier, expiration_date,
        coalesce(available_to_all_offers, false) as for_all_offers, coalesce(available_to_all_students, false) as for_all_students,
        case when ${isLimited('credits_total')} then credits_total::bigint end as credits_total, coalesce(credits_used, 0)::bigint as credits_used,
        ${isUnlimited('credits_total')} as is_unlimited
      from skilljar.training_credit_code
    ) as code)`
}

const sum = (of: string, among: RawBuilder<unknown>) =>
  sql`coalesce(sum(${sql.ref(of)}) filter (where credits_total is not null and ${among}), 0)::float8`

const open = sql`not is_expired`
const used = sum('credits_used', open)
const total = sum('credits_total', open)

/** Over "code": credits of codes that have not expired, what of them expires soon, and what expired unused. */
export const creditSums = sql`
  count(*)::int as codes, count(*) filter (where is_unlimited)::int as codes_unlimited,
  coalesce(sum(credits_used) filter (where is_unlimited), 0)::float8 as used_unlimited, ${total} as total, ${used} as used,
  ${sum('credits_left', open)} as balance, ${used} / nullif(${total}, 0) as utilisation,
  ${sum('credits_left', sql`expires_soon`)} as expiring, ${sum('credits_total', sql`is_expired`)} as expired_total, ${sum('credits_left', sql`is_expired`)} as expired_unused`

export const creditColumns: readonly AnalysisColumn[] = [
  { name: 'codes', label: 'Codes', kind: 'number', format: 'count' },
  { name: 'codes_unlimited', label: 'Codes without a limit', kind: 'number', format: 'count' },
  { name: 'used_unlimited', label: 'Credits used of codes without a limit', kind: 'number', format: 'count' },
  { name: 'total', label: 'Credits', kind: 'number', format: 'count' },
  { name: 'used', label: 'Used', kind: 'number', format: 'count' },
  { name: 'balance', label: 'Balance', kind: 'number', format: 'count' },
  { name: 'utilisation', label: 'Utilisation', kind: 'number', format: 'percent' },
  { name: 'expiring', label: `Expiring in ${SOON} days`, kind: 'number', format: 'count' },
  { name: 'expired_total', label: 'Credits of expired codes', kind: 'number', format: 'count' },
  { name: 'expired_unused', label: 'Expired unused', kind: 'number', format: 'count' },
]

export const creditFormula = `Credits, used and balance (credits_total − credits_used): codes whose expiration_date had not passed when the data was loaded. Expiring: balance of those that expire in the ${SOON} days after. Expired unused: what was left of codes that had expired.`

export const creditsReadFrom = ['credits_used', 'credits_total', 'expiration_date'].map(
  (column) => `skilljar.training_credit_code.${column}`,
)

export const unlimitedLeftOut = 'Codes without a limit (2,147,483,647), and without a total; their uses stand apart.'
