import type { Report } from '../report'

const figures = [
  'enrolments',
  'enrolments_active',
  'sj_course_starts',
  'sj_course_completions',
  'sj_course_completion_rate',
  'sj_course_completion_rate_of_started',
  'sj_course_time_to_complete',
  'lesson_hours',
] as const

const columns = [
  'enrolments',
  'enrolments_active',
  'sj_course_starts',
  'sj_course_completions',
  'sj_course_completion_rate',
  'sj_course_completion_rate_of_started',
  'sj_course_time_to_complete',
  'lesson_progress',
  'lesson_hours',
  'sj_course_score',
  'sj_course_pass_rate',
  'sj_credits_earned',
  'certificates_issued',
  'certificates_expiring',
  'access_expiring',
] as const

const headings = {
  enrolments: 'Enrolled',
  enrolments_active: 'With access',
  sj_course_starts: 'Starts',
  sj_course_completions: 'Completions',
  sj_course_completion_rate: 'Rate of enrolled',
  sj_course_completion_rate_of_started: 'Rate of started',
  sj_course_time_to_complete: 'Median days',
  lesson_progress: 'Lesson progress',
  lesson_hours: 'Hours',
  sj_course_score: 'Mean score',
  sj_course_pass_rate: 'Passed',
  sj_credits_earned: 'Credits',
  certificates_issued: 'Certificates',
  certificates_expiring: 'Certificates expiring',
  access_expiring: 'Access expiring',
  trend: 'Enrolments over time',
} as const

const samples = {
  sj_course_time_to_complete: 'sj_course_starts_completed',
  sj_course_score: 'sj_courses_scored',
} as const
const only = { source: ['skilljar'], contentType: ['course'] } as const
const note =
  'A course published on two domains is two courses here, and their names say where. What expires is counted from the moment of the load, whatever the period.'
const shows = [
  'enrolments_not_started',
  'enrolments_in_progress',
  'enrolments_completed',
  'course_time_to_complete_curve',
  'course_time_to_complete_distribution',
  'course_time_to_complete_survival',
  'sj_course_time_to_complete_q1',
  'sj_course_time_to_complete_q3',
  'sj_course_starts_open',
  'lesson_hours_by_weekday',
  'course_score_distribution',
  'sj_course_results',
  'sj_courses_passed',
  'sj_courses_failed',
  'sj_course_pass_rate',
  'skilljar_expiring',
  'lesson_types',
] as const

export const skilljarCourses = [
  {
    slug: 'skilljar-courses',
    path: '/skilljar/courses',
    title: 'Courses',
    question:
      'Who is enrolled in Skilljar courses, who starts and finishes them, when do they learn, and what runs out?',
    metrics: figures,
    table: {
      by: ['published_course'],
      metrics: columns,
      defaultSort: { by: 'enrolments', descending: true },
      headings: { ...headings, published_course: 'Course' },
      trend: 'enrolments',
      samples,
    },
    shows,
    only,
    filters: ['domain', 'course', 'published_course', 'tag', 'student_group', 'channel'],
    without: ['technology'],
    note,
    permission: 'reports.read',
  },
  {
    slug: 'skilljar-course',
    path: '/skilljar/courses/[course]',
    title: 'Course',
    question: 'How far do people get in this course, lesson by lesson, and who is where?',
    metrics: figures,
    table: {
      by: ['team'],
      metrics: columns,
      defaultSort: { by: 'enrolments', descending: true },
      headings: { ...headings, team: 'Team' },
      samples,
    },
    shows: [...shows, 'skilljar_course', 'lesson_dropoff', 'lesson_use', 'skilljar_course_learners'],
    only,
    filters: ['student_group', 'channel'],
    without: ['technology'],
    note: 'What expires is counted from the moment of the load, whatever the period.',
    permission: 'reports.read',
  },
] as const satisfies readonly Report[]
