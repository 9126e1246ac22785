/** Pairs of learner and course, placed at the day on which something happened to them (mart.course_progress). */
import { sql } from 'kysely'
import { addDays } from '@/lib/filters/days'
import { quantile, type Columns, type Context, type Db } from '../fact'

type Moment = 'enrolled_at' | 'started_at' | 'completed_at'

/** Bounds on the moment itself, so that its index serves. */
export const pairs = (db: Db, { from, to, windowDays, asOf }: Context, moment: Moment) => {
  const at = sql.ref(`pair.${moment}`)
  const window = sql`make_interval(days => ${windowDays}::int)`
  // Worked out once, and not for every row.
  const newest = (moment: string | null) => sql`(${moment}::timestamptz at time zone 'UTC' - ${window})`
  return db
    .selectFrom('mart.course_progress as pair')
    .where(`pair.${moment}`, '>=', from)
    .where(`pair.${moment}`, '<', addDays(to, 1))
    .select([
      sql<string>`${at}::date`.as('day'),
      'pair.person_id',
      'pair.source',
      sql<string>`'course'`.as('content_type'),
      'pair.course_id as content_id',
      'pair.technology',
      // The cohort: whoever had the whole window when the data was loaded.
      sql<boolean>`${at} <= case pair.source when 'datacamp' then ${newest(asOf.datacamp)} else ${newest(asOf.skilljar)} end`.as(
        'is_mature',
      ),
      sql<boolean>`coalesce(pair.completed_at <= ${at} + ${window}, false)`.as('is_in_time'),
      sql<boolean>`pair.completed_at is not null`.as('is_completed'),
      sql<boolean>`coalesce(pair.completed_at >= pair.started_at, false)`.as('is_in_order'),
      sql<number | null>`extract(epoch from pair.completed_at - pair.started_at) / 86400`.as('days'),
    ])
}

/** Per Skilljar pair: whether any of its enrolments gives access now, and how the first was made. */
export const access = sql<{ learner_id: string; course_id: string; is_active: boolean; channel: string | null }>`(
  select coalesce(student_id, '') as learner_id, coalesce(published_course_id, '') as course_id,
    coalesce(bool_or(is_active), false) as is_active,
    (array_agg(channel order by enrolled_at, enrollment_id collate "C"))[1] as channel
  from skilljar.enrollment
  group by 1, 2)`

/** One row of access at most per pair; the join disappears from the plan wherever nobody asks for either. */
export const pairsWithAccess = (db: Db, context: Context, moment: Moment) =>
  pairs(db, context, moment)
    .leftJoin(access.as('access'), (on) =>
      on
        .on('pair.source', '=', 'skilljar')
        .onRef('access.learner_id', '=', 'pair.learner_id')
        .onRef('access.course_id', '=', 'pair.course_id'),
    )
    .select([
      'access.is_active',
      'access.channel',
      sql<boolean>`coalesce(pair.started_at, pair.completed_at) is not null`.as('is_begun'),
    ])

export type PairRow = ReturnType<typeof pairs> extends { execute(): Promise<(infer Row)[]> } ? Row : never

export const datacampOnly = (column: Columns<PairRow>) => sql<boolean>`${column('source')} = 'datacamp'`
export const skilljarOnly = (column: Columns<PairRow>) => sql<boolean>`${column('source')} = 'skilljar'`
export const number = () => sql`count(*)`
export const deletedCourses = 'Deleted courses (id -1), which cannot be told apart.'

/** What a cohort rate divides: pairs with the whole window behind them, and those of them completed within it. */
export const cohort = (of: (column: Columns<PairRow>) => ReturnType<typeof datacampOnly>) => ({
  mature: {
    additive: true,
    ofPerson: number,
    counts: (column: Columns<PairRow>) => sql<boolean>`${of(column)} and ${column('is_mature')}`,
  },
  inTime: {
    additive: true,
    ofPerson: number,
    counts: (column: Columns<PairRow>) =>
      sql<boolean>`${of(column)} and ${column('is_mature')} and ${column('is_in_time')}`,
  },
})

/** Days from start to completion; completed before started is an anomaly and stays out. */
export const daysToComplete = (of: typeof datacampOnly, share: number) => ({
  additive: false,
  ofRows: quantile<PairRow>('days', share),
  counts: (column: Columns<PairRow>) => sql<boolean>`${of(column)} and ${column('is_in_order')}`,
})
