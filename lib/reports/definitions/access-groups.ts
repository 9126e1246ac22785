import type { Report } from '../report'

const figures = [
  'memberships_new',
  'active_learners',
  'learning_hours',
  'enrolments',
  'sj_course_completions',
  'sj_course_completion_rate',
] as const

const headings = {
  skilljar_people: 'People',
  active_learners: 'Active',
  learning_hours: 'Hours',
  enrolments: 'Enrolments',
  sj_course_completions: 'Completions',
  sj_course_completion_rate: 'Completion rate',
} as const

const only = { source: ['skilljar'] } as const
const without = ['technology', 'contentType'] as const

export const accessGroups = [
  {
    slug: 'access-groups',
    path: '/skilljar/access-groups',
    title: 'Access & groups',
    question: 'Who may use which Skilljar domain and until when, who sees what, and what do groups of students learn?',
    metrics: figures,
    table: {
      by: ['student_group'],
      metrics: [
        'skilljar_people',
        'active_learners',
        'learning_hours',
        'enrolments',
        'sj_course_completions',
        'sj_course_completion_rate',
      ],
      defaultSort: { by: 'skilljar_people', descending: true },
      headings: { ...headings, student_group: 'Student group', trend: 'Hours over time' },
      trend: 'learning_hours',
    },
    shows: [
      'memberships_active',
      'memberships_ended',
      'memberships_expiring_30',
      'memberships_expiring_60',
      'memberships_expiring_90',
      'memberships_lasting',
      'access_code_pools',
      'access_code_uses',
      'access_code_uses_possible',
      'access_code_redemption',
      'signup_fields',
      'signup_segments',
      'visibility_rules',
      'series_dropoff',
    ],
    only,
    filters: ['domain', 'student_group'],
    without,
    note: 'Groups and access are those of the day on which the data was loaded: Skilljar delivers no history of them.',
    permission: 'reports.read',
  },
  {
    slug: 'student-group',
    path: '/skilljar/access-groups/[group]',
    title: 'Student group',
    question: 'What does this group of students learn, and what may it see?',
    metrics: figures,
    table: {
      by: ['content', 'domain'],
      metrics: [
        'learning_hours',
        'active_learners',
        'enrolments',
        'sj_course_completions',
        'sj_course_completion_rate',
      ],
      defaultSort: { by: 'learning_hours', descending: true },
      headings: { ...headings, content: 'Course', domain: 'Domain', trend: 'Hours over time' },
      trend: 'learning_hours',
    },
    shows: ['skilljar_people', 'visibility_rules'],
    only,
    filters: ['domain'],
    without,
    note: 'Members are those of the day on which the data was loaded: Skilljar delivers no history of groups.',
    permission: 'reports.read',
  },
  {
    slug: 'student-group-people',
    path: '/skilljar/access-groups/[group]',
    title: 'People in a student group',
    question: 'Who is in this student group, and what did each of them do?',
    metrics: ['learning_hours'],
    table: {
      by: ['person'],
      metrics: ['skilljar_people', 'learning_hours', 'enrolments', 'sj_course_completions'],
      defaultSort: { by: 'learning_hours', descending: true },
      headings: { person: 'Person', ...headings },
    },
    only,
    without,
    permission: 'people.read',
  },
] as const satisfies readonly Report[]
