/** People who have access to a Skilljar path, did not complete it, and did nothing in its courses for a while. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { firstDay } from '@/lib/filters/days'
import { noTeam } from '@/lib/filters/filters'
import { defineFact, type Context, type Db } from '@/lib/metrics/fact'
import { followedEnrolments, type PathEnrolmentRow } from '@/lib/metrics/facts/path-rows'
import { readRows } from '@/lib/metrics/read-rows'
import type { Selection } from '@/lib/metrics/scope-rows'
import { currentMembers } from '../activity/quiet'
import { defineAnalysis, defineList, factRows, selectionOf, type AnalysisQuery, type AnalysisRow } from '../analysis'
import { hideSmall, isSmall } from '../hide-small'
import { mostOf, mostParameter, refuseAggregates } from '../learner-rows'
import { teamsOfPerson } from '../teams-of-person'
import { wholeNumber } from '../whole-number'

const open = (context: Context): RawBuilder<PathEnrolmentRow> => sql`(
  select * from ${followedEnrolments(context)} as every where every.has_access and not every.is_completed)`

const openPaths = defineFact((db: Db, context: Context) => db.selectFrom(open(context).as('enrolment')).selectAll(), {
  name: 'open_paths',
  description: 'Enrolments in Skilljar paths that give access and are not completed.',
  published: 'published',
  metrics: {},
})

const described = {
  formula:
    'Pairs of student and path with access and without completion whose enrolment, and whose last lesson seen or course completed in the path, lie at least 14 days (or as many as chosen) before the moment of the data.',
  readFrom: [
    'skilljar.published_path_enrollment.enrolled_at',
    'skilljar.published_path_enrollment.expires_at',
    'skilljar.published_path_enrollment.is_active',
    'skilljar.published_path.path_id',
    'skilljar.student_path_progress.completed_at',
    'skilljar.student_path_item_progress.student_course_progress_id',
    'skilljar.student_course_progress.latest_activity_at',
    'skilljar.student_lesson_progress.last_viewed_at',
    'skilljar.enrollment.student_course_progress_id',
    'skilljar.path_item.order',
    'skilljar.path.title',
    'skilljar.course.title',
  ],
  leftOut: [
    'The period and the membership rule: it is about what is open now, whenever they enrolled, and with a team chosen about its members of today.',
    'What they learn elsewhere.',
  ],
}
const daysParameter = {
  days: { description: 'Days without anything done in the path, 1 to 366; today is one of them.', absent: '14' },
} as const

/** Whatever was enrolled in up to today; teams are those that people are in today. */
function enrolledEver(reader: ScopedReader, query: AnalysisQuery): Selection {
  const asked = selectionOf(reader, query)
  return { ...asked, filters: { ...asked.filters, membership: 'current' }, period: { from: firstDay, to: asked.today } }
}

/** As "stuck" all open enrolments, each with what was done in it last, and whether that is too long ago. */
function openEnrolments(reader: ScopedReader, query: AnalysisQuery, selection: Selection): RawBuilder<unknown> {
  const { filters, scope, today } = selection
  const days = wholeNumber(query, 'days', { absent: 14, least: 1, most: 366 })
  const ofTeams = scope.people !== 'all' || (filters.team.length > 0 && !filters.team.includes(noTeam))
  return sql`
    opened as materialized (
      select fact.person_id, coalesce(fact.student_id, '') as learner, fact.content_id, fact.enrolled_at, fact.access_ends_at, fact.items
      from ${factRows(reader, openPaths, selection)}
      ${ofTeams ? sql`where fact.person_id in (select member.person_id from ${currentMembers(selection)})` : sql``}
    ), taken as materialized (
      select opened.learner, opened.content_id, item.path_item_id, bool_or(course.completed_at is not null) as is_completed,
        max(greatest(course.latest_activity_at, course.completed_at, lesson.seen_at)) as seen_at
      from opened
      join skilljar.student_path_progress as progress
        on coalesce(progress.student_id, '') = opened.learner and progress.path_id = opened.content_id
      join skilljar.student_path_item_progress as item using (student_path_progress_id)
      join skilljar.student_course_progress as course using (student_course_progress_id)
      left join lateral (
        select max(greatest(lesson.created_at, lesson.last_viewed_at, lesson.completed_at)) as seen_at
        from skilljar.student_lesson_progress as lesson
        where lesson.student_course_progress_id = item.student_course_progress_id
      ) as lesson on true
      -- Somebody else's progress tells nothing.
      where exists (
        select from skilljar.enrollment
        where enrollment.student_course_progress_id = item.student_course_progress_id
          and coalesce(enrollment.student_id, '') = opened.learner)
      group by opened.learner, opened.content_id, item.path_item_id
    ), waiting as materialized (
      select opened.*, greatest(opened.enrolled_at, seen.seen_at)::date as last_day,
        greatest(opened.enrolled_at, seen.seen_at)::date <= ${today}::date - ${days}::int as is_stuck
      from opened
      left join (
        select learner, content_id, max(seen_at) as seen_at from taken group by learner, content_id
      ) as seen using (learner, content_id)
    )`
}

export const pathStuck = defineList({
  ...described,
  label: 'Stuck in paths',
  description: 'People with access to a Skilljar path who did not complete it and did nothing in it for 14 days.',
  columns: [
    { name: 'person', label: 'Person', kind: 'number' },
    { name: 'name', label: 'Name', kind: 'text' },
    { name: 'email', label: 'E-mail', kind: 'text' },
    { name: 'teams', label: 'Teams', kind: 'text' },
    { name: 'path', label: 'Path id', kind: 'text' },
    { name: 'path_name', label: 'Path', kind: 'text' },
    { name: 'enrolled_on', label: 'Enrolled on', kind: 'day' },
    { name: 'items_completed', label: 'Courses completed', kind: 'number', format: 'count' },
    { name: 'items', label: 'Courses of the path', kind: 'number', format: 'count' },
    { name: 'next_course', label: 'Next course', kind: 'text' },
    { name: 'last_day', label: 'Last done', kind: 'day' },
    { name: 'days_quiet', label: 'Days since', kind: 'number', format: 'count' },
    { name: 'access_ends_on', label: 'Access ends on', kind: 'day' },
  ],
  parameters: { ...daysParameter, ...mostParameter },
  learnerRows: true,
  statement(reader: ScopedReader, query: AnalysisQuery) {
    refuseAggregates(reader)
    const selection = enrolledEver(reader, query)
    return sql<AnalysisRow>`
      with ${openEnrolments(reader, query, selection)}, listed as materialized (
        select waiting.*, coalesce(person.name, 'Unknown learner ' || -waiting.person_id) as name, person.email
        from waiting
        left join mart.person as person using (person_id)
        where waiting.is_stuck
        order by waiting.last_day, lower(person.name), waiting.person_id, waiting.content_id, waiting.learner
        limit ${mostOf(query)}::int
      )
      select listed.person_id::float8 as person, listed.name, listed.email, ${teamsOfPerson(selection, 'listed.person_id')} as teams,
        listed.content_id as path, coalesce(path.title, trim('Unknown path ' || listed.content_id)) as path_name,
        listed.enrolled_at::date::text as enrolled_on, coalesce(todo.completed, 0)::int as items_completed, listed.items::int as items,
        case when next.path_item_id is not null then coalesce(course.title, 'Unknown course ' || next.course_id) end as next_course,
        listed.last_day::text as last_day, ${selection.today}::date - listed.last_day as days_quiet,
        listed.access_ends_at::date::text as access_ends_on
      from listed
      left join skilljar.path on path.path_id = listed.content_id
      left join (
        select listed.learner, listed.content_id, count(*) filter (where taken.is_completed) as completed,
          (array_agg(item.path_item_id order by item."order" nulls last, item.path_item_id collate "C")
            filter (where taken.is_completed is not true))[1] as next_item
        from listed
        join skilljar.path_item as item on item.path_id = listed.content_id
        left join taken on taken.learner = listed.learner and taken.content_id = listed.content_id and taken.path_item_id = item.path_item_id
        group by listed.learner, listed.content_id
      ) as todo using (learner, content_id)
      left join skilljar.path_item as next on next.path_item_id = todo.next_item
      left join skilljar.course on course.course_id = next.course_id
      order by listed.last_day, lower(listed.name), listed.person_id, listed.content_id, listed.learner`
  },
})

interface Total extends AnalysisRow {
  readonly people: number
  readonly stuck: number
}

export const pathStuckTotal = defineAnalysis({
  ...described,
  label: 'Stuck in paths, in all',
  description:
    'How many people have access to a Skilljar path they did not complete, and how many did nothing in one for 14 days.',
  columns: [
    { name: 'people', label: 'With a path open', kind: 'number', format: 'count' },
    { name: 'stuck', label: 'Stuck', kind: 'number', format: 'count' },
    { name: 'share', label: 'Share', kind: 'number', format: 'percent' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters: daysParameter,
  async rows(reader, query) {
    const statement = sql<Total>`
      with ${openEnrolments(reader, query, enrolledEver(reader, query))}
      select count(distinct person_id)::int as people, (count(distinct person_id) filter (where is_stuck))::int as stuck from waiting`
    const rows = await readRows<Total>(reader, statement.compile(reader.db))
    const minimum = reader.scope.minimumCell
    return rows.map(({ people, stuck }) =>
      hideSmall({ people, stuck, share: people === 0 ? null : stuck / people }, [
        ...(people > 0 && people < minimum ? (['people'] as const) : []),
        ...(isSmall(stuck, people, minimum) ? (['stuck', 'share'] as const) : []),
      ]),
    )
  },
})
