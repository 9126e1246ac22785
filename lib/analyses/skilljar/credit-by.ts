/** Training credits by what they are for: a code of two offers stands in the row of both, with all its credits, and once in each. */
import { sql, type RawBuilder } from 'kysely'
import { readRows } from '@/lib/metrics/read-rows'
import { offerNames } from '@/lib/metrics/sold-names'
import { defineAnalysis, type AnalysisRow } from '../analysis'
import { creditCodes, creditColumns, creditFormula, creditsReadFrom, creditSums, unlimitedLeftOut } from './credit-rows'

const overlap =
  'Rows overlap: what a code of several of them holds stands in each, so that they add up to more than there is.'

interface Use {
  readonly of: string
  readonly many: string
  /** A code's column that says that it is for all of them. */
  readonly forAll: string
  readonly link: string
  readonly key: string
  /** Has the columns key and name. */
  readonly names: RawBuilder<unknown>
  readonly namesFrom: readonly string[]
}

function creditsBy({ of, many, forAll, link, key, names, namesFrom }: Use) {
  return defineAnalysis({
    label: `Training credits by ${of}`,
    description: `What the training credit codes of each ${of} hold; codes for all ${many}, and those for none, have a row of their own.`,
    formula: `${creditFormula} Each code once per ${of}, however often the source names both.`,
    readFrom: [
      ...creditsReadFrom,
      `skilljar.training_credit_code.${forAll}`,
      `skilljar.${link}.credit_code_id`,
      `skilljar.${link}.${key}`,
      ...namesFrom,
    ],
    leftOut: [unlimitedLeftOut, overlap],
    columns: [
      { name: 'use', label: 'For', kind: 'text' },
      { name: 'key', label: 'Id', kind: 'text' },
      { name: 'name', label: `${of.charAt(0).toUpperCase()}${of.slice(1)}`, kind: 'text' },
      ...creditColumns,
    ],
    rows(reader, query) {
      const isForAll = sql.ref(forAll === 'available_to_all_offers' ? 'for_all_offers' : 'for_all_students')
      const statement = sql<AnalysisRow>`
        with code as materialized (
          select * from ${creditCodes(reader, query)} as code
        ), chosen as (
          select code.*, case when ${isForAll} then 'all' when link.key is null then 'none' else 'one' end as use, link.key
          from code
          left join (
            select distinct credit_code_id, nullif(trim(${sql.ref(key)}), '') as key from ${sql.table(`skilljar.${link}`)}
            where nullif(trim(${sql.ref(key)}), '') is not null
          ) as link on link.credit_code_id = code.id and not ${isForAll}
        )
        select chosen.use, chosen.key, case chosen.use when 'all' then ${`All ${many}`}::text when 'none' then ${`No ${of}`}::text
            else coalesce(named.name, ${`Unknown ${of} `}::text || chosen.key) end as name, ${creditSums}
        from chosen left join ${names} as named on named.key = chosen.key
        group by chosen.use, chosen.key, named.name
        order by chosen.use, balance desc, name, chosen.key`
      return readRows<AnalysisRow>(reader, statement.compile(reader.db))
    },
  })
}

export const creditsByOffer = creditsBy({
  of: 'offer',
  many: 'offers',
  forAll: 'available_to_all_offers',
  link: 'training_credit_code_offer',
  key: 'offer_id',
  names: sql`(select offer_id as key, name from ${offerNames} as offer)`,
  namesFrom: ['skilljar.offer.sku', 'skilljar.offer.currency_code'],
})

export const creditsByGroup = creditsBy({
  of: 'student group',
  many: 'students',
  forAll: 'available_to_all_students',
  link: 'training_credit_code_student_group',
  key: 'student_group_id',
  names: sql`(select student_group_id as key, nullif(trim(name), '') as name from skilljar.student_group)`,
  namesFrom: ['skilljar.student_group.name'],
})
