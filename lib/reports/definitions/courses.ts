import { notObserved } from './not-observed'
import type { Report } from '../report'

const figures = [
  'course_starts',
  'course_completions',
  'course_completion_rate',
  'course_completion_velocity',
  'course_time_to_complete',
  'learning_hours',
] as const

const columns = [
  'course_starts',
  'course_completions',
  'course_completion_rate',
  'course_time_to_complete',
  'learning_hours',
  'xp',
] as const

const headings = {
  course_starts: 'Starts',
  course_completions: 'Completions',
  course_completion_rate: 'Completion rate',
  course_time_to_complete: 'Median days',
  learning_hours: 'Hours',
  xp: 'XP',
  trend: 'Starts over time',
} as const

const only = { source: ['datacamp'], contentType: ['course'] } as const
const samples = { course_time_to_complete: 'course_starts_completed' } as const

export const courses = [
  {
    slug: 'courses',
    path: '/datacamp/courses',
    title: 'Courses',
    question:
      'What do people start and finish in DataCamp courses, how many get to the end, and how long does it take?',
    metrics: figures,
    table: {
      by: ['content', 'technology'],
      metrics: columns,
      defaultSort: { by: 'course_starts', descending: true },
      headings: { ...headings, content: 'Course' },
      trend: 'course_starts',
      samples,
    },
    shows: [
      'course_time_to_complete_curve',
      'course_time_to_complete_distribution',
      'course_time_to_complete_survival',
      'course_time_to_complete_q1',
      'course_time_to_complete_q3',
      'course_open_share',
      'course_effort_of_needed',
      'course_effort_of_needed_q1',
      'course_effort_of_needed_q3',
      'course_stalled_share',
    ],
    only,
    filters: ['topic'],
    note: notObserved,
    permission: 'reports.read',
  },
  {
    slug: 'course',
    path: '/datacamp/courses/[course]',
    title: 'Course',
    question: 'Who takes this course, where do people stop, and who is stuck?',
    metrics: figures,
    table: {
      by: ['team'],
      metrics: columns,
      defaultSort: { by: 'course_starts', descending: true },
      headings: { ...headings, team: 'Team' },
      samples,
    },
    shows: ['course_time_to_complete_curve', 'chapter_dropoff', 'exercise_friction', 'at_risk', 'at_risk_total'],
    only,
    without: ['technology'],
    note: notObserved,
    permission: 'reports.read',
  },
] as const satisfies readonly Report[]
