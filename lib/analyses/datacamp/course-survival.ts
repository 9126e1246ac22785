/** How long DataCamp and Skilljar courses stay open, those still open counted as far as they were seen (Kaplan–Meier). */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { addDays } from '@/lib/filters/days'
import { defineFact, type Context, type Db, type FactRow } from '@/lib/metrics/fact'
import { access } from '@/lib/metrics/facts/course-pairs'
import { readRows } from '@/lib/metrics/read-rows'
import { kaplanMeier, type Observed, type SurvivalStep } from '@/lib/statistics/kaplan-meier'
import { factRows, selectionOf, type AnalysisQuery } from '../analysis'

interface SpanRow extends FactRow {
  /** How a Skilljar enrolment was made. */
  channel: string | null
  /** Until the completion, or as far as the data reaches. */
  seconds: number
  is_completed: boolean
}

const DAY = 86_400
const HOUR = 3_600
/** Up to here every second counts; of more, none would be seen in a curve. */
const mostExact = 100_000

const spans = ({ from, to, asOf }: Context): RawBuilder<SpanRow> => {
  const newest = (moment: string | null) => sql`(${moment}::timestamptz at time zone 'UTC')`
  const loaded = sql`case pair.source when 'datacamp' then ${newest(asOf.datacamp)} else ${newest(asOf.skilljar)} end`
  return sql`(
    select pair.started_at::date as day, pair.person_id, pair.source, 'course' as content_type, pair.course_id as content_id,
      pair.technology, extract(epoch from coalesce(pair.completed_at, ${loaded}) - pair.started_at) as seconds,
      pair.completed_at is not null as is_completed, access.channel
    from mart.course_progress as pair
    left join ${access} as access
      on pair.source = 'skilljar' and access.learner_id = pair.learner_id and access.course_id = pair.course_id
    where pair.started_at >= ${from}::timestamp and pair.started_at < ${addDays(to, 1)}::timestamp)`
}

export const courseSpans = defineFact(
  (db: Db, context: Context) => db.selectFrom(spans(context).as('span')).selectAll(),
  {
    name: 'course_spans',
    ofPeriod: true,
    description: 'Courses started, with how long they were seen open.',
    dimensions: ['channel'],
    metrics: {},
  },
)

export interface Survival {
  readonly steps: readonly SurvivalStep[]
  readonly completed: number
  readonly open: number
  /** Whether more people stand behind it than this reader must see. */
  readonly isSmall: boolean
}

/** Time in days. Completed before started, or started after the data was loaded: an anomaly, left out. */
export async function courseSurvival(reader: ScopedReader, query: AnalysisQuery): Promise<Survival> {
  const platform = query.parameters?.platform ?? 'datacamp'
  const from = sql`${factRows(reader, courseSpans, selectionOf(reader, query))}
    where fact.source = ${platform} and fact.seconds >= 0`
  const [all = { pairs: 0, people: 0 }] = await readRows<{ pairs: number; people: number }>(
    reader,
    sql`select count(*)::int as pairs, count(distinct fact.person_id)::int as people from ${from}`.compile(reader.db),
  )
  if (all.people < reader.scope.minimumCell) return { steps: [], completed: 0, open: 0, isSmall: all.people > 0 }
  const step = all.pairs <= mostExact ? 1 : HOUR
  const observed = await readRows<Observed>(
    reader,
    sql`
      select (ceil(fact.seconds / ${step}::numeric) * ${step}::numeric / ${DAY}::numeric)::float8 as time,
        (count(*) filter (where fact.is_completed))::int as events,
        (count(*) filter (where not fact.is_completed))::int as censored
      from ${from}
      group by 1`.compile(reader.db),
  )
  const sum = (of: 'events' | 'censored') => observed.reduce((total, row) => total + row[of], 0)
  return { steps: kaplanMeier(observed), completed: sum('events'), open: sum('censored'), isSmall: false }
}

export const survivalReadFrom = [
  'datacamp.course_fact.started_at',
  'datacamp.course_fact.completed_at',
  'skilljar.student_lesson_session_time_hourly.hour_starts_at',
  'skilljar.student_course_progress.completed_at',
] as const

export const survivalLeftOut = [
  'Pairs completed before they were started (see Data quality).',
  'Deleted courses (id -1), which cannot be told apart.',
  'Of more than 100,000 starts, fractions of an hour: times are rounded up to the hour.',
] as const

export const platformParameter = {
  platform: { description: 'The platform.', values: ['datacamp', 'skilljar'], absent: 'datacamp' },
} as const
