/** What Skilljar says of one published course. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, type AnalysisRow } from '../analysis'

export const skilljarCourse = defineAnalysis({
  label: 'Published course',
  description: 'A Skilljar course on one domain, with what it is made of.',
  formula: 'The row of published_course with its course, domain, tags and lessons, as they are now.',
  readFrom: [
    'skilljar.published_course.is_live',
    'skilljar.published_course.is_visible',
    'skilljar.published_course.visible_on_catalog',
    'skilljar.course.title',
    'skilljar.course.issue_certificate_upon_completion',
    'skilljar.domain.name',
    'skilljar.published_course_tag.tag_id',
    'skilljar.tag.name',
    'skilljar.lesson.is_section',
    'skilljar.lesson.is_optional',
  ],
  leftOut: [
    'The filters and the period: it is about what there is now.',
    'For a team’s manager, a course that no member took while in the team.',
  ],
  columns: [
    { name: 'content', label: 'Content', kind: 'text' },
    { name: 'course', label: 'Course id', kind: 'text' },
    { name: 'title', label: 'Course', kind: 'text' },
    { name: 'domain', label: 'Domain', kind: 'text' },
    { name: 'tags', label: 'Tags', kind: 'text' },
    { name: 'is_live', label: 'Live', kind: 'boolean' },
    { name: 'is_visible', label: 'Visible', kind: 'boolean' },
    { name: 'on_catalogue', label: 'On the catalogue page', kind: 'boolean' },
    { name: 'issues_certificate', label: 'Issues a certificate', kind: 'boolean' },
    { name: 'lessons', label: 'Required lessons', kind: 'number', format: 'count' },
    { name: 'optional_lessons', label: 'Optional lessons', kind: 'number', format: 'count' },
    { name: 'sections', label: 'Sections', kind: 'number', format: 'count' },
  ],
  parameters: { id: { description: 'Id of the published course.', required: true } },
  async rows(reader, query) {
    const statement = described(reader, query.parameters?.id ?? '')
    return readRows<AnalysisRow>(reader, statement.compile(reader.db))
  },
})

const described = (reader: ScopedReader, id: string): RawBuilder<AnalysisRow> => sql<AnalysisRow>`
  select 'skilljar/course/' || published.published_course_id as content, published.course_id as course,
    coalesce(nullif(trim(course.title), ''), 'Unknown course ' || published.published_course_id) as title,
    nullif(trim(domain.name), '') as domain, tagged.tags, published.is_live, published.is_visible,
    published.visible_on_catalog as on_catalogue, course.issue_certificate_upon_completion as issues_certificate,
    coalesce(made.lessons, 0)::int as lessons, coalesce(made.optional_lessons, 0)::int as optional_lessons,
    coalesce(made.sections, 0)::int as sections
  from skilljar.published_course as published
  left join skilljar.course on course.course_id = published.course_id
  left join skilljar.domain on domain.domain_id = published.domain_id
  left join (
    select published_course_id, string_agg(distinct coalesce(nullif(trim(tag.name), ''), 'Unknown tag ' || tag_id), ', ') as tags
    from skilljar.published_course_tag left join skilljar.tag using (tag_id)
    where tag_id is not null
    group by published_course_id
  ) as tagged on tagged.published_course_id = published.published_course_id
  left join (
    select course_id, count(*) filter (where is_section) as sections,
      count(*) filter (where is_section is not true and is_optional) as optional_lessons,
      count(*) filter (where is_section is not true and is_optional is not true) as lessons
    from skilljar.lesson group by course_id
  ) as made on made.course_id = published.course_id
  where published.published_course_id = ${id} and ${isKnown(reader, id)}`

/** A team’s manager knows the courses that its members took while they were in it, and no others; either fence alone says so. */
function isKnown({ scope: { people }, reach }: ScopedReader, id: string): RawBuilder<boolean> {
  if (people === 'all' && reach === 'everybody') return sql`true`
  const isOwn = people === 'all' ? sql`true` : sql`member.team_id = any(${people.teams}::bigint[])`
  return sql`exists (
    select from (
      select person_id, moment.day
      from mart.course_progress
      cross join lateral (values (enrolled_at::date), (started_at::date), (completed_at::date)) as moment (day)
      where source = 'skilljar' and course_id = ${id}
      union all
      select person_id, day from mart.activity where source = 'skilljar' and content_type = 'course' and content_id = ${id}
    ) as taken
    join mart.person_team as member
      on member.person_id = taken.person_id and member.joined <= taken.day and taken.day < member."left"
    where ${isOwn})`
}
