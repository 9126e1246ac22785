/** How the scores of Skilljar courses lie. */
import { sql } from 'kysely'
import { courseResults } from '@/lib/metrics/facts/course-results'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf, type AnalysisRow } from '../analysis'
import { hideCells } from '../datacamp/hide-cells'

interface Bin extends AnalysisRow {
  readonly people: number
}

const { leftOut, readFrom } = courseResults.metrics.sj_course_score

export const courseScoreDistribution = defineAnalysis({
  label: 'Distribution of course scores',
  description:
    'Scores of Skilljar courses in the period, as a share of what could be reached, in steps of ten per cent.',
  formula:
    'Pairs of student and course progress counted per step of score ÷ score_max; the last step holds 100 % and more.',
  readFrom,
  leftOut: leftOut ?? [],
  columns: [
    { name: 'from', label: 'From', kind: 'number', format: 'percent' },
    { name: 'to', label: 'To below', kind: 'number', format: 'percent' },
    { name: 'scored', label: 'Scores', kind: 'number', format: 'count' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  async rows(reader, query) {
    const statement = sql<Bin>`
      with bin as (
        select least(greatest(floor(fact.score * 10), 0), 9)::int as number, count(*) as scored,
          count(distinct fact.person_id) as people
        from ${factRows(reader, courseResults, selectionOf(reader, query))}
        where fact.score is not null
        group by 1
      )
      select every.number / 10.0::float8 as "from", (every.number + 1) / 10.0::float8 as "to", coalesce(bin.scored, 0)::int as scored,
        coalesce(bin.people, 0)::int as people
      from generate_series(0, 9) as every (number) left join bin using (number)
      where exists (select from bin)
      order by every.number`
    return hideCells(await readRows<Bin>(reader, statement.compile(reader.db)), ['scored'], reader.scope.minimumCell)
  },
})
