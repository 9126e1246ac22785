/**
 * A source of few rows, written by hand, with every trap that METRICS.md knows of Skilljar: whoever counts carelessly
 * gets a wrong number here. Ids say what a row is for; the middle of it is March 2026.
 */
import type { Pool } from 'pg'
import { UNLIMITED } from './codes'
import { sourceTables, type Row, type TableName } from './source-tables'
import { writeSource } from './source-writer'

type Rows = { readonly [Name in TableName]?: readonly Partial<Row<Name>>[] }

const stamps = { created_at: '2026-03-01 00:00:00', updated_at: '2026-03-20 00:00:00' }

/** One person under three accounts, and three who must not become one for having no address. */
const accounts: Rows = {
  student: [
    { student_id: 'ann', first_name: 'Ann', last_name: 'Lee', email: 'ann.lee@example.com' },
    { student_id: 'ann2', first_name: 'Ann', last_name: 'Lee', email: 'ANN.LEE@Example.com' },
    { student_id: 'ann3', first_name: 'A.', last_name: 'Lee', email: '  ann.lee@example.com ' },
    { student_id: 'ben', first_name: 'Ben', last_name: 'Okoye', email: 'ben@example.com' },
    { student_id: 'nomail1', first_name: 'Nora', last_name: 'Park', email: null },
    { student_id: 'nomail2', first_name: 'Nora', last_name: 'Park', email: '' },
    { student_id: 'nomail3', first_name: 'Nora', last_name: 'Park', email: '   ' },
    { student_id: 'idle', first_name: 'Ida', last_name: "O'Neil\\\t\n=1+1", email: 'ida@example.com' },
  ],
  domain: [{ domain_id: 'd1', name: 'academy.example.com' }],
  domain_membership: [
    { domain_membership_id: 'm1', is_active: true, domain_id: 'd1', student_id: 'ann' },
    {
      domain_membership_id: 'm2',
      is_active: false,
      expires_at: '2026-03-10 00:00:00',
      domain_id: 'd1',
      student_id: 'ann2',
    },
  ],
  domain_signup_field: [{ domain_signup_field_id: 'f1', label: 'Team', domain_id: 'd1' }],
  domain_signup_info: [
    { domain_signup_info_id: 'i1', value: 'Sales', domain_membership_id: 'm1', domain_signup_field_id: 'f1' },
  ],
  // Groups overlap: ann is in both.
  student_group: [
    { student_group_id: 'g1', name: 'Sales' },
    { student_group_id: 'g2', name: 'Everyone' },
  ],
  student_group_membership: [
    { student_group_membership_id: 'gm1', student_id: 'ann', student_group_id: 'g1' },
    { student_group_membership_id: 'gm2', student_id: 'ann', student_group_id: 'g2' },
    { student_group_membership_id: 'gm3', student_id: 'gone', student_group_id: 'g2' },
  ],
}

const courses: Rows = {
  course: [
    { course_id: 'c1', title: '=Safety "first", really', issue_certificate_upon_completion: true },
    { course_id: 'c2', title: 'Negotiation', issue_certificate_upon_completion: null },
  ],
  published_course: [
    // The id of the one's publication is the id of the other course: a join on the wrong id finds a row.
    { published_course_id: 'c2', course_id: 'c1', domain_id: 'd1', is_live: true, is_visible: true },
    { published_course_id: 'p2', course_id: 'c2', domain_id: 'd1', is_live: true, is_visible: false },
    { published_course_id: 'p3', course_id: 'gone', domain_id: 'gone', is_live: false, is_visible: false },
  ],
  lesson: [
    {
      lesson_id: 'section',
      course_id: 'c1',
      order: 1,
      type: 'SECTION',
      is_section: true,
      is_optional: false,
      title: 'Chapter',
    },
    {
      lesson_id: 'text',
      course_id: 'c1',
      order: 2,
      type: 'HTML',
      is_section: false,
      is_optional: false,
      title: 'Read',
    },
    {
      lesson_id: 'extra',
      course_id: 'c1',
      order: 3,
      type: 'ASSET',
      is_section: false,
      is_optional: true,
      title: 'More',
    },
    {
      lesson_id: 'quiz',
      course_id: 'c1',
      order: 4,
      type: 'QUIZ',
      is_section: false,
      is_optional: false,
      title: 'Quiz',
      quiz_id: 'q1',
    },
    {
      lesson_id: 'scorm',
      course_id: 'c1',
      order: 5,
      type: 'WEB_PACKAGE',
      is_section: false,
      is_optional: false,
      title: 'Try',
      web_package_id: 'w1',
    },
    {
      lesson_id: 'live',
      course_id: 'c2',
      order: 1,
      type: 'VILT',
      is_section: false,
      is_optional: false,
      title: 'Workshop',
    },
    {
      lesson_id: 'exam',
      course_id: 'c2',
      order: 2,
      type: 'QUIZ',
      is_section: false,
      is_optional: null,
      title: 'Exam',
      quiz_id: 'q2',
    },
  ],
  enrollment: [
    // Twice the same course, each with a progress of its own; the first access is over.
    {
      enrollment_id: 'e1',
      student_id: 'ann',
      published_course_id: 'c2',
      student_course_progress_id: 'cp1',
      enrolled_at: '2026-01-05 09:00:00',
      expires_at: '2026-02-05 09:00:00',
      is_active: false,
      certificate_id: 'cert1',
      channel: 'import',
    },
    {
      enrollment_id: 'e2',
      student_id: 'ann',
      published_course_id: 'c2',
      student_course_progress_id: 'cp2',
      enrolled_at: '2026-03-02 09:00:00',
      is_active: true,
    },
    // Twice the same course with one progress: a join repeats it.
    {
      enrollment_id: 'e3',
      student_id: 'ben',
      published_course_id: 'c2',
      student_course_progress_id: 'cp3',
      enrolled_at: '2026-03-03 09:00:00',
      is_active: true,
      purchase_id: 'buy1',
    },
    {
      enrollment_id: 'e4',
      student_id: 'ben',
      published_course_id: 'c2',
      student_course_progress_id: 'cp3',
      enrolled_at: '2026-03-04 09:00:00',
      is_active: true,
    },
    // The same person under a second account.
    {
      enrollment_id: 'e5',
      student_id: 'ann2',
      published_course_id: 'c2',
      student_course_progress_id: 'cp4',
      enrolled_at: '2026-03-05 09:00:00',
      is_active: true,
    },
    {
      enrollment_id: 'e6',
      student_id: 'ben',
      published_course_id: 'p2',
      student_course_progress_id: 'cp5',
      enrolled_at: '2026-03-06 09:00:00',
      is_active: true,
      purchase_id: 'gone',
    },
    // Never opened.
    {
      enrollment_id: 'e7',
      student_id: 'nomail1',
      published_course_id: 'c2',
      student_course_progress_id: null,
      enrolled_at: '2026-03-07 09:00:00',
      is_active: true,
    },
    // Of a student and a publication that are gone, and without a moment.
    {
      enrollment_id: 'e8',
      student_id: 'gone',
      published_course_id: 'gone',
      student_course_progress_id: 'gone',
      enrolled_at: null,
      is_active: null,
    },
  ],
  certificate: [
    {
      certificate_id: 'cert1',
      code: 'abc',
      completed_at: '2026-01-20 10:00:00',
      expires_at: '2026-02-20 10:00:00',
      url: 'https://academy.example.com/c/abc',
    },
    { certificate_id: 'cert2', code: 'def', completed_at: '2026-03-10 10:00:00', expires_at: '2026-04-20 10:00:00' },
    { certificate_id: 'cert3', code: 'ghi', completed_at: '2026-03-10 10:00:00', expires_at: null },
  ],
}

const progress: Rows = {
  student_course_progress: [
    {
      student_course_progress_id: 'cp1',
      completed_at: '2026-01-20 10:00:00',
      latest_activity_at: '2026-01-20 10:00:00',
      score: 8,
      score_max: 10,
      credits_earned: '1.5',
      success_status: 'PASSED',
    },
    {
      student_course_progress_id: 'cp2',
      completed_at: null,
      latest_activity_at: '2026-03-12 10:00:00',
      credits_earned: '',
      success_status: null,
    },
    {
      student_course_progress_id: 'cp3',
      completed_at: '2026-03-10 10:00:00',
      latest_activity_at: '2026-03-10 10:00:00',
      score: 0,
      score_max: 0,
      credits_earned: '1,5',
      success_status: 'Passed',
    },
    // Completed before it was enrolled in.
    {
      student_course_progress_id: 'cp4',
      completed_at: '2026-03-01 10:00:00',
      latest_activity_at: '2026-03-01 10:00:00',
      credits_earned: 'N/A',
      success_status: 'passed',
    },
    {
      student_course_progress_id: 'cp5',
      completed_at: null,
      latest_activity_at: '2026-03-15 10:00:00',
      success_status: 'FAILED',
    },
    // Nobody's: its enrollment was deleted.
    { student_course_progress_id: 'orphan', completed_at: '2026-03-11 10:00:00', success_status: 'Failed' },
  ],
  student_lesson_progress: [
    {
      student_lesson_progress_id: 'lp1',
      lesson_id: 'text',
      student_course_progress_id: 'cp1',
      completed_at: '2026-01-10 10:00:00',
      view_count: 2,
      created_at: '2026-01-10 09:00:00',
    },
    {
      student_lesson_progress_id: 'lp2',
      lesson_id: 'quiz',
      student_course_progress_id: 'cp1',
      completed_at: '2026-01-20 10:00:00',
      view_count: 1,
      score: 8,
      score_max: 10,
      success_status: 'passed',
    },
    // Headings and optional lessons count for nothing in the share of required lessons.
    {
      student_lesson_progress_id: 'lp3',
      lesson_id: 'section',
      student_course_progress_id: 'cp3',
      completed_at: '2026-03-08 10:00:00',
      view_count: 1,
    },
    {
      student_lesson_progress_id: 'lp4',
      lesson_id: 'extra',
      student_course_progress_id: 'cp3',
      completed_at: '2026-03-08 10:00:00',
      view_count: 1,
    },
    {
      student_lesson_progress_id: 'lp5',
      lesson_id: 'quiz',
      student_course_progress_id: 'cp3',
      completed_at: null,
      view_count: null,
      success_status: 'Failed',
    },
    {
      student_lesson_progress_id: 'lp6',
      lesson_id: 'scorm',
      student_course_progress_id: 'cp3',
      completed_at: null,
      view_count: 3,
    },
    {
      student_lesson_progress_id: 'lp7',
      lesson_id: 'live',
      student_course_progress_id: 'cp5',
      completed_at: null,
      view_count: 1,
    },
    {
      student_lesson_progress_id: 'lp8',
      lesson_id: 'exam',
      student_course_progress_id: 'cp5',
      completed_at: null,
      view_count: 1,
    },
    // Only looked at, which is no evidence of learning.
    {
      student_lesson_progress_id: 'lp9',
      lesson_id: 'text',
      student_course_progress_id: 'cp2',
      completed_at: null,
      last_viewed_at: '2026-03-12 10:00:00',
      view_count: 1,
    },
    {
      student_lesson_progress_id: 'lp10',
      lesson_id: 'gone',
      student_course_progress_id: 'orphan',
      completed_at: '2026-03-11 10:00:00',
      view_count: 1,
    },
  ],
}

/** Texts of session time; only 60, 12.5, 1000, 3600 and -5 are numbers, and time is never negative. */
const sessionTexts = [' 60 ', '12.5', '1e3', '3600', '0', '-5', '', 'N/A', '1,5', 'NaN', 'Infinity', '0x10', null]

const sessions: Rows = {
  student_lesson_session_time_hourly: [
    ...sessionTexts.map((text, index) => ({
      ...{
        student_lesson_session_time_hourly_id: `h${index}`,
        hour_starts_at: `2026-03-09 ${String(index).padStart(2, '0')}:00:00`,
        session_time_seconds: text,
      },
      ...{
        course_id: 'c1',
        domain_id: 'd1',
        enrollment_id: 'e3',
        published_course_id: 'c2',
        student_id: 'ben',
        student_course_progress_id: 'cp3',
        student_lesson_progress_id: 'lp6',
      },
    })),
    // The last hour of a UTC day and the first of the next; far west of Greenwich they are one evening.
    {
      student_lesson_session_time_hourly_id: 'late',
      hour_starts_at: '2026-03-12 23:00:00',
      session_time_seconds: '600',
      student_id: 'ann',
      course_id: 'c1',
      published_course_id: 'c2',
      enrollment_id: 'e2',
      student_course_progress_id: 'cp2',
    },
    {
      student_lesson_session_time_hourly_id: 'early',
      hour_starts_at: '2026-03-13 00:00:00',
      session_time_seconds: '600',
      student_id: 'ann',
      course_id: 'c1',
      published_course_id: 'c2',
      enrollment_id: 'e2',
      student_course_progress_id: 'cp2',
    },
    // Of people and courses that no other table knows.
    {
      student_lesson_session_time_hourly_id: 'unknown',
      hour_starts_at: '2026-03-14 08:00:00',
      session_time_seconds: '300',
      student_id: 'gone',
      course_id: 'gone',
      published_course_id: 'gone',
    },
    {
      student_lesson_session_time_hourly_id: 'nobody',
      hour_starts_at: '2026-03-14 09:00:00',
      session_time_seconds: '300',
      student_id: null,
      course_id: null,
      published_course_id: null,
    },
    {
      student_lesson_session_time_hourly_id: 'never',
      hour_starts_at: null,
      session_time_seconds: '300',
      student_id: 'ben',
      course_id: 'c1',
      published_course_id: 'c2',
    },
  ],
}

const quizzes: Rows = {
  quiz: [
    {
      quiz_id: 'q1',
      name: 'Safety check',
      passing_percentage_correct: 50,
      max_attempts: null,
      require_correct_response: false,
    },
    {
      quiz_id: 'q2',
      name: 'Exam',
      passing_percentage_correct: 80,
      max_attempts: 2,
      require_correct_response: true,
      randomize_questions: true,
      limit_question_count: 1,
    },
  ],
  quiz_question_bank: [{ quiz_question_bank_id: 'b1', name: 'Bank' }],
  quiz_question_bank_assignment: [
    {
      quiz_question_bank_assignment_id: 'ba1',
      quiz_question_bank_id: 'b1',
      quiz_id: 'q2',
      order: 1,
      randomize_questions: true,
      limit_question_count: 1,
    },
  ],
  quiz_question: [
    {
      quiz_question_id: 'choice',
      type: 'MULTIPE_CHOICE',
      order: 1,
      html: '<p>Which &amp; why?</p><script>alert(1)</script>',
      quiz_id: 'q1',
      requires_manual_grading: false,
    },
    {
      quiz_question_id: 'several',
      type: 'MULTIPLE_ANSWER',
      order: 2,
      html: '<p>Which of these?</p>',
      quiz_id: 'q1',
      requires_manual_grading: false,
    },
    {
      quiz_question_id: 'typed',
      type: 'FILL_IN_THE_BLANK',
      order: 3,
      html: '<p>Fill in</p>',
      quiz_id: 'q1',
      requires_manual_grading: false,
    },
    {
      quiz_question_id: 'essay',
      type: 'FREEFORM',
      order: 1,
      html: '<p>Explain</p>',
      quiz_question_bank_id: 'b1',
      requires_manual_grading: true,
    },
  ],
  quiz_answer: [
    { quiz_answer_id: 'a1', order: 1, is_correct: true, text: 'This', quiz_question_id: 'choice' },
    { quiz_answer_id: 'a2', order: 2, is_correct: false, text: 'That', quiz_question_id: 'choice' },
    { quiz_answer_id: 'a3', order: 1, is_correct: true, text: 'One', quiz_question_id: 'several' },
    { quiz_answer_id: 'a4', order: 2, is_correct: true, text: 'Two', quiz_question_id: 'several' },
    { quiz_answer_id: 'a5', order: 3, is_correct: false, text: 'Three', quiz_question_id: 'several' },
  ],
  quiz_response: [
    // Failed first, passed then: the first attempt is the one that counts, the best stands beside it.
    {
      quiz_response_id: 'r1',
      quiz_id: 'q1',
      student_lesson_progress_id: 'lp2',
      started_at: '2026-01-15 10:00:00',
      finished_at: '2026-01-15 10:20:00',
      completed_at: '2026-01-15 10:20:00',
      correct_response_count: '1',
      question_count: 3,
      attempted_question_count: 3,
      is_passed: false,
    },
    {
      quiz_response_id: 'r2',
      quiz_id: 'q1',
      student_lesson_progress_id: 'lp2',
      started_at: '2026-01-20 09:40:00',
      finished_at: '2026-01-20 10:00:00',
      completed_at: '2026-01-20 10:00:00',
      correct_response_count: '3.0',
      question_count: 3,
      attempted_question_count: 3,
      is_passed: true,
    },
    // Begun earlier, handed in never.
    {
      quiz_response_id: 'r3',
      quiz_id: 'q1',
      student_lesson_progress_id: 'lp5',
      started_at: '2026-03-08 11:00:00',
      finished_at: null,
      completed_at: null,
      correct_response_count: '',
      question_count: 3,
      attempted_question_count: 1,
      is_passed: null,
    },
    {
      quiz_response_id: 'r4',
      quiz_id: 'q1',
      student_lesson_progress_id: 'lp5',
      started_at: '2026-03-09 11:00:00',
      finished_at: '2026-03-09 11:10:00',
      completed_at: '2026-03-09 11:10:00',
      correct_response_count: 'N/A',
      question_count: 3,
      attempted_question_count: 3,
      is_passed: false,
    },
    // Handed in and not graded yet; and one without questions.
    {
      quiz_response_id: 'r5',
      quiz_id: 'q2',
      student_lesson_progress_id: 'lp8',
      started_at: '2026-03-15 11:00:00',
      finished_at: '2026-03-15 11:10:00',
      completed_at: null,
      graded_at: null,
      correct_response_count: '0',
      question_count: 1,
      attempted_question_count: 1,
      is_passed: null,
    },
    {
      quiz_response_id: 'r6',
      quiz_id: 'q2',
      student_lesson_progress_id: null,
      started_at: '2026-03-16 11:00:00',
      finished_at: '2026-03-16 11:00:00',
      completed_at: '2026-03-16 11:00:00',
      correct_response_count: '0',
      question_count: 0,
      attempted_question_count: 0,
      is_passed: false,
    },
  ],
  quiz_question_response: [
    {
      quiz_question_response_id: 'qr1',
      quiz_response_id: 'r1',
      quiz_question_id: 'choice',
      order: 1,
      is_correct: false,
      submit_count: 1,
      quiz_answer_id: 'a2',
    },
    // Right in the end, but not at the first try.
    {
      quiz_question_response_id: 'qr2',
      quiz_response_id: 'r1',
      quiz_question_id: 'several',
      order: 2,
      is_correct: true,
      submit_count: 2,
    },
    {
      quiz_question_response_id: 'qr3',
      quiz_response_id: 'r1',
      quiz_question_id: 'typed',
      order: 3,
      is_correct: false,
      submit_count: 1,
      response_text: '=cmd\ttab\nline \\N',
    },
    {
      quiz_question_response_id: 'qr4',
      quiz_response_id: 'r2',
      quiz_question_id: 'choice',
      order: 1,
      is_correct: true,
      submit_count: 1,
      quiz_answer_id: 'a1',
    },
    {
      quiz_question_response_id: 'qr5',
      quiz_response_id: 'r5',
      quiz_question_id: 'essay',
      order: 1,
      is_correct: null,
      submit_count: 1,
      response_text: 'Because.',
    },
  ],
  quiz_question_response_chosen_answers: [
    { quiz_question_response_chosen_answer_id: 'ch1', quiz_answer_id: 'a3', quiz_question_response_id: 'qr2' },
    { quiz_question_response_chosen_answer_id: 'ch2', quiz_answer_id: 'a4', quiz_question_response_id: 'qr2' },
  ],
}

const live: Rows = {
  vilt_session: [
    { vilt_session_id: 'held', display_name: 'Held over three days', lesson_id: 'live', seats_total: 2 },
    {
      vilt_session_id: 'cancelled',
      display_name: 'Called off',
      lesson_id: 'live',
      seats_total: 10,
      cancelled_at: '2026-03-05 08:00:00',
    },
    // Its first day is over, its last is not.
    { vilt_session_id: 'running', display_name: 'Not over yet', lesson_id: 'live', seats_total: 10 },
    { vilt_session_id: 'noseats', display_name: 'No limit', lesson_id: 'live', seats_total: null },
    { vilt_session_id: 'zeroseats', display_name: 'Zero seats', lesson_id: 'live', seats_total: 0 },
    { vilt_session_id: 'noevents', display_name: 'No events', lesson_id: 'gone', seats_total: 5 },
  ],
  vilt_session_event: [
    ...['09', '10', '11'].map((day) => ({
      vilt_session_event_id: `held${day}`,
      vilt_session_id: 'held',
      starts_at: `2026-03-${day} 08:00:00`,
      ends_at: `2026-03-${day} 11:00:00`,
      timezone: 'America/Chicago',
    })),
    {
      vilt_session_event_id: 'off',
      vilt_session_id: 'cancelled',
      starts_at: '2026-03-12 08:00:00',
      ends_at: '2026-03-12 11:00:00',
      timezone: 'Europe/Berlin',
    },
    {
      vilt_session_event_id: 'run1',
      vilt_session_id: 'running',
      starts_at: '2026-03-30 08:00:00',
      ends_at: '2026-03-30 11:00:00',
    },
    {
      vilt_session_event_id: 'run2',
      vilt_session_id: 'running',
      starts_at: '2199-03-30 08:00:00',
      ends_at: '2199-03-30 11:00:00',
    },
    {
      vilt_session_event_id: 'ns',
      vilt_session_id: 'noseats',
      starts_at: '2026-03-13 08:00:00',
      ends_at: '2026-03-13 11:00:00',
    },
    {
      vilt_session_event_id: 'zs',
      vilt_session_id: 'zeroseats',
      starts_at: '2026-03-14 08:00:00',
      ends_at: '2026-03-14 11:00:00',
    },
  ],
  // More came than there were seats.
  vilt_session_registration: [
    { vilt_session_registration_id: 'v1', vilt_session_id: 'held', student_lesson_progress_id: 'lp7', attended: true },
    { vilt_session_registration_id: 'v2', vilt_session_id: 'held', student_lesson_progress_id: 'lp9', attended: false },
    { vilt_session_registration_id: 'v3', vilt_session_id: 'held', student_lesson_progress_id: 'gone', attended: null },
    {
      vilt_session_registration_id: 'v4',
      vilt_session_id: 'cancelled',
      student_lesson_progress_id: 'lp7',
      attended: null,
    },
    {
      vilt_session_registration_id: 'v5',
      vilt_session_id: 'running',
      student_lesson_progress_id: 'lp7',
      attended: true,
    },
    {
      vilt_session_registration_id: 'v6',
      vilt_session_id: 'noseats',
      student_lesson_progress_id: 'lp7',
      attended: true,
    },
    {
      vilt_session_registration_id: 'v7',
      vilt_session_id: 'zeroseats',
      student_lesson_progress_id: 'lp7',
      attended: null,
    },
  ],
  vilt_account: [{ vilt_account_id: 'va1', vilt_account_type: 'calendar' }],
  vilt_calendar_account: [
    {
      vilt_calendar_account_id: 'vc1',
      instructor_name: 'Tess',
      email: 'tess@example.com',
      active: true,
      vilt_account_id: 'va1',
    },
  ],
}

const scormScores: readonly (readonly [string | null, string | null, string | null])[] = [
  ['80', '0', '100'],
  ['80%', '0', '100'],
  ['', '', ''],
  ['5', '5', '5'],
  ['N/A', '0', '0'],
  [null, null, null],
]
const scormStatuses = ['incomplete', 'passed', 'completed', 'failed', 'browsed', 'not attempted']

const scorm: Rows = {
  web_package: [{ web_package_id: 'w1', title: 'Package', type: 'SCORM' }],
  scorm_resource: [{ scorm_resource_id: 's1', web_package_id: 'w1', identifier: 'SCO-1', type: 'sco' }],
  // Six attempts by one learner at one resource, one a day.
  student_sco_progress: scormScores.map(([raw, min, max], index) => ({
    ...{
      student_sco_progress_id: `sp${index}`,
      attempted_at: `2026-03-1${index} 10:00:00`,
      student_lesson_progress_id: 'lp6',
      scorm_resource_id: 's1',
    },
    ...{ score_raw: raw, score_min: min, score_max: max, total_time: 60 * index, status: scormStatuses[index] ?? null },
  })),
  scorm_interaction: ['correct', 'incorrect', 'wrong', 'neutral', '0.5', null].map((result, index) => ({
    ...{
      scorm_interaction_id: `si${index}`,
      student_sco_progress_id: 'sp1',
      identifier: 'Slide4',
      type: 'choice',
      weighting: index === 0 ? '1' : 'one',
      order: index,
    },
    ...{ time: '23:59:59', response: 'a[,]b', result },
  })),
}

const paths: Rows = {
  path: [{ path_id: 'pa1', title: 'First steps' }],
  published_path: [{ published_path_id: 'pp1', path_id: 'pa1', domain_id: 'd1', is_visible: true }],
  path_item: [
    { path_item_id: 'it1', path_id: 'pa1', course_id: 'c1', order: 1 },
    { path_item_id: 'it2', path_id: 'pa1', course_id: 'c2', order: 2 },
  ],
  // Times as text, once unreadable; and the same path twice for one learner.
  published_path_enrollment: [
    {
      published_path_enrollment_id: 'pe1',
      student_id: 'ann',
      published_path_id: 'pp1',
      student_path_progress_id: 'pr1',
      enrolled_at: '2026-03-02 09:00:00',
      expires_at: '',
      is_active: true,
    },
    {
      published_path_enrollment_id: 'pe2',
      student_id: 'ann',
      published_path_id: 'pp1',
      student_path_progress_id: 'pr1',
      enrolled_at: '2026-01-02T09:00:00Z',
      expires_at: '2026-02-02 09:00:00',
      is_active: false,
    },
    {
      published_path_enrollment_id: 'pe3',
      student_id: 'ben',
      published_path_id: 'pp1',
      student_path_progress_id: 'pr2',
      enrolled_at: 'n/a',
      expires_at: null,
      is_active: true,
    },
  ],
  student_path_progress: [
    { student_path_progress_id: 'pr1', student_id: 'ann', path_id: 'pa1', completed_at: null },
    { student_path_progress_id: 'pr2', student_id: 'ben', path_id: 'pa1', completed_at: '2026-03-15 10:00:00' },
  ],
  student_path_item_progress: [
    {
      student_path_item_progress_id: 'ip1',
      student_path_progress_id: 'pr1',
      student_course_progress_id: 'cp1',
      path_item_id: 'it1',
    },
    {
      student_path_item_progress_id: 'ip2',
      student_path_progress_id: 'pr1',
      student_course_progress_id: null,
      path_item_id: 'it2',
    },
  ],
}

const bought = {
  purchased_at: '2026-03-03 09:00:00',
  state: 'SUCCESS',
  price_cents: 10_000,
  price_currency: 'EUR',
  quantity: 1,
  student_id: 'ben',
  offer_id: 'o1',
}
const commerce: Rows = {
  offer: [
    {
      offer_id: 'o1',
      domain_id: 'd1',
      published_course_id: 'c2',
      offer_type: 'published_course',
      price_cents: 10_000,
      currency_code: 'EUR',
      is_active: true,
    },
    {
      offer_id: 'o2',
      domain_id: 'd1',
      published_path_id: 'pp1',
      offer_type: 'publised_path',
      price_cents: 20_000,
      currency_code: 'USD',
      is_active: true,
    },
    { offer_id: 'o3', domain_id: 'd1', offer_type: 'plan', price_cents: null, currency_code: 'GBP', is_active: false },
  ],
  purchase: [
    { ...bought, purchase_id: 'buy1' },
    // Sold in one month and given back in the next.
    { ...bought, purchase_id: 'buy2', state: 'REFUNDED', refunded_at: '2026-04-02 09:00:00' },
    { ...bought, purchase_id: 'buy3', state: 'REFUNDED', refunded_at: null },
    { ...bought, purchase_id: 'buy4', state: 'FAILED' },
    { ...bought, purchase_id: 'buy5', state: 'PENDING', purchased_at: null },
    { ...bought, purchase_id: 'buy6', price_currency: 'USD', price_cents: 20_000, quantity: 3, offer_id: 'o2' },
    {
      ...bought,
      purchase_id: 'buy7',
      price_currency: 'GBP',
      price_cents: 0,
      promo_code_id: 'pc1',
      promo_code_price_cents: 0,
    },
    { ...bought, purchase_id: 'buy8', price_cents: null, offer_id: 'gone', student_id: 'gone' },
  ],
  promo_code_pool: [{ promo_code_pool_id: 'pool1', name: 'Spring', is_active: true, bulk_purchase_id: 'buy6' }],
  promo_code: [
    { promo_code_id: 'pc1', code: 'SPRING', use_count: 1, max_uses: 4, is_active: true, promo_code_pool_id: 'pool1' },
    {
      promo_code_id: 'pc2',
      code: 'ALWAYS',
      use_count: 9,
      max_uses: UNLIMITED,
      is_active: true,
      promo_code_pool_id: 'pool1',
    },
    { promo_code_id: 'pc3', code: 'OVER', use_count: 5, max_uses: 5, is_active: false, promo_code_pool_id: 'pool1' },
  ],
  domain_access_code_pool: [{ domain_access_code_pool_id: 'acp1', name: 'Sign-up', domain_id: 'd1', channel: 'API' }],
  domain_access_code: [
    {
      domain_access_code_id: 'ac1',
      code: 'JOIN',
      use_count: 2,
      max_uses: 8,
      is_active: true,
      domain_access_code_pool_id: 'acp1',
    },
    {
      domain_access_code_id: 'ac2',
      code: 'ALL',
      use_count: 7,
      max_uses: UNLIMITED,
      is_active: true,
      domain_access_code_pool_id: 'acp1',
    },
  ],
  training_credit_code: [
    { training_credit_code_id: 't1', code: 'A', credits_used: 5, credits_total: 20, expiration_date: null },
    { training_credit_code_id: 't2', code: 'B', credits_used: 5, credits_total: UNLIMITED, expiration_date: null },
    {
      training_credit_code_id: 't3',
      code: 'C',
      credits_used: 1,
      credits_total: 10,
      expiration_date: '2026-02-01 00:00:00',
    },
    {
      training_credit_code_id: 't4',
      code: 'D',
      credits_used: 0,
      credits_total: 0,
      expiration_date: '2026-05-01 00:00:00',
    },
  ],
  // A row that no incremental read can see change.
  tag: [{ tag_id: 'tag1', name: 'Safety', slug: 'safety', updated_at: null }],
}

const everything = [accounts, courses, progress, sessions, quizzes, live, scorm, paths, commerce]

/** Makes all tables; those without a trap stay empty. */
export async function fillTrapSkilljar(pool: Pool, schema = 'public'): Promise<void> {
  await writeSource(pool, { schema, seed: 0 }, async (writer) => {
    for (const { name, columns } of sourceTables) {
      const table = name as TableName
      const blank = Object.fromEntries(columns.map((column) => [column.name, null]))
      for (const row of everything.flatMap((rows): readonly object[] => rows[table] ?? [])) {
        writer.add(table, { ...blank, ...stamps, ...row } as Row<typeof table>)
      }
    }
  })
}
