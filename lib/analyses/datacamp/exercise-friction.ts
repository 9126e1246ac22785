/** Which exercises of a course hold people up (METRICS.md, exercise_friction). */
import { sql, type RawBuilder } from 'kysely'
import { addDays } from '@/lib/filters/days'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { defineFact, type Context, type Db, type FactRow } from '@/lib/metrics/fact'
import { accountOf, filled, personOf } from '@/lib/metrics/facts/datacamp-rows'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf, type AnalysisRow } from '../analysis'
import { hideSmall, isSmall } from '../hide-small'

interface WorkRow extends FactRow {
  seconds: number | null
  is_completed: boolean
  xp: number
}

/** Users and exercises of one course, on the day of the first start. */
const work = (course: string) =>
  defineFact(
    (db: Db, { from, to }: Context) => {
      const rows: RawBuilder<WorkRow> = sql`(
        select pair.started_at::date as day, ${personOf('pair.user_id')} as person_id, 'datacamp' as source,
          'exercise' as content_type, pair.exercise_id::text as content_id, ${filled('pair.technology')} as technology,
          pair.seconds, pair.is_completed, pair.xp
        from (
          select fact.user_id, fact.exercise_id, described.technology, min(fact.started_at) as started_at,
            sum(fact.time_spent) filter (where fact.time_spent >= 0) as seconds,
            bool_or(fact.completed_at is not null) as is_completed, coalesce(sum(fact.xp), 0) as xp
          from datacamp.course_dim as course
          join datacamp.exercise_dim as described on described.course_slug = course.slug
          join datacamp.exercise_fact as fact using (exercise_id)
          where course.course_id::text = ${course} and fact.exercise_id <> -1
          group by fact.user_id, fact.exercise_id, described.technology
        ) as pair
        ${accountOf('pair.user_id')}
        where pair.started_at >= ${from}::timestamp and pair.started_at < ${addDays(to, 1)}::timestamp)`
      return db.selectFrom(rows.as('work')).selectAll()
    },
    { name: 'exercise_work', description: 'Exercises started, one per user and exercise.', metrics: {} },
  )

interface Friction extends AnalysisRow {
  readonly people: number
  readonly people_open: number
}

export const exerciseFriction = defineAnalysis({
  label: 'Exercise friction',
  description:
    'Of those who started an exercise of the course in the period: how long it took them, how many left it open, and how much of its XP they got.',
  formula:
    'Median time per user and exercise ÷ median time of all users and exercises of the same chapter and type; share started and not completed; XP gained ÷ exercise_dim.xp over those who completed it.',
  readFrom: [
    'datacamp.exercise_fact.time_spent',
    'datacamp.exercise_fact.started_at',
    'datacamp.exercise_fact.completed_at',
    'datacamp.exercise_fact.xp',
    'datacamp.exercise_dim.xp',
    'datacamp.exercise_dim.type',
    'datacamp.exercise_dim.course_slug',
    'datacamp.exercise_dim.chapter_slug',
  ],
  leftOut: [
    'Deleted exercises (id -1).',
    'Exercises without a start, negative time and, in medians, those without any time.',
  ],
  columns: [
    { name: 'chapter', label: 'Chapter', kind: 'text' },
    { name: 'number', label: 'Number', kind: 'number', format: 'count' },
    { name: 'exercise', label: 'Exercise id', kind: 'text' },
    { name: 'exercise_name', label: 'Exercise', kind: 'text' },
    { name: 'type', label: 'Type', kind: 'text' },
    { name: 'started', label: 'Started', kind: 'number', format: 'count' },
    { name: 'median_seconds', label: 'Median time', kind: 'number', format: 'seconds' },
    { name: 'of_chapter', label: 'Of the chapter’s median', kind: 'number', format: 'percent' },
    { name: 'open', label: 'Not completed', kind: 'number', format: 'count' },
    { name: 'open_share', label: 'Share not completed', kind: 'number', format: 'percent' },
    { name: 'xp_share', label: 'XP gained of the exercise’s', kind: 'number', format: 'percent' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters: { course: { description: 'Id of the course.', required: true } },
  async rows(reader, query) {
    const course = query.parameters?.course ?? ''
    if (!/^\d{1,18}$/.test(course))
      throw new InvalidFilter('course', `course: "${course}" is no id of a DataCamp course.`)
    const median = sql`percentile_cont(0.5) within group (order by worked.seconds)`
    const statement = sql<Friction>`
      with worked as materialized (
        select fact.person_id, fact.content_id, fact.seconds, fact.is_completed, fact.xp, described.chapter_slug, described.type
        from ${factRows(reader, work(course), selectionOf(reader, query))}
        join datacamp.exercise_dim as described on described.exercise_id = fact.content_id::bigint
      ), usual as (
        select chapter_slug, type, ${median} as seconds from worked group by chapter_slug, type
      ), counted as (
        select content_id, chapter_slug, type, ${median} as seconds, count(*)::int as started, count(distinct person_id)::int as people,
          (count(*) filter (where not is_completed))::int as open,
          (count(distinct person_id) filter (where not is_completed))::int as people_open,
          count(*) filter (where is_completed) as completed, sum(xp) filter (where is_completed) as xp
        from worked group by content_id, chapter_slug, type
      )
      select coalesce(described.chapter_title, described.chapter_slug) as chapter, described.number, counted.content_id as exercise,
        described.title as exercise_name, described.type, counted.started, counted.seconds::float8 as median_seconds,
        (counted.seconds / nullif(usual.seconds, 0))::float8 as of_chapter, counted.open,
        counted.open::float8 / counted.started as open_share,
        (counted.xp / nullif(counted.completed * described.xp, 0))::float8 as xp_share, counted.people, counted.people_open
      from counted
      join datacamp.exercise_dim as described on described.exercise_id = counted.content_id::bigint
      left join usual on usual.chapter_slug is not distinct from counted.chapter_slug and usual.type is not distinct from counted.type
      order by described.chapter_slug, described.number, described.exercise_id`
    const rows = await readRows<Friction>(reader, statement.compile(reader.db))
    return rows.map((row) => shown(row, reader.scope.minimumCell))
  },
})

function shown({ people, people_open, ...row }: Friction, minimum: number): AnalysisRow {
  const tooFew = people < minimum
  const giveAway = isSmall(people_open, people, minimum)
  return hideSmall(row, [
    ...(tooFew ? ['started', 'median_seconds', 'of_chapter'] : []),
    ...(tooFew || giveAway ? ['open', 'open_share', 'xp_share'] : []),
  ])
}
