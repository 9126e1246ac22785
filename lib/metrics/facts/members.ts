/** Who was there to learn: a row per person on every day on which that, or their teams, may have become another. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, type Context, type Db, type FactRow } from '../fact'

/**
 * A person is known from the first account (or sign of learning) until all accounts are deleted. Each bucket begins with a row, and
 * whoever comes, joins or leaves within it has one on that day: so whatever the membership rule asks for is found in it.
 */
const observed = ({ from, to, starts }: Context): RawBuilder<FactRow> => sql`(
  with learner as materialized (
    select known.person_id, least(account.since, known.first_evidence) as since, greatest(account.until, known.last_evidence) as until
    from mart.person as known
    join (
      select own.person_id,
        min(coalesce(case own.source when 'datacamp' then learner.registered_at else student.created_at end::date, '-infinity')) as since,
        max(coalesce(case own.source when 'datacamp' then learner.deleted_at end::date, 'infinity')) as until
      from mart.identity as own
      left join datacamp.user_dim as learner
        on learner.user_id = case own.source when 'datacamp' then nullif(own.source_id, '')::bigint end
      left join skilljar.student as student on student.student_id = case own.source when 'skilljar' then own.source_id end
      group by own.person_id
    ) as account on account.person_id = known.person_id
  ), moment as (
    select learner.person_id, start.day from learner, unnest(${starts()}::date[]) as start (day)
    union all select learner.person_id, learner.since from learner
    union all select member.person_id, member.joined from mart.person_team as member
    union all select member.person_id, member."left" from mart.person_team as member
  )
  select moment.day, moment.person_id, 'datacamp' as source, 'membership' as content_type, '' as content_id, null::text as technology
  from moment join learner on learner.person_id = moment.person_id
  where moment.day between ${from}::date and ${to}::date and moment.day between learner.since and learner.until)`

export const members = defineFact(
  (db: Db, context: Context) => db.selectFrom(observed(context).as('observed')).selectAll(),
  {
    name: 'members',
    description: 'People in the days on which they were known, whether they learned or not.',
    ofPeople: true,
    metrics: {
      members_observed: {
        label: 'People observed',
        description:
          'Distinct people with an account in the period, whether they learned or not: of a team, those who were in it.',
        unit: 'people',
        format: 'count',
        formula:
          'Distinct people on the days between their first account (or first sign of learning) and the deletion of their last one, by the membership rule chosen.',
        readFrom: [
          'datacamp.user_dim.registered_at',
          'datacamp.user_dim.deleted_at',
          'datacamp.user_team_bridge.joined_team_date',
          'datacamp.user_team_bridge.left_team_date',
          'skilljar.student.created_at',
        ],
        leftOut: ['Filters of source, technology and content: they choose what people learned, not who was there.'],
        additive: false,
        counts: () => sql`true`,
      },
    },
  },
)
