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
  person_enrolments: {
    title: 'Enrolments',
    about:
      'Skilljar courses enrolled in, completed or ending in the period, and those with access: each once, however often enrolled. Times are UTC, on hover.',
    thing: 'Course',
    one: 'enrolment',
    many: 'enrolments',
  },
  person_lessons: {
    title: 'Lessons',
    about:
      'Skilljar lessons opened, viewed or completed in the period; sections are left out. Times are UTC, on hover.',
    thing: 'Lesson',
    one: 'lesson',
    many: 'lessons',
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
    about: 'Skilljar paths enrolled in, worked on or completed in the period, and those with access.',
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
  person_quiz_attempts: {
    title: 'Quiz attempts',
    about: 'Each attempt at a Skilljar quiz that was started or finished in the period.',
    thing: 'Quiz',
    one: 'quiz attempt',
    many: 'quiz attempts',
  },
  person_scorm: {
    title: 'SCORM modules',
    about: 'Modules attempted in the period; the latest attempt counts, the first status stands beside it.',
    thing: 'Module',
    one: 'SCORM module',
    many: 'SCORM modules',
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
  person_purchases: {
    title: 'Purchases',
    about:
      'At the listed price, each in its own currency: Skilljar does not say whether a price is of one or of all that was bought.',
    thing: 'Offer',
    one: 'purchase',
    many: 'purchases',
  },
  person_credits: {
    title: 'Training credits',
    about: 'Codes for a student group of the person, as they stand now; others of the group may use them, too.',
    thing: 'Code',
    one: 'training-credit code',
    many: 'training-credit codes',
  },
  person_domains: {
    title: 'Domains',
    about: 'Skilljar domains joined, as they stand now, whatever the period.',
    thing: 'Domain',
    one: 'domain',
    many: 'domains',
  },
  person_signup: {
    title: 'Sign-up answers',
    about: 'What was answered on joining a Skilljar domain, each answer once.',
    thing: 'Field',
    one: 'sign-up answer',
    many: 'sign-up answers',
  },
  person_groups: {
    title: 'Student groups',
    about: 'Skilljar groups as they stand now; the source keeps no history of them.',
    thing: 'Group',
    one: 'student group',
    many: 'student groups',
  },
  person_workspaces: {
    title: 'Workspaces',
    about: 'DataCamp workspaces created or first published in the period.',
    thing: 'Workspace',
    one: 'workspace',
    many: 'workspaces',
  },
}
