/** How often people try: attempts at certifications per person. */
import { sql } from 'kysely'
import { certificationAttempts } from '@/lib/metrics/facts/certifications'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf, type AnalysisRow } from '../analysis'
import { hideCells } from './hide-cells'

/** The last row of the answer is for so many attempts and more. */
export const MOST_ATTEMPTS = 5

interface Tried extends AnalysisRow {
  readonly times: number
  readonly people: number
}

export const certificationAttemptsPerPerson = defineAnalysis({
  label: 'Certification attempts per person',
  description: 'How many people registered in the period for one attempt at a certification, for two, and so on.',
  formula: `Distinct people by the number of their attempts (user_certification_id) registered in the period; ${MOST_ATTEMPTS} stands for ${MOST_ATTEMPTS} and more.`,
  readFrom: [
    'datacamp.certification_fact.user_certification_id',
    'datacamp.certification_fact.user_id',
    'datacamp.certification_fact.registered_at',
  ],
  leftOut: ['Attempts without any date.'],
  columns: [
    { name: 'times', label: 'Attempts', kind: 'number', format: 'count' },
    { name: 'learners', label: 'People', kind: 'number', format: 'count' },
    { name: 'share', label: 'Share', kind: 'number', format: 'percent' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  async rows(reader, query) {
    const statement = sql<Tried>`
      with tried as (
        select least(count(*), ${MOST_ATTEMPTS}::int)::int as times
        from ${factRows(reader, certificationAttempts, selectionOf(reader, query))}
        group by fact.person_id
      ), counted as (
        select times, count(*)::int as learners from tried group by times
      )
      select number as times, coalesce(learners, 0) as learners,
        coalesce(learners, 0) / sum(learners) over ()::float8 as share, coalesce(learners, 0) as people
      from generate_series(1, (select max(times) from counted)) as number left join counted on times = number
      order by number`
    const rows = await readRows<Tried & { readonly learners: number }>(reader, statement.compile(reader.db))
    return hideCells(rows, ['learners', 'share'], reader.scope.minimumCell)
  },
})
