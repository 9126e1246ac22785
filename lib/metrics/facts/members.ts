/** Who was there to learn: a row per person on every day on which that, or their teams, may have become another. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, type Context, type Db, type FactRow } from '../fact'

/**
 * A person is known from the first account (or sign of learning) until all accounts are deleted. Each bucket begins with a row, and
 * whoever comes, joins or leaves within it has one on that day: so whatever the membership rule asks for is found in it. Most people
 * are known throughout; only of the others it is worked out since and until when.
 */
const observed = (context: Context): RawBuilder<FactRow> => {
  const { from, to, starts } = context
  const within = (day: string) =>
    sql`${sql.ref(day)} > ${from}::date and ${sql.ref(day)} <= ${to}::date and ${isAsked(context, 'changed.person_id')}`
  return sql`(
    with partly as materialized (
      select changed.person_id from mart.identity as changed
      join datacamp.user_dim as learner
        on learner.user_id = case changed.source when 'datacamp' then nullif(changed.source_id, '')::bigint end
      where (learner.registered_at::date > ${from}::date or learner.deleted_at::date < ${to}::date)
        and ${isAsked(context, 'changed.person_id')}
      union
      select changed.person_id from mart.identity as changed
      join skilljar.student as student on student.student_id = case changed.source when 'skilljar' then changed.source_id end
      where student.created_at::date > ${from}::date and ${isAsked(context, 'changed.person_id')}
    ), span as materialized (
      select own.person_id,
        least(min(coalesce(case own.source when 'datacamp' then learner.registered_at else student.created_at end::date, '-infinity')),
          min(known.first_evidence)) as since,
        greatest(max(coalesce(case own.source when 'datacamp' then learner.deleted_at end::date, 'infinity')),
          max(known.last_evidence)) as until
      from partly
      join mart.identity as own on own.person_id = partly.person_id
      join mart.person as known on known.person_id = own.person_id
      left join datacamp.user_dim as learner
        on learner.user_id = case own.source when 'datacamp' then nullif(own.source_id, '')::bigint end
      left join skilljar.student as student on student.student_id = case own.source when 'skilljar' then own.source_id end
      group by own.person_id
    ), everybody as materialized (
      select changed.person_id from mart.person as changed where ${isAsked(context, 'changed.person_id')}
    )
    select moment.day, moment.person_id, 'datacamp' as source, 'membership' as content_type, '' as content_id, null::text as technology
    from (
      select everybody.person_id, start.day from everybody, unnest(${starts()}::date[]) as start (day)
      union all select changed.person_id, changed.joined from mart.person_team as changed where ${within('changed.joined')}
      union all select changed.person_id, changed."left" from mart.person_team as changed where ${within('changed.left')}
      union all select changed.person_id, changed.since from span as changed where ${within('changed.since')}
    ) as moment
    left join span on span.person_id = moment.person_id
    where moment.day between coalesce(span.since, '-infinity') and coalesce(span.until, 'infinity'))`
}

/** Everybody else has no row that counts; leaving them unread is what makes a single team quick. */
function isAsked({ teams }: Context, person: string): RawBuilder<boolean> {
  if (teams === undefined) return sql`true`
  return sql`${sql.ref(person)} in (select asked.person_id from mart.person_team as asked where asked.team_id = any(${teams}::bigint[]))`
}

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
