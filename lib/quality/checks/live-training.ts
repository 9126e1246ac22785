/** Live sessions of which something is not filled in. */
import { sql } from 'kysely'
import { asOf, check, type Check } from '../check'

/** Not cancelled, and the last event has ended (METRICS.md). */
const isHeld = sql`exists (
  select from skilljar.vilt_session s join skilljar.vilt_session_event e on e.vilt_session_id = s.vilt_session_id
  where s.vilt_session_id = t.vilt_session_id and s.cancelled_at is null
  group by s.vilt_session_id having max(e.ends_at) < ${asOf('skilljar')})`

export const liveTraining: readonly Check[] = [
  check(
    'skilljar.vilt_session_registration',
    {
      family: 'live-training',
      label: 'Attendance that nobody marked',
      meaning: 'The session is over, and whether the learner came was never entered.',
      metrics: ['vilt_attendance_rate', 'vilt_no_show_rate'],
      effect: 'Left out of the attendance rate and of no-shows; counted in the strict rate, as not attended.',
      severity: 'warning',
      of: isHeld,
      finds: sql`t.attended is null`,
      columns: ['vilt_session_id', 'attended'],
    },
    'unmarked',
  ),
  check(
    'skilljar.vilt_session',
    {
      family: 'live-training',
      label: 'Sessions without a number of seats',
      meaning: 'seats_total is empty, 0 or negative.',
      metrics: ['vilt_fill_rate'],
      effect: 'Left out of the fill rate, with their registrations.',
      severity: 'info',
      of: sql`t.cancelled_at is null`,
      finds: sql`coalesce(t.seats_total, 0) <= 0`,
      columns: ['display_name', 'seats_total'],
    },
    'no-seats',
  ),
]
