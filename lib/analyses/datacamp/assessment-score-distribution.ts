/** How the scores of assessments lie (METRICS.md, assessment_score). */
import { sql } from 'kysely'
import { assessments } from '@/lib/metrics/facts/assessments'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf, type AnalysisRow } from '../analysis'
import { wholeNumber } from '../whole-number'
import { hideCells } from './hide-cells'

interface Bin extends AnalysisRow {
  readonly attempts: number
  readonly people: number
}

export const assessmentScoreDistribution = defineAnalysis({
  label: 'Distribution of assessment scores',
  description: 'Completed attempts of the period by score, in equal steps.',
  formula:
    'Distinct user, assessment and started_at with completed_at, counted per step of the score: from ≤ score < to.',
  readFrom: ['datacamp.assessment_fact.score', 'datacamp.assessment_fact.completed_at'],
  leftOut: ['Attempts without a score.', 'Deleted assessments (id -1).'],
  columns: [
    { name: 'from', label: 'From', kind: 'number', format: 'count' },
    { name: 'to', label: 'To below', kind: 'number', format: 'count' },
    { name: 'attempts', label: 'Attempts', kind: 'number', format: 'count' },
    { name: 'share', label: 'Share', kind: 'number', format: 'percent' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters: { width: { description: 'Width of a step in points, 1 to 100.', absent: '10' } },
  async rows(reader, query) {
    const width = wholeNumber(query, 'width', { absent: 10, least: 1, most: 100 })
    const statement = sql<Bin>`
      with bin as (
        select floor(fact.score / ${width}::int) as number, count(*) as attempts, count(distinct fact.person_id) as people
        from ${factRows(reader, assessments, selectionOf(reader, query))}
        where fact.score is not null
        group by 1
      ), every as (
        select generate_series(min(number), max(number)) as number from bin
      )
      select (number * ${width}::int)::int as "from", ((number + 1) * ${width}::int)::int as "to",
        coalesce(attempts, 0)::int as attempts, coalesce(attempts, 0)::float8 / sum(attempts) over ()::float8 as share,
        coalesce(people, 0)::int as people
      from every left join bin using (number)
      order by number`
    const bins = await readRows<Bin>(reader, statement.compile(reader.db))
    return hideCells(bins, ['attempts', 'share'], reader.scope.minimumCell)
  },
})
