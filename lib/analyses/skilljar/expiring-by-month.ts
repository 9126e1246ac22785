/** What runs out in the 90 days after the load: certificates of Skilljar courses and access to them, by steps of 30 days. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { accessExpiring } from '@/lib/metrics/facts/access-expiring'
import { certificatesExpiring } from '@/lib/metrics/facts/certificates'
import { contextOf } from '@/lib/metrics/compile'
import { loadedAt } from '@/lib/metrics/facts/skilljar-rows'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf, type AnalysisQuery, type AnalysisRow } from '../analysis'
import { hideCells } from '../datacamp/hide-cells'

interface Step extends AnalysisRow {
  readonly kind: string
  readonly people: number
}

const DAYS = 90

export const skilljarExpiring = defineAnalysis({
  label: 'Certificates and access expiring',
  description:
    'Certificates of Skilljar courses and access to them that end within 30, 60 and 90 days after the data was loaded, whatever the period.',
  formula:
    'Certificates by expires_at, and pairs of student and published course by the last expires_at of their active enrolments, in steps of 30 days from the moment of the load.',
  readFrom: [
    ...certificatesExpiring.metrics.certificates_expiring.readFrom,
    ...accessExpiring.metrics.access_expiring.readFrom,
  ],
  leftOut: ['What has ended already, and what never does.'],
  columns: [
    { name: 'kind', label: 'What ends', kind: 'text' },
    { name: 'from', label: 'From day', kind: 'number', format: 'count' },
    { name: 'to', label: 'To below', kind: 'number', format: 'count' },
    { name: 'expiring', label: 'Expiring', kind: 'number', format: 'count' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  async rows(reader, query) {
    const rows = await readRows<Step>(reader, steps(reader, query).compile(reader.db))
    // The two kinds are no parts of one whole.
    return [...Map.groupBy(rows, ({ kind }) => kind).values()].flatMap((kind) =>
      hideCells(kind, ['expiring'], reader.scope.minimumCell),
    )
  },
})

function steps(reader: ScopedReader, query: AnalysisQuery): RawBuilder<Step> {
  const selection = selectionOf(reader, { ...query, filters: { ...query.filters, windowDays: DAYS } })
  const step = (moment: RawBuilder<unknown>) =>
    sql`floor(extract(epoch from ${moment} - ${loadedAt(contextOf(selection))}) / (30 * 86400))::int`
  return sql<Step>`
    with ending as (
      select 'certificate' as kind, fact.person_id, ${step(sql`fact.expires_at`)} as step
      from ${factRows(reader, certificatesExpiring, selection)}
      union all
      select 'access', fact.person_id, ${step(sql`fact.ends_at`)}
      from ${factRows(reader, accessExpiring, selection)}
    )
    select kind, step * 30 as "from", (step + 1) * 30 as "to", count(ending.step)::int as expiring,
      count(distinct ending.person_id)::int as people
    from unnest(array['certificate', 'access']) as kind cross join generate_series(0, 2) as step
    left join ending using (kind, step)
    group by kind, step
    order by kind desc, step`
}
