/** Dimensions that only some facts have: those list them, and have a column of the name. */
import { sql } from 'kysely'
import { notSet } from '@/lib/filters/filters'
import { namedBy, ownColumn, type Dimension } from './dimension'
import type { DimensionName } from './dimensions'
import { factColumn } from './fact'

export const factDimensions = {
  score_group: {
    label: 'Score group',
    description: 'The group that DataCamp stored with the attempt, never recomputed from the score.',
    kind: 'text',
    key: () => sql`coalesce(${factColumn('score_group')}, ${notSet})`,
  },
  assignment_status: {
    label: 'Assignment status',
    description: 'on_time, late, overdue, not_yet_due or no_due_date, as the dates say when the data was loaded.',
    ...ownColumn('assignment_status'),
  },
  completion_status: {
    label: 'Stored assignment status',
    description: 'completed, late, in_progress or missed, as DataCamp stored it.',
    ...ownColumn('completion_status'),
  },
  due_month: {
    label: 'Due month',
    description: `Month in which the assignment is due, like 2026-01; "${notSet}" where nobody said until when.`,
    ...ownColumn('due_month'),
  },
  certification: {
    label: 'Certification',
    description: 'Number of the DataCamp certification.',
    kind: 'integer',
    key: () => factColumn('certification'),
    name: namedBy(
      'Certification name',
      'certification',
      sql`(select certification_id, nullif(trim(certification_name), '') as name from datacamp.certification_dim) as certification_names
        on certification_names.certification_id = cells.certification`,
    ),
  },
  certification_version: {
    label: 'Certification version',
    description: 'v1 (certifications 1 and 2) or v2; the two have other stages.',
    ...ownColumn('certification_version'),
  },
  track: {
    label: 'Track version',
    description: 'Number of the version of a DataCamp track.',
    kind: 'integer',
    key: () => factColumn('track'),
    name: namedBy(
      'Track name',
      'track',
      sql`(
        select track_version_id, coalesce(nullif(trim(title), ''), 'Track version ' || track_version_id) || coalesce(' (' ||
          nullif(concat_ws(', ', 'version ' || version_number, case when archived_at is not null then 'archived' end), '') || ')', '') as name
        from datacamp.track_dim) as track_names on track_names.track_version_id = cells.track`,
      'Unknown track version',
    ),
  },
  track_kind: {
    label: 'Custom or standard track',
    description: `custom or standard; "${notSet}" for versions that are not live any more.`,
    ...ownColumn('track_kind'),
  },
  guided: {
    label: 'Guided or unguided project',
    description: `guided or unguided; "${notSet}" for unknown projects.`,
    ...ownColumn('guided'),
  },
  for_certification: {
    label: 'Project for certification',
    description: `certification or learning; "${notSet}" for unknown projects.`,
    ...ownColumn('for_certification'),
  },
  instructor: {
    label: 'Instructor',
    description: 'Who holds the live session, as Skilljar names them.',
    ...ownColumn('instructor'),
  },
  currency: {
    label: 'Currency',
    description: 'Currency of the listed price; amounts of two currencies are never added.',
    ...ownColumn('currency'),
  },
  channel: {
    label: 'Channel',
    description: 'The way in which the enrolment or the code was made.',
    ...ownColumn('channel'),
  },
} as const satisfies Readonly<Record<string, Dimension>>

export type FactDimension = keyof typeof factDimensions

export function isFactDimension(name: DimensionName): name is FactDimension {
  return Object.hasOwn(factDimensions, name)
}
