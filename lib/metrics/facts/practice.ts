/** Practice: sessions have no end, so there is volume and no completion rate. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, type Columns, type Context, type Db, type FactRow } from '../fact'
import { accountOf, dayOfNumber, filled, numberOfDay, personOf } from './datacamp-rows'

interface PracticeRow extends FactRow {
  /** Deleted practices are all the same, and no session of their own. */
  is_session: boolean
  is_mobile: boolean | null
  seconds: number
  xp: number
}

const sessions = ({ from, to }: Context): RawBuilder<PracticeRow> => sql`(
  select session.day, ${personOf('session.user_id')} as person_id, 'datacamp' as source, 'practice' as content_type,
    coalesce(session.practice_id::text, '') as content_id,
    case when session.practice_id is distinct from -1 then ${filled('described.technology')} end as technology,
    session.practice_id is distinct from -1 as is_session, session.is_mobile, session.seconds, session.xp
  from (
    select fact.user_id, fact.practice_id, ${dayOfNumber('fact.date_id')} as day, bool_or(fact.is_mobile) as is_mobile,
      coalesce(sum(greatest(fact.time_spent, 0)), 0) as seconds, coalesce(sum(fact.xp), 0) as xp
    from datacamp.practice_fact as fact
    where fact.date_id between ${numberOfDay(from)}::bigint and ${numberOfDay(to)}::bigint
    group by fact.user_id, fact.practice_id, fact.date_id
  ) as session
  left join datacamp.practice_dim as described using (practice_id)
  ${accountOf('session.user_id')}
  where session.day is not null)`

const rows = (db: Db, context: Context) => db.selectFrom(sessions(context).as('session')).selectAll()

const column = (name: string) => `datacamp.practice_fact.${name}`
const leftOut = ['Deleted practices (id -1), which cannot be told apart.']
const isSession = (read: Columns<PracticeRow>) => sql<boolean>`${read('is_session')}`
const session = { unit: 'items', format: 'count', additive: true, ofPerson: () => sql`count(*)` } as const

export const practice = defineFact(rows, {
  name: 'practice',
  description: 'Practice per learner, practice and day.',
  ofPeriod: true,
  metrics: {
    practice_sessions: {
      ...session,
      label: 'Practice sessions',
      description: 'Days on which somebody worked on a practice, each practice of the day by itself.',
      formula: 'Distinct user, practice and day.',
      readFrom: [column('user_id'), column('practice_id'), column('date_id'), 'datacamp.practice_dim.technology'],
      leftOut,
      counts: isSession,
    },
    practice_sessions_mobile: {
      ...session,
      label: 'Practice sessions on mobile',
      description: 'Practice sessions at least partly on a phone.',
      formula: 'Distinct user, practice and day with is_mobile.',
      readFrom: [column('is_mobile')],
      leftOut,
      counts: (read) => sql`${isSession(read)} and coalesce(${read('is_mobile')}, false)`,
    },
    practice_sessions_browser: {
      ...session,
      label: 'Practice sessions in the browser',
      description: 'Practice sessions without a phone.',
      formula: 'Distinct user, practice and day where is_mobile is filled and never true.',
      readFrom: [column('is_mobile')],
      leftOut,
      counts: (read) => sql`${isSession(read)} and not coalesce(${read('is_mobile')}, true)`,
    },
    practice_sessions_unplaced: {
      ...session,
      label: 'Practice sessions that do not say where',
      description: 'Practice sessions of which nobody knows whether they were on a phone.',
      formula: 'Distinct user, practice and day where is_mobile is never filled.',
      readFrom: [column('is_mobile')],
      leftOut,
      counts: (read) => sql`${isSession(read)} and ${read('is_mobile')} is null`,
    },
    practice_sessions_placed: {
      ...session,
      label: 'Practice sessions known to be on mobile or not',
      description: 'What the mobile share divides by.',
      formula: 'Distinct user, practice and day where is_mobile is filled.',
      readFrom: [column('is_mobile')],
      leftOut,
      counts: (read) => sql`${isSession(read)} and ${read('is_mobile')} is not null`,
    },
    practice_learners: {
      label: 'People who practised',
      description: 'Distinct people with a practice session in the period.',
      unit: 'people',
      format: 'count',
      formula: 'Distinct people with a session.',
      readFrom: [column('user_id'), column('date_id')],
      leftOut,
      additive: false,
      counts: isSession,
    },
    practice_hours: {
      label: 'Practice hours',
      description: 'Time spent in practice; a part of learning hours.',
      unit: 'hours',
      format: 'hours',
      formula: 'Sum of time_spent divided once by 3,600.',
      readFrom: [column('time_spent')],
      leftOut: ['Negative time.', 'Mobile time, which DataCamp does not report.'],
      additive: true,
      ofPerson: (read) => sql`sum(${read('seconds')})`,
      counts: (read) => sql`${read('seconds')} <> 0`,
      dividedBy: 3_600,
    },
    practice_xp: {
      label: 'Practice XP',
      description: 'XP gained in practice; a part of XP.',
      unit: 'XP',
      format: 'count',
      formula: 'Sum of xp.',
      readFrom: [column('xp')],
      additive: true,
      ofPerson: (read) => sql`sum(${read('xp')})`,
      counts: (read) => sql`${read('xp')} <> 0`,
    },
  },
})
