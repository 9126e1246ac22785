/** Who may use which Skilljar domain: each student and domain once, however often they joined. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, type Columns, type Context, type Db } from '../fact'
import { always, count, joinPerson, loadedAt, ofAsked, type SkilljarRow } from './skilljar-rows'

interface MembershipRow extends SkilljarRow {
  is_active: boolean
  /** Days after the load on which the last access ends; null: never, or it has ended. */
  days_left: number | null
}

/** The state has no day of its own: it stands at the end of whatever period is asked for. */
const memberships = (context: Context, day: 'joined' | 'now'): RawBuilder<MembershipRow> => {
  const loaded = loadedAt(context)
  return sql`(
  select ${day === 'joined' ? sql`pair.joined_at::date` : sql`${context.to}::date`} as day, identity.person_id, 'skilljar' as source,
    'domain' as content_type, pair.domain_id as content_id, null::text as technology, 'domain/' || nullif(pair.domain_id, '') as published,
    pair.is_active, case when not pair.is_endless then extract(epoch from pair.ends_at - ${loaded}) / 86400 end as days_left
  from (
    select student_id, coalesce(domain_id, '') as domain_id, min(created_at) as joined_at, coalesce(bool_or(has_access), false) as is_active,
      coalesce(bool_or(has_access and expires_at is null), false) as is_endless, max(expires_at) filter (where has_access) as ends_at
    from (
      select student_id, domain_id, created_at, expires_at,
        coalesce(is_active and (expires_at is null or expires_at >= ${loaded}), false) as has_access
      from skilljar.domain_membership
      where ${ofAsked(context, 'student_id')}
    ) as membership
    group by 1, 2
  ) as pair
  ${joinPerson('pair.student_id')}
  where ${day === 'joined' ? sql`pair.joined_at is not null` : sql`true`})`
}

const joined = (db: Db, context: Context) => db.selectFrom(memberships(context, 'joined').as('membership')).selectAll()
const now = (db: Db, context: Context) => db.selectFrom(memberships(context, 'now').as('membership')).selectAll()

const readFrom = ['student_id', 'domain_id', 'is_active', 'expires_at'].map(
  (column) => `skilljar.domain_membership.${column}`,
)
const repeated = 'Further memberships of the same student in the same domain.'
const noTime = 'The state when the data was loaded; the period changes nothing.'
const ofPairs = { unit: 'items', format: 'count', additive: true, ofPerson: count } as const
const ofState = { ...ofPairs, readFrom, leftOut: [repeated, noTime] } as const

export const membershipsMade = defineFact(joined, {
  name: 'memberships_made',
  description: 'Memberships of Skilljar domains, one per student and domain, on the day of the first.',
  published: 'published',
  metrics: {
    memberships_new: {
      ...ofPairs,
      label: 'New domain memberships',
      description: 'Students who joined a Skilljar domain in the period, each student and domain once.',
      formula: 'Pairs of student and domain by the day of min(created_at) of their memberships.',
      readFrom: ['student_id', 'domain_id', 'created_at'].map((column) => `skilljar.domain_membership.${column}`),
      leftOut: [repeated],
      counts: always,
    },
  },
})

const isActive = (column: Columns<MembershipRow>) => sql<boolean>`${column('is_active')}`
const endsWithin = (after: number, until: number) => (column: Columns<MembershipRow>) =>
  sql<boolean>`coalesce(${column('days_left')} >= ${after}::int and ${column('days_left')} < ${until}::int, false)`

const expiring = (after: number, until: number) =>
  ({
    ...ofState,
    label: after === 0 ? `Memberships expiring in ${until} days` : `Memberships expiring in ${after + 1}–${until} days`,
    description: `Domain memberships whose access ends ${after === 0 ? `within ${until} days of` : `${after + 1} to ${until} days after`} the load.`,
    formula: `Memberships with access whose last expires_at lies at least ${after} and less than ${until} × 24 hours after the moment of the data.`,
    counts: endsWithin(after, until),
  }) as const

export const membershipsNow = defineFact(now, {
  name: 'memberships',
  description: 'Memberships of Skilljar domains, one per student and domain, as they stood when the data was loaded.',
  published: 'published',
  metrics: {
    memberships_active: {
      ...ofState,
      label: 'Memberships with access',
      description: 'Domain memberships that gave access when the data was loaded.',
      formula: 'Pairs of student and domain with a membership that is_active and whose expires_at has not passed.',
      counts: isActive,
      sumOf: ['memberships_expiring_30', 'memberships_expiring_60', 'memberships_expiring_90', 'memberships_lasting'],
    },
    memberships_ended: {
      ...ofState,
      label: 'Memberships without access',
      description: 'Domain memberships that were switched off or have expired.',
      formula: 'Pairs of student and domain without a membership that is_active and whose expires_at has not passed.',
      counts: (column) => sql`not ${isActive(column)}`,
    },
    memberships_expiring_30: expiring(0, 30),
    memberships_expiring_60: expiring(30, 60),
    memberships_expiring_90: expiring(60, 90),
    memberships_lasting: {
      ...ofState,
      label: 'Memberships lasting longer',
      description: 'Domain memberships whose access lasts more than 90 days, or for ever.',
      formula:
        'Memberships with access without an expires_at, or with one at least 90 × 24 hours after the moment of the data.',
      counts: (column) => sql`${isActive(column)} and coalesce(${column('days_left')} >= 90, true)`,
    },
  },
})
