/** Dimensions that only some facts have: those list them, and have a column of the name. */
import { sql } from 'kysely'
import { notSet } from '@/lib/filters/filters'
import { namedBy, ownColumn, type Dimension } from './dimension'
import type { DimensionName } from './dimensions'
import { factColumn } from './fact'
import { accountNames, inLocation, inTimeZone } from './session-places'
import { offerTypeName, paymentProcessorName, promoCodeName } from './sold-names'

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
    readFrom: ['datacamp.certification_dim.certification_name'],
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
    readFrom: ['datacamp.track_dim.title'],
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
    description: 'Who holds the live session, as Skilljar names them, whatever the blanks and capitals.',
    ...ownColumn('instructor'),
  },
  account: {
    label: 'Live-training account',
    description: 'The account over which the live session is held: a calendar, Zoom, Webex or GoTo.',
    kind: 'text',
    key: () => sql`nullif(trim(${factColumn('account')}), '')`,
    name: namedBy(
      'Account name',
      'account',
      sql`${accountNames} as account_names on account_names.vilt_account_id = cells.account`,
    ),
    readFrom: ['skilljar.vilt_account.vilt_account_type'],
  },
  session_state: {
    label: 'State of the session',
    description: 'held, planned or cancelled when the data was loaded.',
    ...ownColumn('session_state'),
  },
  attendance: {
    label: 'Attendance',
    description: `attended, no_show or unmarked; "${notSet}" for sessions that are not held.`,
    ...ownColumn('attendance'),
  },
  location: {
    label: 'Location',
    description:
      'Where the events of the live session take place, by the name that Skilljar lists; links that it does not list stand by their host. A session in two places is in both rows.',
    kind: 'text',
    beside: inLocation,
    key: () => sql`coalesce(in_location.location, ${notSet})`,
    overlaps: true,
    readFrom: ['skilljar.vilt_session_event.location', 'skilljar.vilt_location.name'],
  },
  time_zone: {
    label: 'Time zone',
    description:
      'Zone in which the events of the live session were announced, as Skilljar stores it; a session with two is in both rows.',
    kind: 'text',
    beside: inTimeZone,
    key: () => sql`coalesce(in_time_zone.time_zone, ${notSet})`,
    overlaps: true,
    readFrom: ['skilljar.vilt_session_event.timezone'],
  },
  currency: {
    label: 'Currency',
    description: 'Currency of the listed price; amounts of two currencies are never added.',
    ...ownColumn('currency'),
  },
  offer_type: {
    label: 'Offer type',
    description: 'What was sold: published_course, published_path, domain or plan.',
    ...ownColumn('offer_type'),
    name: offerTypeName,
  },
  payment_processor: {
    label: 'Payment processor',
    description: 'Who took the payment, as Skilljar names them; NONE where nothing was to be paid.',
    ...ownColumn('payment_processor'),
    name: paymentProcessorName,
  },
  promo_code: {
    label: 'Promo code',
    description: `Id of the promo code that the purchase was made with; "${notSet}" for those without.`,
    ...ownColumn('promo_code'),
    name: promoCodeName,
    readFrom: ['skilljar.promo_code.code', 'skilljar.promo_code_pool.bulk_purchase_id'],
  },
  expiry_kind: {
    label: 'What ends',
    description: 'Assignment due, certification registration, course access, certificate, path or domain membership.',
    ...ownColumn('expiry_kind'),
  },
  channel: {
    label: 'Channel',
    description: 'The way in which the enrolment or the code was made.',
    ...ownColumn('channel'),
  },
  scorm_status: {
    label: 'SCORM status',
    description: 'What the latest attempt reported: passed, completed, failed, incomplete and the like.',
    ...ownColumn('scorm_status'),
  },
  web_package: {
    label: 'SCORM package',
    description: 'Uploaded package that the module belongs to; it may hold several modules.',
    kind: 'text',
    key: () => factColumn('web_package'),
    name: namedBy(
      'Package title',
      'web_package',
      sql`(select web_package_id, nullif(trim(title), '') as name from skilljar.web_package) as web_package_names
        on web_package_names.web_package_id = cells.web_package`,
      'Unknown package',
    ),
    readFrom: ['skilljar.web_package.title'],
  },
} as const satisfies Readonly<Record<string, Dimension>>

export type FactDimension = keyof typeof factDimensions

export function isFactDimension(name: DimensionName): name is FactDimension {
  return Object.hasOwn(factDimensions, name)
}
