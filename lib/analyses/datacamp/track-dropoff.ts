/** How far into a track people get, content by content, in the version they enrolled in. */
import { sql } from 'kysely'
import { trackEnrolments } from '@/lib/metrics/facts/tracks'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf } from '../analysis'
import { countedSteps, shownSteps, stepColumns, type StepRow } from '../dropoff'

interface ContentRow extends StepRow {
  readonly is_listed: boolean
}

export const trackDropoff = defineAnalysis({
  label: 'Track drop-off',
  description:
    'Of those who enrolled in a version of a track in the period, how many started and completed each content.',
  formula:
    'Users with a start of the content in this version ÷ users who enrolled in it, in the order of track_content_dim. Contents that are not listed there (it has live tracks only) come last, those completed most often first.',
  readFrom: [
    'datacamp.track_content_dim.position',
    'datacamp.track_content_fact.started_at',
    'datacamp.track_content_fact.completed_at',
    'datacamp.track_fact.started_at',
  ],
  leftOut: ['Deleted contents.', 'Work on the same content outside of the track.'],
  columns: [...stepColumns('Track version', 'Content'), { name: 'is_listed', label: 'Listed', kind: 'boolean' }],
  parameters: { track: { description: 'Number of one track version; absent: every one enrolled in in the period.' } },
  async rows(reader, query) {
    const track = query.parameters?.track ?? null
    const statement = sql<ContentRow>`
      with member as materialized (
        select fact.person_id, coalesce(fact.user_id::text, '') as learner, fact.content_id as whole
        from ${factRows(reader, trackEnrolments, selectionOf(reader, query))}
        where ${track}::text is null or fact.content_id = ${track}::text
      ), touched as materialized (
        select coalesce(user_id::text, '') as learner, track_version_id::text as whole, content_id as step,
          bool_or(completed_at is not null) as is_completed
        from datacamp.track_content_fact
        where content_id not like '%\\_-1' and (started_at is not null or completed_at is not null)
          and track_version_id::text in (select whole from member)
        group by 1, 2, 3
      ), taken as materialized (
        select touched.* from touched join member using (learner, whole)
      ), step as materialized (
        select whole, step, row_number() over (
          partition by whole order by listed.position nulls last, listed.content_id is null, coalesce(often.completed, 0) desc, step collate "C"
        ) as position
        from (
          select track_version_id::text as whole, content_id as step from datacamp.track_content_dim
          where track_version_id::text in (select whole from member)
          union select whole, step from taken
        ) as every
        left join datacamp.track_content_dim as listed on listed.track_version_id::text = whole and listed.content_id = step
        left join (
          select whole, step, count(*) filter (where is_completed) as completed from taken group by whole, step
        ) as often using (whole, step)
      )
      select counted.whole, coalesce(nullif(trim(track.title), ''), 'Unknown track version ' || counted.whole) as whole_name,
        counted.position::int, counted.step,
        coalesce(nullif(trim(listed.content_title), ''), course.title, project.title, 'Unknown ' || replace(counted.step, '_', ' ')) as step_name,
        counted.begun::int, counted.people::int, counted.reached::int, counted.people_reached::int, counted.got_this_far::int,
        counted.people_got_this_far::int, counted.completed::int, counted.people_completed::int, listed.content_id is not null as is_listed
      from (${countedSteps}) as counted
      left join datacamp.track_dim as track on track.track_version_id::text = counted.whole
      left join datacamp.track_content_dim as listed
        on listed.track_version_id::text = counted.whole and listed.content_id = counted.step
      left join datacamp.course_dim as course on 'course_' || course.course_id = counted.step
      left join datacamp.project_dim as project on 'project_' || project.project_id = counted.step
      order by lower(coalesce(track.title, '')), counted.whole, counted.position`
    return shownSteps(await readRows<ContentRow>(reader, statement.compile(reader.db)), reader.scope.minimumCell)
  },
})
