/** When people learn in Skilljar: hours in lessons by weekday and hour of the day, in UTC as the source has them. */
import { sql } from 'kysely'
import { lessonTime } from '@/lib/metrics/facts/lesson-time'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf, type AnalysisRow } from '../analysis'
import { hideCells } from '../datacamp/hide-cells'

interface HourRow extends AnalysisRow {
  readonly people: number
}

const { leftOut } = lessonTime.metrics.lesson_hours

export const lessonHoursByWeekday = defineAnalysis({
  label: 'Hours in lessons by weekday and hour',
  description: 'Time spent in Skilljar lessons in the period by weekday and hour of the day, both in UTC.',
  formula: 'Sum of session_time_seconds ÷ 3,600 by weekday and hour of hour_starts_at; all 168 of them.',
  readFrom: lessonTime.metrics.lesson_hours.readFrom,
  leftOut: leftOut ?? [],
  columns: [
    { name: 'weekday', label: 'Weekday (1 is Monday)', kind: 'number', format: 'count' },
    { name: 'hour', label: 'Hour (UTC)', kind: 'number', format: 'count' },
    { name: 'hours', label: 'Hours', kind: 'number', format: 'hours' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  async rows(reader, query) {
    const statement = sql<HourRow>`
      with spent as (
        select extract(isodow from fact.hour)::int as weekday, extract(hour from fact.hour)::int as hour, sum(fact.seconds) as seconds,
          count(distinct fact.person_id) as people
        from ${factRows(reader, lessonTime, selectionOf(reader, query))}
        group by 1, 2
      )
      select weekday, hour, (coalesce(spent.seconds, 0) / 3600)::float8 as hours, coalesce(spent.people, 0)::int as people
      from generate_series(1, 7) as weekday cross join generate_series(0, 23) as hour
      left join spent using (weekday, hour)
      where exists (select from spent)
      order by weekday, hour`
    const rows = await readRows<HourRow>(reader, statement.compile(reader.db))
    return hideCells(rows, ['hours'], reader.scope.minimumCell)
  },
})
