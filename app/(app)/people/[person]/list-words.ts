/** What the lists on a person's page are called. */
import type { PersonList } from '@/lib/reports/person-lists'

interface ListWords {
  readonly title: string
  readonly about: string
  /** Header of the first column. */
  readonly thing: string
  readonly one: string
  readonly many: string
}

export const listWords: Readonly<Record<PersonList, ListWords>> = {
  person_courses: {
    title: 'Courses',
    about:
      'Both platforms: started, completed, or worked on in the period; hours and XP are of the period. Times are UTC, on hover.',
    thing: 'Course',
    one: 'course',
    many: 'courses',
  },
  person_assessments: {
    title: 'Assessments',
    about: 'Each completed attempt; a gain is measured from the first one, two weeks later or more.',
    thing: 'Assessment',
    one: 'assessment',
    many: 'assessments',
  },
  person_assignments: {
    title: 'Assignments',
    about: 'Assigned, due or completed in the period, and whatever is overdue.',
    thing: 'Assignment',
    one: 'assignment',
    many: 'assignments',
  },
  person_certifications: {
    title: 'Certifications',
    about: 'Attempts with something in the period, and how far they came.',
    thing: 'Certification',
    one: 'certification',
    many: 'certifications',
  },
  person_tracks: {
    title: 'Tracks',
    about: 'DataCamp tracks by the version enrolled in, and how much of it is completed.',
    thing: 'Track',
    one: 'track',
    many: 'tracks',
  },
  person_projects: {
    title: 'Projects',
    about: 'Started or completed in the period.',
    thing: 'Project',
    one: 'project',
    many: 'projects',
  },
  person_paths: {
    title: 'Paths',
    about: 'Skilljar paths enrolled in or completed.',
    thing: 'Path',
    one: 'path',
    many: 'paths',
  },
  person_quizzes: {
    title: 'Quizzes',
    about: 'Skilljar quizzes with a finished attempt in the period: the first result and the best score.',
    thing: 'Quiz',
    one: 'quiz',
    many: 'quizzes',
  },
  person_sessions: {
    title: 'Live sessions',
    about: 'Registrations for sessions that begin in the period.',
    thing: 'Session',
    one: 'live session',
    many: 'live sessions',
  },
  person_certificates: {
    title: 'Certificates',
    about: 'Of Skilljar courses: issued or expiring in the period.',
    thing: 'Course',
    one: 'certificate',
    many: 'certificates',
  },
  person_workspaces: {
    title: 'Workspaces',
    about: 'DataCamp workspaces created or first published in the period.',
    thing: 'Workspace',
    one: 'workspace',
    many: 'workspaces',
  },
}
