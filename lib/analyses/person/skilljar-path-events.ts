/** Skilljar's paths of one person: enrolled, completed, how far, and until when. */
import { sql } from 'kysely'
import type { Context } from '@/lib/metrics/fact'
import { timeOf } from '@/lib/metrics/facts/path-rows'
import { ofAsked } from '@/lib/metrics/facts/skilljar-rows'
import { eventFact, eventRows, isoOf, type EventSource } from './event'
import { accessOver, accessState, ownProgress } from './own-skilljar'

const pathTitle = sql`(select title from skilljar.path as known where known.path_id = enrolled.content_id)`

/** Enrolments in published paths; one that is unknown is told by its progress. */
const placed = (context: Context) => sql`(
  select enrolment.student_id, coalesce(published.path_id, progress.path_id, '') as content_id,
    'path/' || enrolment.published_path_id as published, enrolment.published_path_enrollment_id, enrolment.is_active,
    ${timeOf('enrolment.enrolled_at')} as enrolled_at, ${timeOf('enrolment.expires_at')} as expires_at
  from skilljar.published_path_enrollment as enrolment
  left join skilljar.published_path as published using (published_path_id)
  left join skilljar.student_path_progress as progress
    on progress.student_path_progress_id = enrolment.student_path_progress_id and progress.student_id = enrolment.student_id
  where ${ofAsked(context, 'enrolment.student_id')})`

const first = (context: Context) => sql`(
  select distinct on (student_id, content_id) student_id, content_id, published, enrolled_at
  from ${placed(context)} as placed
  where enrolled_at is not null
  order by student_id, content_id, enrolled_at, published_path_enrollment_id collate "C")`

const pathsEnrolled = (context: Context): EventSource => ({
  event: 'path_enrolled',
  source: 'skilljar',
  type: 'path',
  id: sql`enrolled.content_id`,
  title: pathTitle,
  from: sql`${first(context)} as enrolled`,
  at: sql`enrolled.enrolled_at`,
  published: sql`enrolled.published`,
  thing: sql`concat_ws('/', enrolled.student_id, enrolled.content_id)`,
})

/** Where it is listed on the domain of the first enrolment, as path completions are. */
const pathsCompleted = (context: Context): EventSource => ({
  event: 'path_completed',
  source: 'skilljar',
  type: 'path',
  id: sql`enrolled.content_id`,
  title: pathTitle,
  from: sql`(
      select student_id, coalesce(path_id, '') as content_id, max(completed_at) as completed_at
      from skilljar.student_path_progress as progress
      where completed_at is not null and ${ofAsked(context, 'progress.student_id')}
      group by student_id, path_id
    ) as enrolled
    left join ${first(context)} as entered using (student_id, content_id)`,
  at: sql`enrolled.completed_at`,
  published: sql`entered.published`,
  thing: sql`concat_ws('/', enrolled.student_id, enrolled.content_id)`,
})

/** Each student and path once; courses that somebody else completed tell nothing. */
const pathAccess = (context: Context, event: 'path_access' | 'path_access_ends'): EventSource => {
  const { hasAccess, endsAt } = accessOver(context)
  return {
    event,
    source: 'skilljar',
    type: 'path',
    id: sql`enrolled.content_id`,
    title: pathTitle,
    from: sql`(
        select student_id, content_id, ${hasAccess} as has_access, ${endsAt} as ends_at,
          (select count(*) from skilljar.path_item as listed where listed.path_id = content_id) as items
        from ${placed(context)} as placed
        group by student_id, content_id
      ) as enrolled
      left join ${first(context)} as entered using (student_id, content_id)`,
    ...(event === 'path_access' ? { stands: true as const } : { at: sql`enrolled.ends_at` }),
    published: sql`entered.published`,
    thing: sql`concat_ws('/', enrolled.student_id, enrolled.content_id)`,
    ...(event === 'path_access' && {
      ofAmount: sql`enrolled.items`,
      notes: { access: accessState, access_ends_at: isoOf(sql`enrolled.ends_at`) },
    }),
  }
}

/** Per item of the path and day: what the person completed of it. */
const pathItems = (context: Context): EventSource => ({
  event: 'path_item_completed',
  source: 'skilljar',
  type: 'path',
  id: sql`enrolled.content_id`,
  title: pathTitle,
  from: sql`(
      select progress.student_id, progress.path_id as content_id, item.path_item_id, max(course.completed_at) as completed_at,
        (select count(*) from skilljar.path_item as listed where listed.path_id = progress.path_id) as items
      from skilljar.student_path_progress as progress
      join skilljar.student_path_item_progress as item using (student_path_progress_id)
      join skilljar.path_item as listed on listed.path_item_id = item.path_item_id and listed.path_id = progress.path_id
      join ${ownProgress(context)} as owner
        on owner.student_course_progress_id = item.student_course_progress_id and owner.student_id = progress.student_id
      join skilljar.student_course_progress as course on course.student_course_progress_id = item.student_course_progress_id
      where course.completed_at is not null and ${ofAsked(context, 'progress.student_id')}
      group by progress.student_id, progress.path_id, item.path_item_id
    ) as enrolled
    left join ${first(context)} as entered using (student_id, content_id)`,
  at: sql`enrolled.completed_at`,
  published: sql`entered.published`,
  thing: sql`concat_ws('/', enrolled.student_id, enrolled.content_id)`,
  ofAmount: sql`enrolled.items`,
})

export const pathEvents = eventFact('person_path_events', 'Paths of one person.', (context) => [
  eventRows(context, pathsEnrolled(context)),
  eventRows(context, pathsCompleted(context)),
  eventRows(context, pathAccess(context, 'path_access_ends')),
])

export const pathStates = eventFact('person_paths', 'Paths of one person, and how far they are.', (context) => [
  eventRows(context, pathsEnrolled(context)),
  eventRows(context, pathsCompleted(context)),
  eventRows(context, pathAccess(context, 'path_access')),
  eventRows(context, pathAccess(context, 'path_access_ends')),
  eventRows(context, pathItems(context)),
])
