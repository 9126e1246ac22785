/** Certificates of Skilljar courses, once each, by the day on which they were issued. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, type Context, type Db } from '../fact'
import { count, joinPerson, loadedAt, ofAsked, type SkilljarRow } from './skilljar-rows'

export interface CertificateRow extends SkilljarRow {
  channel: string | null
  expires_at: string | null
}

/** A certificate names no student; the student's first enrolment that holds it does. */
const certificates = (context: Context, day: 'issued' | 'expiring'): RawBuilder<CertificateRow> => sql`(
  select ${day === 'issued' ? sql`certificate.completed_at::date` : sql`${context.to}::date`} as day, identity.person_id,
    'skilljar' as source, 'course' as content_type, coalesce(owner.published_course_id, '') as content_id, null::text as technology,
    'course/' || owner.published_course_id as published, owner.channel,
    certificate.expires_at
  from skilljar.certificate
  left join (
    select distinct on (certificate_id, student_id) certificate_id, student_id, published_course_id, channel
    from skilljar.enrollment
    where certificate_id is not null and ${ofAsked(context, 'student_id')}
    order by certificate_id, student_id, enrolled_at, enrollment_id collate "C"
  ) as owner on owner.certificate_id = certificate.certificate_id
  ${joinPerson('owner.student_id')}
  ${
    day === 'issued'
      ? sql`where certificate.completed_at is not null`
      : sql`where certificate.expires_at >= ${loadedAt(context)}
        and certificate.expires_at < ${loadedAt(context)} + make_interval(days => ${context.windowDays}::int)`
  })`

const issued = (db: Db, context: Context) =>
  db.selectFrom(certificates(context, 'issued').as('certificate')).selectAll()
const expiring = (db: Db, context: Context) =>
  db.selectFrom(certificates(context, 'expiring').as('certificate')).selectAll()

const ofCertificates = {
  unit: 'items',
  format: 'count',
  additive: true,
  ofPerson: count,
  counts: () => sql<boolean>`true`,
} as const

export const certificatesIssued = defineFact(issued, {
  name: 'certificates',
  description: 'Certificates of Skilljar courses, each once, by the day on which they were issued.',
  dimensions: ['channel'],
  published: 'published',
  metrics: {
    certificates_issued: {
      ...ofCertificates,
      label: 'Certificates issued',
      description: 'Certificates of Skilljar courses that were issued in the period.',
      formula: 'Certificates by completed_at; enrolments that share one do not multiply it.',
      readFrom: ['skilljar.certificate.completed_at', 'skilljar.enrollment.certificate_id'],
    },
  },
})

export const certificatesExpiring = defineFact(expiring, {
  name: 'certificates_expiring',
  description: 'Certificates of Skilljar courses that expire soon after the data was loaded, whatever the period.',
  dimensions: ['channel'],
  published: 'published',
  metrics: {
    certificates_expiring: {
      ...ofCertificates,
      label: 'Certificates expiring',
      description: 'Certificates that expire within the window (30 days unless chosen) after the data was loaded.',
      formula:
        'Certificates with expires_at from the moment of the load to window_days after it; the period changes nothing.',
      readFrom: ['skilljar.certificate.expires_at', 'skilljar.enrollment.certificate_id'],
      leftOut: ['Certificates that have expired already, and those that never do.'],
    },
  },
})
