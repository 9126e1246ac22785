/** What kinds of lessons Skilljar courses are made of, and how they are used. */
import { sql } from 'kysely'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, type AnalysisRow } from '../analysis'
import { hideCells } from '../datacamp/hide-cells'
import { hiddenOfType } from './lesson-cells'
import { readLessonUse } from './lesson-use'
import { lessonType } from './lesson-words'
import { lessonWork, workLeftOut, workReadFrom } from './lesson-work'

interface TypeRow extends AnalysisRow {
  readonly people: number
  readonly people_completed: number
  readonly people_timed: number
}

export const lessonTypes = defineAnalysis({
  label: 'Lesson types',
  description:
    'Lessons of the Skilljar courses that were started in the period, by type: how many there are, and what those who started them did with them.',
  formula:
    'Lessons per type, each once however many domains publish its course; pairs of student and lesson that were opened and completed; their session time so far.',
  readFrom: workReadFrom,
  leftOut: workLeftOut,
  columns: [
    { name: 'type', label: 'Type', kind: 'text' },
    { name: 'lessons', label: 'Lessons', kind: 'number', format: 'count' },
    { name: 'opened', label: 'Opened', kind: 'number', format: 'count' },
    { name: 'completed', label: 'Completed', kind: 'number', format: 'count' },
    { name: 'views', label: 'Views', kind: 'number', format: 'count' },
    { name: 'hours', label: 'Hours', kind: 'number', format: 'hours' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  async rows(reader, query) {
    const statement = sql<TypeRow>`
      with ${lessonWork(reader, query)}
      select every.type, every.lessons::int as lessons, coalesce(used.opened, 0)::int as opened, coalesce(used.completed, 0)::int as completed,
        coalesce(used.views, 0)::float8 as views, (coalesce(used.seconds, 0) / 3600)::float8 as hours, coalesce(used.people, 0)::int as people,
        coalesce(used.people_completed, 0)::int as people_completed, coalesce(used.people_timed, 0)::int as people_timed
      from (
        select ${lessonType} as type, count(distinct lesson.lesson_id) as lessons
        from course_lesson join skilljar.lesson using (lesson_id)
        group by 1
      ) as every
      left join (
        select ${lessonType} as type, count(*) as opened, count(*) filter (where work.is_completed) as completed, sum(work.views) as views,
          sum(work.seconds) as seconds, count(distinct work.person_id) as people,
          count(distinct work.person_id) filter (where work.is_completed) as people_completed,
          count(distinct work.person_id) filter (where work.seconds is not null) as people_timed
        from work join skilljar.lesson using (lesson_id)
        group by 1
      ) as used on used.type is not distinct from every.type
      order by hours desc, every.lessons desc, every.type`
    const rows = await readRows<TypeRow>(reader, statement.compile(reader.db))
    const minimum = reader.scope.minimumCell
    // The lessons stand one by one beside their types; only for who is not told everything do they matter here.
    const lessons = minimum > 1 ? Map.groupBy(await readLessonUse(reader, query), ({ type }) => type) : null
    const hidden = rows.map((row) =>
      hiddenOfType({ ...row, people_opened: row.people }, lessons?.get(row['type'] ?? null) ?? [], minimum),
    )
    return hideCells(rows, ['opened', 'completed', 'views', 'hours'], minimum).map((row, index) => {
      const { people_completed: _completed, people_timed: _timed, ...shown } = row
      const cells = hidden[index] ?? []
      return cells.length === 0
        ? shown
        : { ...shown, ...Object.fromEntries(cells.map((cell) => [cell, null])), suppressed: true }
    })
  },
})
