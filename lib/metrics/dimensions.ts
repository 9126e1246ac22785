/** What numbers can be grouped by. Keys come from the fact's rows; names are joined to the finished cells. */
import { sql } from 'kysely'
import { grains, type Grain } from '@/lib/filters/buckets'
import { notSet } from '@/lib/filters/filters'
import { namedBy, type Beside, type Dimension } from './dimension'
import { factColumn } from './fact'
import { factDimensions, type FactDimension } from './fact-dimensions'
import { inDomain, inGroup, ofCourse, ofPublication, tagged } from './published'
import { scormModuleNames } from './scorm-module-names'
import { sessionName } from './session-places'
import { lastLetters, offerNames } from './sold-names'

function timeDimension(grain: Grain): Dimension {
  const label = `${grain.charAt(0).toUpperCase()}${grain.slice(1)}`
  return {
    label,
    description:
      grain === 'day'
        ? 'UTC day.'
        : `First day of the ${grain}, in UTC${grain === 'week' ? '; weeks start on Monday' : ''}.`,
    kind: 'day',
    key: (day) => {
      if (grain === 'day') return day
      // 1900-01-01 was a Monday; counting days is twice as fast as truncating times, and weeks are the usual grain.
      if (grain === 'week') return sql`((${day}) - ((${day}) - date '1900-01-01') % 7)`
      // A timestamp without zone truncates the same in every session.
      return sql`date_trunc(${grain}, (${day})::timestamp)::date`
    },
  }
}

/** Every content with its title. */
export const contentNames = sql`(
  select 'datacamp/course/' || course_id as content, title from datacamp.course_dim
  union all select 'datacamp/project/' || project_id, title from datacamp.project_dim
  union all select 'datacamp/practice/' || practice_id, title from datacamp.practice_dim
  union all select 'datacamp/assessment/' || assessment_id, title from datacamp.assessment_dim
  union all select 'datacamp/assignment/' || assignment_id, coalesce(assignment_title, 'Assignment ' || assignment_id)
    from datacamp.assignment_dim
  union all select 'datacamp/certification/' || certification_id, certification_name from datacamp.certification_dim
  union all select 'datacamp/track/' || track_version_id, title from datacamp.track_dim
  union all select 'datacamp/workspace/' || workspace_id, workspace_title from datacamp.workspace_dim
  union all select 'skilljar/course/' || published_course_id, course.title
    from skilljar.published_course left join skilljar.course using (course_id)
  union all select 'skilljar/domain/' || domain_id, name from skilljar.domain
  union all select 'skilljar/quiz/' || quiz_id, name from skilljar.quiz
  union all select 'skilljar/path/' || path_id, title from skilljar.path
  union all select 'skilljar/session/' || vilt_session_id, ${sessionName} from skilljar.vilt_session as session
  union all select 'skilljar/scorm/' || scorm_resource_id, title from ${scormModuleNames} as scorm_module
  union all select 'skilljar/offer/' || offer_id, name from ${offerNames} as offer_names
  union all select 'skilljar/promo code pool/' || promo_code_pool_id, name from skilljar.promo_code_pool
  union all select 'skilljar/credit code/' || training_credit_code_id, ${lastLetters('code')} from skilljar.training_credit_code
  union all select 'skilljar/access code pool/' || domain_access_code_pool_id, name from skilljar.domain_access_code_pool
)`

/** Deleted content (-1) has no topic. */
const about: Beside = {
  alias: 'about',
  rows: sql`(
    select 'course/' || course_id as match, nullif(trim(topic), '') as topic from datacamp.course_dim where course_id <> -1
    union all select 'assignment/' || assignment_id, nullif(trim(topic), '') from datacamp.assignment_dim
  )`,
  matches: () => sql`case when ${factColumn('source')} = 'datacamp'
    then ${factColumn('content_type')} || '/' || ${factColumn('content_id')} end`,
}

const columnDimensions = {
  source: {
    label: 'Source',
    description: 'The platform: datacamp or skilljar.',
    kind: 'text',
    key: () => factColumn('source'),
  },
  content_type: {
    label: 'Content type',
    description: 'Kind of the content: course, project, practice, assessment, track and the like.',
    kind: 'text',
    key: () => factColumn('content_type'),
  },
  technology: {
    label: 'Technology',
    description: `The content’s technology; "${notSet}" for deleted content and for Skilljar.`,
    kind: 'text',
    key: () => sql`coalesce(${factColumn('technology')}, ${notSet})`,
  },
  team: {
    label: 'Team',
    description: 'DataCamp team; empty for activity of people without a team. Somebody in two teams is in both rows.',
    kind: 'integer',
    key: () => sql.ref('member.team_id'),
    name: {
      label: 'Team name',
      from: sql`datacamp.team_dim as team_names on team_names.team_id = cells.team`,
      text: sql`case
        when cells.team is null then 'No team'
        when team_names.team_id is null then 'Unknown team ' || cells.team
        else coalesce(team_names.name, 'Team ' || cells.team) || case when team_names.deleted_date is null then '' else ' (deleted)' end end`,
    },
    readFrom: ['datacamp.team_dim.name', 'datacamp.user_team_bridge.team_id'],
    overlaps: true,
  },
  content: {
    label: 'Content',
    description: 'Source, kind and id of the content; all deleted content is one row.',
    kind: 'text',
    key: () => sql`case when ${factColumn('source')} = 'datacamp' and ${factColumn('content_id')} = '-1' then 'deleted'
      else ${factColumn('source')} || '/' || ${factColumn('content_type')} || '/' || ${factColumn('content_id')} end`,
    foundBy: (keys) =>
      sql`${factColumn('content_id')} = any(${keys.map((key) => (key === 'deleted' ? '-1' : key.replace(/^[^/]*\/[^/]*\//, '')))}::text[])`,
    name: {
      label: 'Content title',
      from: sql`${contentNames} as content_names on content_names.content = cells.content`,
      text: sql`case
        when cells.content = 'deleted' then 'Deleted content'
        else coalesce(content_names.title, trim('Unknown ' || split_part(cells.content, '/', 2) || ' ' || split_part(cells.content, '/', 3))) end`,
    },
  },
  person: {
    label: 'Person',
    description: 'Number of the person, one for both platforms.',
    kind: 'integer',
    key: () => factColumn('person_id'),
    name: {
      label: 'Name',
      from: sql`mart.person as person_names on person_names.person_id = cells.person`,
      text: sql`coalesce(person_names.name, 'Unknown learner ' || -cells.person)`,
    },
    learnerRows: true,
  },
  topic: {
    label: 'Topic',
    description: `Topic of the DataCamp course or assignment; "${notSet}" for everything else.`,
    kind: 'text',
    beside: about,
    key: () => sql`coalesce(about.topic, ${notSet})`,
    readFrom: ['datacamp.course_dim.topic', 'datacamp.assignment_dim.topic'],
  },
  domain: {
    label: 'Domain',
    description: `Skilljar domain on which the content is published; "${notSet}" for DataCamp. A live session counts for every domain that publishes its course.`,
    kind: 'text',
    beside: inDomain,
    key: () => sql.ref('in_domain.domain_id'),
    name: namedBy(
      'Domain name',
      'domain',
      sql`skilljar.domain as domain_names on domain_names.domain_id = cells.domain`,
    ),
    readFrom: ['domain.name', 'published_course.domain_id', 'published_path.domain_id'].map(
      (column) => `skilljar.${column}`,
    ),
    overlaps: true,
  },
  course: {
    label: 'Skilljar course',
    description: `Skilljar course that the content is or stands in, one over all domains that publish it; "${notSet}" for DataCamp.`,
    kind: 'text',
    beside: ofCourse,
    key: () => sql.ref('of_course.course_id'),
    name: namedBy(
      'Course title',
      'course',
      sql`(select course_id, nullif(trim(title), '') as name from skilljar.course) as course_names
        on course_names.course_id = cells.course`,
    ),
    readFrom: ['skilljar.course.title', 'skilljar.published_course.course_id'],
  },
  published_course: {
    label: 'Published course',
    description: `Skilljar course on one domain, which its name says where there are several; "${notSet}" for what is no such course, and for DataCamp.`,
    kind: 'text',
    beside: ofPublication,
    key: () => sql.ref('of_publication.published_course_id'),
    name: namedBy(
      'Published course title',
      'published_course',
      sql`(
        select published_course_id,
          coalesce(nullif(trim(course.title), ''), 'Unknown course ' || published_course_id) ||
            case when count(*) over (partition by course_id) > 1 then coalesce(' (' || nullif(trim(domain.name), '') || ')', '') else '' end as name
        from skilljar.published_course
        left join skilljar.course using (course_id)
        left join skilljar.domain using (domain_id)) as published_course_names
        on published_course_names.published_course_id = cells.published_course`,
    ),
    readFrom: ['skilljar.published_course.course_id', 'skilljar.course.title', 'skilljar.domain.name'],
  },
  student_group: {
    label: 'Student group',
    description: 'Skilljar student group of the person, as it is now. Somebody in two groups is in both rows.',
    kind: 'text',
    beside: inGroup,
    key: () => sql.ref('in_group.student_group_id'),
    name: namedBy(
      'Group name',
      'student_group',
      sql`skilljar.student_group as student_group_names on student_group_names.student_group_id = cells.student_group`,
    ),
    readFrom: ['skilljar.student_group.name', 'skilljar.student_group_membership.student_id'],
    overlaps: true,
  },
  tag: {
    label: 'Tag',
    description: 'Skilljar tag of the course, path or live session. What has two tags is in both rows.',
    kind: 'text',
    beside: tagged,
    key: () => sql.ref('tagged.tag_id'),
    name: namedBy('Tag name', 'tag', sql`skilljar.tag as tag_names on tag_names.tag_id = cells.tag`),
    readFrom: ['tag.name', 'published_course_tag.tag_id', 'published_path_tags.tag_id', 'vilt_session_tag.tag_id'].map(
      (column) => `skilljar.${column}`,
    ),
    overlaps: true,
  },
} as const satisfies Readonly<Record<string, Dimension>>

export type DimensionName = Grain | keyof typeof columnDimensions | FactDimension

const timeDimensions = Object.fromEntries(grains.map((grain) => [grain, timeDimension(grain)])) as Record<
  Grain,
  Dimension
>

export const dimensions: Readonly<Record<DimensionName, Dimension>> = {
  ...timeDimensions,
  ...columnDimensions,
  ...factDimensions,
}
