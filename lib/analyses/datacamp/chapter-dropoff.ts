/** How far into a DataCamp course people get, chapter by chapter (METRICS.md, chapter_dropoff). */
import { sql, type RawBuilder } from 'kysely'
import { addDays } from '@/lib/filters/days'
import { defineFact, type Context, type Db, type FactRow } from '@/lib/metrics/fact'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf } from '../analysis'
import { countedSteps, shownSteps, stepColumns, type StepRow } from '../dropoff'

interface StarterRow extends FactRow {
  learner_id: string
  started_at: string
}

const starters = ({ from, to }: Context): RawBuilder<StarterRow> => sql`(
  select pair.started_at::date as day, pair.person_id, pair.source, 'course' as content_type, pair.course_id as content_id,
    pair.technology, pair.learner_id, pair.started_at
  from mart.course_progress as pair
  where pair.source = 'datacamp' and pair.started_at >= ${from}::timestamp and pair.started_at < ${addDays(to, 1)}::timestamp)`

export const courseStarters = defineFact(
  (db: Db, context: Context) => db.selectFrom(starters(context).as('starter')).selectAll(),
  {
    name: 'course_starters',
    ofPeriod: true,
    description: 'DataCamp courses that people started, one per user and course.',
    metrics: {},
  },
)

export const chapterDropoff = defineAnalysis({
  label: 'Chapter drop-off',
  description: 'Of those who started a DataCamp course in the period, how many started and completed each chapter.',
  formula:
    'Users who started the chapter ÷ users who started the course. The order is inferred: chapters by the median of the time from these users’ first start of the course to their first start of the chapter.',
  readFrom: [
    'datacamp.chapter_fact.started_at',
    'datacamp.chapter_fact.completed_at',
    'datacamp.chapter_dim.course_slug',
    'datacamp.course_dim.slug',
    'datacamp.course_fact.started_at',
  ],
  leftOut: ['Deleted chapters and courses (id -1).', 'Chapters whose course_slug is no course’s slug.'],
  columns: stepColumns('Course', 'Chapter'),
  parameters: { course: { description: 'Id of one course; absent: every course started in the period.' } },
  async rows(reader, query) {
    const course = query.parameters?.course ?? null
    const statement = sql<StepRow>`
      with member as materialized (
        select fact.person_id, fact.learner_id as learner, fact.content_id as whole, fact.started_at
        from ${factRows(reader, courseStarters, selectionOf(reader, query))}
        where ${course}::text is null or fact.content_id = ${course}::text
      ), chapter as materialized (
        select course.course_id::text as whole, chapter.chapter_id, chapter.title
        from datacamp.course_dim as course
        join datacamp.chapter_dim as chapter on chapter.course_slug = course.slug
        where course.course_id <> -1 and chapter.chapter_id <> -1 and course.course_id::text in (select whole from member)
      ), begun as materialized (
        select user_id, chapter_id, min(started_at) as started_at, bool_or(completed_at is not null) as is_completed
        from datacamp.chapter_fact
        where chapter_id in (select chapter_id from chapter)
        group by user_id, chapter_id
        having min(started_at) is not null
      ), taken as materialized (
        select member.learner, member.whole, chapter.chapter_id::text as step, begun.started_at - member.started_at as after, begun.is_completed
        from member
        join chapter using (whole)
        join begun on begun.chapter_id = chapter.chapter_id and begun.user_id::text = member.learner
      ), step as materialized (
        select chapter.whole, chapter.chapter_id::text as step,
          row_number() over (partition by chapter.whole order by usual.after, chapter.chapter_id) as position
        from chapter
        left join (
          select whole, step, percentile_cont(0.5) within group (order by extract(epoch from after)) as after
          from taken group by whole, step
        ) as usual on usual.whole = chapter.whole and usual.step = chapter.chapter_id::text
      )
      select counted.whole, coalesce(course.title, 'Unknown course ' || counted.whole) as whole_name, counted.position::int,
        counted.step, chapter.title as step_name, counted.begun::int, counted.people::int, counted.reached::int,
        counted.people_reached::int, counted.got_this_far::int, counted.people_got_this_far::int, counted.completed::int,
        counted.people_completed::int
      from (${countedSteps}) as counted
      left join datacamp.course_dim as course on course.course_id::text = counted.whole
      left join chapter on chapter.chapter_id::text = counted.step and chapter.whole = counted.whole
      order by lower(coalesce(course.title, '')), counted.whole, counted.position`
    return shownSteps(await readRows<StepRow>(reader, statement.compile(reader.db)), reader.scope.minimumCell)
  },
})
