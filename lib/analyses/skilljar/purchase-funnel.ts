/** What becomes of purchases: enrolled, started, completed, certified; those refunded are a segment of their own. */
import { sql, type RawBuilder } from 'kysely'
import { timeOf } from '@/lib/metrics/facts/path-rows'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf } from '../analysis'
import { hideSmall, isSmall } from '../hide-small'
import { boughtPurchases } from './purchase-rows'

const stages = ['Bought', 'Enrolled', 'Started', 'Completed a course', 'Certificate'] as const

interface Reached {
  readonly is_refunded: boolean
  readonly stage: number
  readonly purchases: number
  readonly people: number
  readonly learners: number
  readonly median_days: number | null
  readonly timed: number
  readonly people_timed: number
}

/** The first moment of each stage over all enrolments of a purchase. Somebody else's enrolment tells nothing of the buyer. */
const moments = sql`
  own as materialized (
    select bought.purchase_id, bought.learner, enrollment.enrolled_at, enrollment.student_course_progress_id, enrollment.certificate_id
    from bought
    join skilljar.enrollment on enrollment.purchase_id = bought.purchase_id and coalesce(enrollment.student_id, '') = bought.learner
    union all
    -- A path is enrolled in as a whole; its courses have enrolments of their own.
    select bought.purchase_id, bought.learner, ${timeOf('path.enrolled_at')}, null, null
    from bought
    join skilljar.published_path_enrollment as path on path.purchase_id = bought.purchase_id and coalesce(path.student_id, '') = bought.learner
  ), session as (
    select session.student_course_progress_id, coalesce(session.student_id, '') as learner, min(session.hour_starts_at) as first
    from skilljar.student_lesson_session_time_hourly as session
    where session.student_course_progress_id in (select student_course_progress_id from own)
      and mart.parse_number(session.session_time_seconds) is not null
    group by 1, 2
  ), lesson as (
    select student_course_progress_id, min(created_at) as first
    from skilljar.student_lesson_progress
    where student_course_progress_id in (select student_course_progress_id from own)
    group by 1
  ), taken as (
    select own.purchase_id, min(own.enrolled_at) as enrolled, min(coalesce(session.first, lesson.first)) as started,
      min(progress.completed_at) as completed, min(certificate.completed_at) as certified
    from own
    left join skilljar.student_course_progress as progress using (student_course_progress_id)
    left join session on session.student_course_progress_id = own.student_course_progress_id and session.learner = own.learner
    left join lesson on lesson.student_course_progress_id = own.student_course_progress_id
    left join skilljar.certificate on certificate.certificate_id = own.certificate_id
    group by own.purchase_id
  )`

/** Days to a stage from the one before; what was earlier than that is an anomaly and stays out. */
const days = (from: string, to: string): RawBuilder<unknown> => {
  const [before, moment] = [sql.ref(from), sql.ref(to)]
  return sql`case when ${moment} >= ${before} then extract(epoch from ${moment} - ${before}) / 86400 end`
}

/** Of sessions only the hour is known: one in the hour of the enrolment began with it. */
const daysUntilStarted = sql`coalesce(${days('taken.enrolled', 'taken.started')},
  case when taken.started >= date_trunc('hour', taken.enrolled) then 0 end)`

export const purchaseFunnel = defineAnalysis({
  label: 'From purchase to certificate',
  description:
    'Purchases of the period by how far the buyer got with what was bought; those refunded are a segment of their own.',
  formula:
    'Distinct purchases whose furthest stage, over all enrolments of the buyer that name the purchase, is this one or a later one. Days: median from the first moment of the stage before to the first of this one, over purchases with both.',
  readFrom: [
    'skilljar.purchase.purchased_at',
    'skilljar.purchase.refunded_at',
    'skilljar.purchase.state',
    'skilljar.offer.offer_type',
    'skilljar.enrollment.purchase_id',
    'skilljar.enrollment.enrolled_at',
    'skilljar.published_path_enrollment.purchase_id',
    'skilljar.published_path_enrollment.enrolled_at',
    'skilljar.student_lesson_session_time_hourly.hour_starts_at',
    'skilljar.student_lesson_progress.created_at',
    'skilljar.student_course_progress.completed_at',
    'skilljar.certificate.completed_at',
  ],
  leftOut: [
    'Purchases in any state but SUCCESS and REFUNDED.',
    'Enrolments of somebody else than the buyer, as those that codes of a bulk purchase give.',
  ],
  columns: [
    { name: 'segment', label: 'Segment', kind: 'text' },
    { name: 'stage', label: 'Stage', kind: 'text' },
    { name: 'position', label: 'Position', kind: 'number', format: 'count' },
    { name: 'purchases', label: 'Purchases', kind: 'number', format: 'count' },
    { name: 'learners', label: 'Buyers', kind: 'number', format: 'count' },
    { name: 'share', label: 'Of the segment', kind: 'number', format: 'percent' },
    { name: 'median_days', label: 'Median days from the stage before', kind: 'number', format: 'days' },
    { name: 'timed', label: 'Purchases behind the median', kind: 'number', format: 'count' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  async rows(reader, query) {
    const statement = sql<Reached>`
      with bought as materialized (
        select fact.purchase_id, fact.person_id, coalesce(fact.student_id, '') as learner, fact.purchased_at, fact.is_refunded
        from ${factRows(reader, boughtPurchases, selectionOf(reader, query))}
      ), ${moments}, reached as (
        select bought.is_refunded, bought.person_id, case
            when taken.certified is not null then 4 when taken.completed is not null then 3
            when taken.started is not null then 2 when taken.purchase_id is not null then 1 else 0 end as furthest,
          array[null, ${days('bought.purchased_at', 'taken.enrolled')}, ${daysUntilStarted},
            ${days('taken.started', 'taken.completed')}, ${days('taken.completed', 'taken.certified')}]::float8[] as days
        from bought left join taken using (purchase_id)
      )
      select is_refunded, at.stage, count(*)::int as purchases, count(distinct coalesce(person_id, 0))::int as people,
        count(distinct person_id)::int as learners,
        percentile_cont(0.5) within group (order by days[at.stage + 1]) as median_days, count(days[at.stage + 1])::int as timed,
        count(distinct person_id) filter (where days[at.stage + 1] is not null)::int as people_timed
      from reached cross join lateral generate_series(0, furthest) as at (stage)
      group by is_refunded, at.stage`
    const reached = await readRows<Reached>(reader, statement.compile(reader.db))
    const { minimumCell: minimum } = reader.scope
    const segments = [false, true].map((isRefunded) => reached.filter((row) => row.is_refunded === isRefunded))
    const bought = reached.filter(({ stage }) => stage === 0)
    // Purchases of both segments are a number of their own, from which a small one would be what is left.
    const isLeft = bought.some(({ people }) => people < minimum)
    const whole = isLeft
      ? {
          purchases: bought.reduce((sum, { purchases }) => sum + purchases, 0),
          // At least: some have purchases of both.
          people: Math.max(...bought.map(({ people }) => people)),
        }
      : undefined
    return segments.flatMap((own) => shown(own, { minimum, whole }))
  },
})

type Counts = Pick<Reached, 'purchases' | 'people'>

/** `whole`: of both segments, where one of them is too small to stand beside it. */
function shown(own: readonly Reached[], { minimum, whole }: { minimum: number; whole: Counts | undefined }) {
  const all = own.find(({ stage }) => stage === 0)
  if (all === undefined) return []
  const none = { purchases: 0, people: 0, learners: 0, median_days: null, timed: 0, people_timed: 0 }
  let before = whole
  return stages.map((stage, position) => {
    const { people, people_timed: peopleTimed, ...found } = own.find((row) => row.stage === position) ?? none
    const row = {
      segment: all.is_refunded ? 'refunded' : 'kept',
      stage,
      position,
      purchases: found.purchases,
      learners: found.learners,
      share: found.purchases / all.purchases,
      median_days: found.median_days,
      timed: found.timed,
    }
    // Who stopped between two stages that are shown is their difference; people are fewer than purchases, or as many.
    const isStep =
      before !== undefined && before.purchases > row.purchases && before.people - people < minimum && minimum > 1
    const hidden = all.people < minimum || isSmall(people, all.people, minimum) || isStep
    if (!hidden) before = { purchases: row.purchases, people }
    const isTimeHidden = hidden || isSmall(peopleTimed, people, minimum)
    return hideSmall(row, [
      ...(hidden ? (['purchases', 'learners'] as const) : []),
      ...(hidden || whole ? (['share'] as const) : []),
      ...(isTimeHidden ? (['median_days', 'timed'] as const) : []),
    ])
  })
}
