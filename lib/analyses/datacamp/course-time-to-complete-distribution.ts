/** How the days that completed courses took lie (METRICS.md, course_time_to_complete). */
import { sql } from 'kysely'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf, type AnalysisRow } from '../analysis'
import { wholeNumber } from '../whole-number'
import { courseSpans, platformParameter, survivalReadFrom } from './course-survival'
import { hideCells } from './hide-cells'

interface Bin extends AnalysisRow {
  readonly completed: number
  readonly people: number
}

export const courseTimeToCompleteDistribution = defineAnalysis({
  label: 'Distribution of the time to complete',
  description: 'Courses started in the period and completed, by the days from start to completion, in equal steps.',
  formula:
    'Pairs of learner and course counted per step of completed_at − started_at in days of 86,400 seconds: from ≤ days < to. The last step has no end.',
  readFrom: survivalReadFrom,
  leftOut: [
    'Starts that are not completed yet.',
    'Pairs completed before they were started (see Data quality).',
    'Deleted courses (id -1), which cannot be told apart.',
  ],
  columns: [
    { name: 'from', label: 'From day', kind: 'number', format: 'count' },
    { name: 'to', label: 'To below', kind: 'number', format: 'count' },
    { name: 'completed', label: 'Completed', kind: 'number', format: 'count' },
    { name: 'share', label: 'Share', kind: 'number', format: 'percent' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters: {
    ...platformParameter,
    width: { description: 'Width of a step in days, 1 to 100.', absent: '5' },
    steps: { description: 'How many steps before the last one, 1 to 100.', absent: '18' },
  },
  async rows(reader, query) {
    const width = wholeNumber(query, 'width', { absent: 5, least: 1, most: 100 })
    const steps = wholeNumber(query, 'steps', { absent: 18, least: 1, most: 100 })
    const statement = sql<Bin>`
      with bin as (
        select least(floor(fact.seconds / (${width}::int * 86400)), ${steps}::int)::int as number, count(*) as completed,
          count(distinct fact.person_id) as people
        from ${factRows(reader, courseSpans, selectionOf(reader, query))}
        where fact.source = ${query.parameters?.platform ?? 'datacamp'} and fact.is_completed and fact.seconds >= 0
        group by 1
      )
      select every.number * ${width}::int as "from", case when every.number < ${steps}::int then (every.number + 1) * ${width}::int end as "to",
        coalesce(bin.completed, 0)::int as completed, coalesce(bin.completed, 0)::float8 / sum(bin.completed) over ()::float8 as share,
        coalesce(bin.people, 0)::int as people
      from generate_series(0, ${steps}::int) as every (number) left join bin using (number)
      where exists (select from bin)
      order by every.number`
    const bins = await readRows<Bin>(reader, statement.compile(reader.db))
    return hideCells(bins, ['completed', 'share'], reader.scope.minimumCell)
  },
})
