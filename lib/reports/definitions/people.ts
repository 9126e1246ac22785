import { notObserved } from './not-observed'
import { personLists } from '../person-lists'
import type { Report } from '../report'

export const people = [
  {
    slug: 'people',
    path: '/people',
    title: 'People',
    question: 'Who learns how much on both platforms, and who was last seen when?',
    metrics: ['active_learners', 'learning_hours', 'xp', 'active_days', 'course_completions', 'sj_course_completions'],
    table: {
      by: ['person'],
      metrics: [
        'learning_hours',
        'xp',
        'active_days',
        'course_completions',
        'sj_course_completions',
        'certifications_granted',
        'certificates_issued',
      ],
      defaultSort: { by: 'learning_hours', descending: true },
      headings: {
        learning_hours: 'Hours',
        active_days: 'Active days',
        course_completions: 'DataCamp courses',
        sj_course_completions: 'Skilljar courses',
        certifications_granted: 'Certifications',
        certificates_issued: 'Certificates',
      },
    },
    // The page of one person.
    shows: ['person_timeline', ...personLists],
    note: notObserved,
    permission: 'people.read',
  },
] as const satisfies readonly Report[]
