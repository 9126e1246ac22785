import { tablesOf } from '@/lib/catalogue/catalogue'
import type { TestDatabase } from '@/lib/testing/database'
import { insertMirrorRows, type MirrorRow } from '@/lib/testing/mirrors'

/** Rows that no generator makes, as few as the numbers in quality.db.test.ts say. */
export async function addTraps({ app, pool }: TestDatabase): Promise<void> {
  await app.connector.createMany({ data: [{ id: 'datacamp' }, { id: 'skilljar' }] })
  await pool.query(
    `insert into app.publication (connector_id, run_id, as_of) values ('datacamp', 1, '2026-06-01'), ('skilljar', 1, '2026-06-01')`,
  )
  const more: Record<string, readonly MirrorRow[]> = {
    'datacamp.course_fact': [1, 2, 3].map(() => ({ user_id: 1, course_id: 2, date_id: 20250101 })),
    'skilljar.student_course_progress': [
      { student_course_progress_id: 'trap1', score: 11, score_max: 10 },
      { student_course_progress_id: 'trap2', score: 10, score_max: 10 },
    ],
  }
  const instead: Record<string, readonly MirrorRow[]> = {
    'datacamp.assessment_fact': [
      { user_id: 901, assessment_id: 1, date_id: 20260101, percentile: 140, time_spent: -5 },
      { user_id: 901, assessment_id: 1, date_id: 20260102, percentile: -1, time_spent: null },
      { user_id: 901, assessment_id: 1, date_id: 20260103, percentile: 100, time_spent: null },
    ],
    'datacamp.workspace_visit_fact': [
      { visitor_id: 1, nb_seconds: -1 },
      { visitor_id: 1, nb_seconds: 0 },
    ],
    'datacamp.assignment_fact': [
      { user_id: 1, is_completed: true, completed_at: null },
      { user_id: 1, is_completed: true, completed_at: '2026-01-01' },
      { user_id: 1, is_completed: false, completed_at: null },
    ],
    'datacamp.track_content_dim': [
      { track_version_id: 5, content_id: 'a' },
      { track_version_id: 5, content_id: 'b' },
      { track_version_id: 6, content_id: 'a' },
    ],
    'skilljar.student_sco_progress': ['85%', '85,5', 'n/a', ' 85.5 ', '120', '  '].map((score_raw, index) => ({
      student_sco_progress_id: `s${index}`,
      score_raw,
      score_min: index < 3 ? null : '0',
      score_max: '100',
    })),
    'skilljar.quiz_response': [
      {
        quiz_response_id: 'q1',
        started_at: '2026-01-02',
        finished_at: '2026-01-01',
        is_passed: true,
        correct_response_count: '7',
        question_count: 5,
      },
      { quiz_response_id: 'q2', finished_at: null, is_passed: false, correct_response_count: 'n/a', question_count: 5 },
    ],
    'skilljar.vilt_session': [
      { vilt_session_id: 'over', seats_total: 10 },
      { vilt_session_id: 'to come', seats_total: 0 },
      { vilt_session_id: 'cancelled', seats_total: 10, cancelled_at: '2026-01-01' },
    ],
    'skilljar.vilt_session_event': [
      { vilt_session_event_id: 'e1', vilt_session_id: 'over', ends_at: '2026-05-01' },
      { vilt_session_event_id: 'e2', vilt_session_id: 'to come', ends_at: '2026-05-01' },
      { vilt_session_event_id: 'e3', vilt_session_id: 'to come', ends_at: '2026-07-01' },
      { vilt_session_event_id: 'e4', vilt_session_id: 'cancelled', ends_at: '2026-05-01' },
    ],
    'skilljar.vilt_session_registration': [
      ['over', null],
      ['over', null],
      ['over', false],
      ['to come', null],
      ['cancelled', null],
    ].map(([vilt_session_id, attended], index) => ({
      vilt_session_registration_id: `r${index}`,
      vilt_session_id: vilt_session_id as string,
      attended: attended as boolean | null,
    })),
    'skilljar.published_path_enrollment': [
      { published_path_enrollment_id: 'p1', enrolled_at: '2026-01-01 09:00:00.123+00' },
      { published_path_enrollment_id: 'p2', enrolled_at: 'last spring' },
      { published_path_enrollment_id: 'p3', enrolled_at: '' },
    ],
    'skilljar.purchase': [
      { purchase_id: 'b1', purchased_at: '2026-05-02', refunded_at: '2026-05-01' },
      { purchase_id: 'b2', purchased_at: '2026-06-03', refunded_at: null },
    ],
  }
  for (const name of Object.keys(instead)) await pool.query(`delete from ${name}`)
  for (const [name, rows] of Object.entries({ ...more, ...instead })) await insertMirrorRows(pool, name, rows)
  // The engine gives equal rows one hash; here each got its own.
  for (const { name } of tablesOf('datacamp').filter(({ key }) => key.length === 0)) {
    await pool.query(`update datacamp.${name} t set row_hash = md5((to_jsonb(t) - 'row_id' - 'row_hash')::text)::uuid`)
  }
}
