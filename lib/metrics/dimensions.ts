/** What numbers can be grouped by. Keys come from the fact's rows; names are joined to the finished cells. */
import { sql, type RawBuilder } from 'kysely'
import { grains, type Grain } from '@/lib/filters/buckets'
import { notSet } from '@/lib/filters/filters'
import { factColumn } from './fact'

export type KeyKind = 'day' | 'text' | 'integer'

export interface Dimension {
  readonly label: string
  readonly description: string
  readonly kind: KeyKind
  /** `day` is the fact's day, already moved where a comparison period is laid over the current one. */
  readonly key: (day: RawBuilder<unknown>) => RawBuilder<unknown>
  /** What the key is read from besides the fact's own columns; one row at most per row of the fact, unless groups overlap. */
  readonly join?: RawBuilder<unknown>
  /** Where people read a name instead of the key. */
  readonly name?: { readonly label: string; readonly from: RawBuilder<unknown>; readonly text: RawBuilder<unknown> }
  /** Rows of a fact may stand in several groups, so that groups overlap. */
  readonly overlaps?: boolean
  /** Only for readers who may see single learners. */
  readonly learnerRows?: boolean
}

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

const contentNames = sql`(
  select 'datacamp/course/' || course_id as content, title from datacamp.course_dim
  union all select 'datacamp/project/' || project_id, title from datacamp.project_dim
  union all select 'datacamp/practice/' || practice_id, title from datacamp.practice_dim
  union all select 'datacamp/assessment/' || assessment_id, title from datacamp.assessment_dim
  union all select 'skilljar/course/' || published_course_id, course.title
    from skilljar.published_course left join skilljar.course using (course_id)
)`

const columnDimensions = {
  source: {
    label: 'Source',
    description: 'The platform: datacamp or skilljar.',
    kind: 'text',
    key: () => factColumn('source'),
  },
  content_type: {
    label: 'Content type',
    description: 'Course, project, practice or assessment; Skilljar has courses.',
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
    overlaps: true,
  },
  content: {
    label: 'Content',
    description: 'Source, kind and id of the content; all deleted content is one row.',
    kind: 'text',
    key: () => sql`case when ${factColumn('source')} = 'datacamp' and ${factColumn('content_id')} = '-1' then 'deleted'
      else ${factColumn('source')} || '/' || ${factColumn('content_type')} || '/' || ${factColumn('content_id')} end`,
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
      text: sql`person_names.name`,
    },
    learnerRows: true,
  },
} as const satisfies Readonly<Record<string, Dimension>>

/** Only for facts that list them and have a column of the name. */
const factDimensions = {
  score_group: {
    label: 'Score group',
    description: 'The group that DataCamp stored with the attempt, never recomputed from the score.',
    kind: 'text',
    key: () => sql`coalesce(${factColumn('score_group')}, ${notSet})`,
  },
} as const satisfies Readonly<Record<string, Dimension>>

export type FactDimension = keyof typeof factDimensions
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

export function isFactDimension(name: DimensionName): name is FactDimension {
  return Object.hasOwn(factDimensions, name)
}
