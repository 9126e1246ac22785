/** Training credits: all of them, and code by code. */
import { sql } from 'kysely'
import { SOON } from '@/lib/metrics/facts/codes'
import { readRows } from '@/lib/metrics/read-rows'
import { lastLetters } from '@/lib/metrics/sold-names'
import { defineAnalysis, defineList, type AnalysisRow } from '../analysis'
import { mostOf } from '../learner-rows'
import {
  creditCodes as codes,
  creditColumns,
  creditFormula,
  creditsReadFrom,
  creditSums,
  unlimitedLeftOut,
} from './credit-rows'

export const creditBalance = defineAnalysis({
  label: 'Training credits',
  description: 'What training credit codes hold, what was used and what expires; whatever the period and the filters.',
  formula: creditFormula,
  readFrom: creditsReadFrom,
  leftOut: [unlimitedLeftOut],
  columns: creditColumns,
  rows(reader, query) {
    const statement = sql<AnalysisRow>`select ${creditSums} from ${codes(reader, query)} as code`
    return readRows<AnalysisRow>(reader, statement.compile(reader.db))
  },
})

export const creditCodes = defineList({
  label: 'Training credit codes',
  description: 'Each training credit code with what is left of it, until when, and for how many offers and groups.',
  formula: `State: expired before the data was loaded, expiring in the ${SOON} days after, or open. Offers and groups: those named for the code, each once; none where all may use it.`,
  readFrom: [
    ...creditsReadFrom,
    'skilljar.training_credit_code.code',
    'skilljar.training_credit_code.tracking_identifier',
    'skilljar.training_credit_code.available_to_all_offers',
    'skilljar.training_credit_code.available_to_all_students',
    'skilljar.training_credit_code_offer.offer_id',
    'skilljar.training_credit_code_student_group.student_group_id',
  ],
  columns: [
    { name: 'code', label: 'Code, its last letters', kind: 'text' },
    { name: 'tracking', label: 'Tracked as', kind: 'text' },
    { name: 'state', label: 'State', kind: 'text' },
    { name: 'expires', label: 'Expires', kind: 'day' },
    { name: 'total', label: 'Credits', kind: 'number', format: 'count' },
    { name: 'used', label: 'Used', kind: 'number', format: 'count' },
    { name: 'left', label: 'Left', kind: 'number', format: 'count' },
    { name: 'is_unlimited', label: 'Without a limit', kind: 'boolean' },
    { name: 'for_all_offers', label: 'For all offers', kind: 'boolean' },
    { name: 'offers', label: 'Offers', kind: 'number', format: 'count' },
    { name: 'for_all_students', label: 'For all students', kind: 'boolean' },
    { name: 'groups', label: 'Groups', kind: 'number', format: 'count' },
  ],
  parameters: { most: { description: 'How many to list, up to 10,000.', absent: '1000' } },
  statement: (reader, query) => {
    const named = (table: string, key: string) => sql`(
      select count(distinct ${sql.ref(`link.${key}`)})::int from ${sql.table(`skilljar.training_credit_code_${table}`)} as link
      where link.credit_code_id = code.id)`
    return sql<AnalysisRow>`
      select coalesce(${lastLetters('code.code')}, 'Code without a text') as code, nullif(trim(tracking_identifier), '') as tracking,
        case when is_expired then 'expired' when expires_soon then 'expires soon' else 'open' end as state,
        expiration_date::date::text as expires, credits_total::float8 as total, credits_used::float8 as used, credits_left::float8 as "left",
        is_unlimited, for_all_offers, case when not for_all_offers then ${named('offer', 'offer_id')} end as offers,
        for_all_students, case when not for_all_students then ${named('student_group', 'student_group_id')} end as groups
      from ${codes(reader, query)} as code
      order by is_expired, expires_soon desc, expiration_date nulls last, lower(code.code), id
      limit ${mostOf(query)}::int`
  },
})
