import type { Report } from '../report'

const figures = [
  'quizzes_taken',
  'quiz_pass_rate',
  'quiz_pass_rate_best',
  'quiz_score',
  'quiz_time',
  'quiz_time_out_rate',
] as const

const columns = [
  'quizzes_taken',
  'quiz_pass_rate',
  'quiz_pass_rate_best',
  'quiz_attempts_to_pass',
  'quiz_score',
  'quiz_time',
  'quiz_time_out_rate',
  'quiz_attempts_waiting',
] as const

const headings = {
  quizzes_taken: 'Taken',
  quiz_pass_rate: 'Passed first',
  quiz_pass_rate_best: 'Passed in the end',
  quiz_attempts_to_pass: 'Attempts to pass',
  quiz_score: 'Mean score',
  quiz_time: 'Median time',
  quiz_time_out_rate: 'Timed out',
  quiz_attempts_waiting: 'To grade',
} as const

const samples = {
  quiz_score: 'quizzes_graded',
  quiz_attempts_to_pass: 'quizzes_passed_ever',
  quiz_time: 'quiz_attempts_measured',
} as const

const only = { source: ['skilljar'], contentType: ['quiz'] } as const
const note =
  'Passed, score and results are of the first finished attempt unless “in the end” says otherwise; attempts graded by hand count once they are graded. ' +
  'Timed out: the attempt took the quiz’s time limit or longer, or lies unfinished beyond it; quizzes without a limit have no such rate.'

export const quizzes = [
  {
    slug: 'quizzes',
    path: '/skilljar/quizzes',
    title: 'Quizzes',
    question: 'Who passes Skilljar’s quizzes at once, who in the end, and where does time run out?',
    metrics: figures,
    table: {
      by: ['content'],
      metrics: columns,
      defaultSort: { by: 'quizzes_taken', descending: true },
      headings: { ...headings, content: 'Quiz' },
      samples,
    },
    shows: [
      'quizzes_passed_first',
      'quizzes_passed_ever',
      'quiz_score_distribution',
      'quiz_attempts_distribution',
      'quiz_time_q1',
      'quiz_time_q3',
      'quiz_attempts_begun',
      'quiz_attempts_unfinished',
      'quiz_time_outs',
      'quiz_time_outs_left',
    ],
    only,
    filters: ['course', 'domain', 'student_group', 'tag'],
    without: ['technology'],
    note,
    permission: 'reports.read',
  },
  {
    slug: 'quiz',
    path: '/skilljar/quizzes/[quiz]',
    title: 'Quiz',
    question: 'Which questions work, which mislead, and what waits for a grader?',
    metrics: figures,
    table: {
      by: ['student_group'],
      metrics: columns,
      defaultSort: { by: 'quizzes_taken', descending: true },
      headings: { ...headings, student_group: 'Student group' },
      samples,
    },
    shows: [
      'item_difficulty',
      'item_discrimination',
      'item_distractors',
      'item_texts',
      'quiz_reliability',
      'quiz_score_distribution',
      'quiz_attempts_distribution',
      'quiz_banks',
      'quiz_grading',
      'quiz_grading_queue',
      'quiz_feedback',
    ],
    only,
    filters: ['course', 'domain', 'student_group', 'tag'],
    without: ['technology'],
    note,
    permission: 'reports.read',
  },
] as const satisfies readonly Report[]
