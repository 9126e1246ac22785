/** Attempts at certifications; a person may have several at the same one. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, quantile, type Columns, type Context, type Db, type FactRow } from '../fact'
import { accountOf, loadedAt, ofAsked, personOf } from './datacamp-rows'

interface CertificationRow extends FactRow {
  certification: number | null
  certification_version: 'v1' | 'v2'
  is_granted: boolean
  /** Granted, or expired when the data was loaded. */
  is_resolved: boolean
  days_to_grant: number | null
  /** From the moment of the data until an open attempt expires; null: it does not, or it is resolved. */
  days_left: number | null
  /** Furthest stage reached; 0 is the registration. */
  stage: number
}

/** Since June 2022 a registration runs out after so many days. */
export const REGISTRATION_DAYS = 30

/** In their order; the furthest that an attempt shows is the one it reached, so that none is skipped. */
export const stages = {
  v1: [
    'Registered',
    'Assessments passed',
    'Coding challenge passed',
    'Practical exam ready',
    'Practical exam submitted',
    'Granted',
  ],
  v2: [
    'Registered',
    'Exam started',
    'Exam completed',
    'Exam passed',
    'Practical exam ready',
    'Practical exam submitted',
    'Granted',
  ],
} as const

const submitted = sql`coalesce(fact.first_case_study_submitted_at, fact.last_case_study_submitted_at) is not null`

/** `at`: what places an attempt in time. A registration was no part of every v1 attempt; then the first sign counts. */
const attemptsAt = (
  at: 'registered' | 'granted',
  context: Pick<Context, 'asOf' | 'person'>,
): RawBuilder<CertificationRow> => sql`(
  select ${
    at === 'granted'
      ? sql`attempt.certificate_granted_at`
      : sql`coalesce(attempt.registered_at, least(attempt.assessments_passed_at, attempt.coding_challenge_passed_at,
          attempt.first_exam_started_at, attempt.first_exam_completed_at, attempt.exam_last_passed_at, attempt.case_study_ready_at,
          attempt.first_case_study_submitted_at, attempt.last_case_study_submitted_at, attempt.certificate_granted_at, attempt.expired_at))::date`
  } as day, attempt.person_id, 'datacamp' as source, 'certification' as content_type,
    coalesce(attempt.certification_id::text, '') as content_id, null::text as technology,
    attempt.certification_id as certification, attempt.version as certification_version,
    attempt.certificate_granted_at is not null as is_granted,
    attempt.certificate_granted_at is not null or coalesce(attempt.expired_at < ${loadedAt(context)}, false) as is_resolved,
    attempt.certificate_granted_at - attempt.registered_at::date as days_to_grant,
    case when attempt.certificate_granted_at is null and attempt.expired_at >= ${loadedAt(context)}
      then extract(epoch from attempt.expired_at - ${loadedAt(context)}) / 86400 end as days_left,
    attempt.stage, attempt.user_certification_id, attempt.registered_at, attempt.expired_at
  from (
    select fact.*, ${personOf('fact.user_id')} as person_id, version.version, case version.version
      when 'v1' then case
        when fact.certificate_granted_at is not null then 5
        when ${submitted} then 4
        when fact.case_study_ready_at is not null then 3
        when fact.coding_challenge_passed_at is not null or fact.is_passed_challenges then 2
        when fact.assessments_passed_at is not null or fact.is_passed_assessments then 1
        else 0 end
      else case
        when fact.certificate_granted_at is not null then 6
        when ${submitted} then 5
        when fact.case_study_ready_at is not null then 4
        when fact.exam_last_passed_at is not null or fact.is_passed_exams then 3
        when fact.first_exam_completed_at is not null then 2
        when fact.first_exam_started_at is not null then 1
        else 0 end end as stage
    from datacamp.certification_fact as fact
    cross join lateral (select case when fact.certification_id in (1, 2) then 'v1' else 'v2' end as version) as version
    ${accountOf('fact.user_id')}
    where ${ofAsked(context, 'fact.user_id')}
  ) as attempt)`

const column = (name: string) => `datacamp.certification_fact.${name}`
const granted = column('certificate_granted_at')
const notPlaced = 'Attempts without any date.'

export const certificationGrants = defineFact(
  (db: Db, context: Context) => db.selectFrom(attemptsAt('granted', context).as('attempt')).selectAll(),
  {
    name: 'certification_grants',
    description: 'Certificates on the day they were granted.',
    dimensions: ['certification', 'certification_version'],
    metrics: {
      certifications_granted: {
        label: 'Certifications granted',
        description: 'Attempts at certifications that were granted a certificate in the period.',
        unit: 'items',
        format: 'count',
        formula: 'Attempts (user_certification_id) by certificate_granted_at.',
        readFrom: [column('user_certification_id'), granted],
        additive: true,
        ofPerson: () => sql`count(*)`,
        counts: (read) => sql`${read('is_granted')}`,
      },
      days_to_grant: {
        label: 'Median days to certificate',
        description: 'Half of the certificates granted in the period took at most this many days from registration.',
        ...daysToGrant(0.5),
      },
      days_to_grant_q1: {
        label: 'Days to certificate, first quartile',
        description:
          'A quarter of the certificates granted in the period took at most this many days from registration.',
        ...daysToGrant(0.25),
      },
      days_to_grant_q3: {
        label: 'Days to certificate, third quartile',
        description:
          'Three quarters of the certificates granted in the period took at most this many days from registration.',
        ...daysToGrant(0.75),
      },
    },
  },
)

function daysToGrant(share: number) {
  return {
    unit: 'days',
    format: 'days',
    formula: `Continuous quantile (${share}) of the day of certificate_granted_at − the day of registered_at: the grant has no time of day.`,
    readFrom: [granted, column('registered_at')],
    leftOut: ['Attempts without a registration.', 'Attempts granted before they were registered.'],
    additive: false,
    ofRows: quantile<CertificationRow>('days_to_grant', share),
    counts: (read: Columns<CertificationRow>) => sql<boolean>`${read('days_to_grant')} >= 0`,
  } as const
}

const people = { unit: 'people', format: 'count', leftOut: [notPlaced], additive: false } as const

export const certificationAttempts = defineFact(
  (db: Db, context: Context) => db.selectFrom(attemptsAt('registered', context).as('attempt')).selectAll(),
  {
    name: 'certification_attempts',
    description: 'Attempts at certifications on the day of registration.',
    dimensions: ['certification', 'certification_version'],
    metrics: {
      certification_attempts: {
        label: 'Certification attempts',
        description: 'Attempts at certifications that were registered in the period.',
        unit: 'items',
        format: 'count',
        formula: 'Attempts (user_certification_id) by registered_at, or by their first date where that is missing.',
        readFrom: [column('user_certification_id'), column('registered_at')],
        leftOut: [notPlaced],
        additive: true,
        ofPerson: () => sql`count(*)`,
        counts: () => sql`true`,
      },
      certification_attempts_open: {
        label: 'Certification attempts still open',
        description: 'Attempts registered in the period that are neither granted nor expired.',
        unit: 'items',
        format: 'count',
        formula: 'Attempts without certificate_granted_at whose expired_at does not lie before the moment of the data.',
        readFrom: [granted, column('expired_at')],
        leftOut: [notPlaced],
        additive: true,
        ofPerson: () => sql`count(*)`,
        counts: (read) => sql`not ${read('is_resolved')}`,
      },
      certification_attempts_running_out: {
        label: 'Registrations running out',
        description: `Open attempts that expire within ${REGISTRATION_DAYS} days after the moment of the data.`,
        unit: 'items',
        format: 'count',
        formula: `Attempts without certificate_granted_at whose expired_at lies 0 to ${REGISTRATION_DAYS} days after the moment of the data.`,
        readFrom: [granted, column('expired_at')],
        leftOut: [notPlaced, 'Open attempts that never expire.'],
        additive: true,
        ofPerson: () => sql`count(*)`,
        counts: (read) => sql`${read('days_left')} <= ${REGISTRATION_DAYS}::int`,
      },
      certification_people_resolved: {
        label: 'People with a resolved attempt',
        description: 'Distinct people with an attempt registered in the period that is granted or expired.',
        formula: 'Distinct people with an attempt granted, or with expired_at before the moment of the data.',
        readFrom: [granted, column('expired_at')],
        ...people,
        counts: (read) => sql`${read('is_resolved')}`,
      },
      certification_people_granted: {
        label: 'People with a granted attempt',
        description: 'Distinct people with an attempt registered in the period that was granted.',
        formula: 'Distinct people with an attempt with certificate_granted_at.',
        readFrom: [granted],
        ...people,
        counts: (read) => sql`${read('is_granted')}`,
      },
    },
  },
)
