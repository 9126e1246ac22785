/** How SCORM modules scored on their own scales, the first attempt of each beside the latest. */
import { sql } from 'kysely'
import { scorm } from '@/lib/metrics/facts/scorm'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf } from '../analysis'
import { hideFirstAndLatest, type FirstAndLatest } from './first-and-latest'

const STEPS = 10

export const scormScoreDistribution = defineAnalysis({
  label: 'Distribution of SCORM scores',
  description: 'SCORM modules of the period by the scaled score of their first and of their latest attempt.',
  formula:
    'Pairs of lesson progress and module by (score_raw − score_min) ÷ (score_max − score_min) in ten steps; the full score is in the last one.',
  readFrom: scorm.metrics.scorm_score.readFrom,
  leftOut: [
    'Attempts where one of the three is no number, or the maximum is not above the minimum.',
    'Attempts whose raw score lies outside of their own scale.',
  ],
  columns: [
    { name: 'from', label: 'From', kind: 'number', format: 'percent' },
    { name: 'to', label: 'Below', kind: 'number', format: 'percent' },
    { name: 'first', label: 'First attempt', kind: 'number', format: 'count' },
    { name: 'latest', label: 'Latest attempt', kind: 'number', format: 'count' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  async rows(reader, query) {
    const statement = sql<FirstAndLatest>`
      with told as (
        select fact.person_id, one.is_first, least(floor(one.score * ${STEPS}::int), ${STEPS - 1}::int)::int as step
        from ${factRows(reader, scorm, selectionOf(reader, query))}
        cross join lateral (values (true, fact.first_score), (false, fact.score)) as one (is_first, score)
        where one.score between 0 and 1
      )
      select step / ${STEPS}::float8 as "from", (step + 1) / ${STEPS}::float8 as "to",
        (count(*) filter (where told.is_first))::int as first, (count(*) filter (where not told.is_first))::int as latest,
        (count(distinct told.person_id) filter (where told.is_first))::int as people_first,
        (count(distinct told.person_id) filter (where not told.is_first))::int as people_latest
      from generate_series(0, ${STEPS - 1}::int) as every (step)
      left join told using (step)
      where exists (select from told)
      group by step
      order by step`
    const rows = await readRows<FirstAndLatest>(reader, statement.compile(reader.db))
    return hideFirstAndLatest(rows, reader.scope.minimumCell)
  },
})
