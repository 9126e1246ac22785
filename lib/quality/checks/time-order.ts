/** Moments in an order that cannot be, and moments that have not come yet. */
import { sql } from 'kysely'
import type { ConnectorId, Table } from '@/lib/catalogue/types'
import { anyOf, asOf, check, has, qualified, rowsOf, sourceTables, t, type Check } from '../check'

/** Beginning and end of the same thing, by table; every table with started_at and completed_at besides. */
const orders: readonly (readonly [
  table: string,
  from: string,
  to: string,
  metrics: readonly string[],
  effect: string,
])[] = [
  [
    'skilljar.quiz_response',
    'started_at',
    'finished_at',
    ['quiz_pass_rate'],
    'Counted as an attempt; no duration is computed from it.',
  ],
  [
    'skilljar.quiz_question_response',
    'started_at',
    'finished_at',
    ['item_difficulty'],
    'The answer counts; no duration is computed from it.',
  ],
  [
    'skilljar.vilt_session_event',
    'starts_at',
    'ends_at',
    ['vilt_attendance_rate'],
    'The session counts as held once the later of both is over.',
  ],
  [
    'skilljar.certificate',
    'completed_at',
    'expires_at',
    ['certificates_issued', 'certificates_expiring'],
    'Counted as issued; it never shows as expiring.',
  ],
  [
    'skilljar.purchase',
    'purchased_at',
    'refunded_at',
    ['gross_revenue', 'refunds', 'net_revenue'],
    'Each amount counts on its own day, so a refund may stand before its sale.',
  ],
  [
    'datacamp.user_team_bridge',
    'joined_team_date',
    'left_team_date',
    ['active_learners', 'learning_hours'],
    'A membership that ends before it begins holds no day, so no activity counts for that team.',
  ],
]

const durations: Readonly<Record<string, readonly string[]>> = {
  course_fact: ['course_time_to_complete', 'course_completion_rate'],
  assessment_fact: ['assessments_completed'],
}

const startedAndCompleted = (table: Table): Check =>
  check(
    qualified(table),
    {
      family: 'time',
      label: `Completed before started in ${rowsOf(table)}`,
      meaning: 'The end lies before the beginning. One of both is wrong, and nobody can tell which.',
      metrics: durations[table.name] ?? [],
      effect: 'Counted as started and as completed; left out of durations.',
      severity: 'warning',
      of: sql`t.started_at is not null and t.completed_at is not null`,
      finds: sql`t.completed_at < t.started_at`,
      columns: ['started_at', 'completed_at'],
    },
    'order',
  )

/** What a source writes down when it happens. */
const past = [
  'started_at',
  'completed_at',
  'finished_at',
  'enrolled_at',
  'registered_at',
  'purchased_at',
  'attempted_at',
  'hour_starts_at',
  'created_at',
  'updated_at',
]

function inTheFuture(table: Table): Check[] {
  const moments = past.filter((name) =>
    table.columns.some((column) => column.name === name && column.kind === 'timestamp'),
  )
  if (moments.length === 0) return []
  const limit = asOf(table.schema as ConnectorId)
  return [
    check(
      qualified(table),
      {
        family: 'time',
        label: `Moments in the future in ${rowsOf(table)}`,
        meaning:
          'The row says that something happened more than a day after the data was delivered. A clock was wrong.',
        metrics: [],
        effect: 'Counted on the day that the row names, so it shows once a period reaches that day.',
        severity: 'warning',
        finds: anyOf(moments.map((name) => sql`${t(name)} > ${limit} + interval '1 day'`)),
        columns: moments,
      },
      'future',
    ),
  ]
}

export const timeOrder: readonly Check[] = [
  ...sourceTables.filter((table) => has(table, 'started_at') && has(table, 'completed_at')).map(startedAndCompleted),
  ...orders.map(([name, from, to, metrics, effect]) =>
    check(
      name,
      {
        family: 'time',
        label: `${to} before ${from} in ${name.split('.')[1]}`,
        meaning: 'The end lies before the beginning. One of both is wrong, and nobody can tell which.',
        metrics,
        effect,
        severity: 'warning',
        of: sql`${t(from)} is not null and ${t(to)} is not null`,
        finds: sql`${t(to)} < ${t(from)}`,
        columns: [from, to],
      },
      'ends',
    ),
  ),
  ...sourceTables.flatMap(inTheFuture),
]
