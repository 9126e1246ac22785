/** The lists of one person's page: the page draws them, the catalogue says where they are used. */

/** In the order in which they stand on the page. */
export const personLists = [
  'person_courses',
  'person_enrolments',
  'person_lessons',
  'person_assessments',
  'person_assignments',
  'person_certifications',
  'person_tracks',
  'person_projects',
  'person_paths',
  'person_quizzes',
  'person_quiz_attempts',
  'person_scorm',
  'person_sessions',
  'person_certificates',
  'person_workspaces',
  'person_purchases',
  'person_credits',
  'person_domains',
  'person_signup',
  'person_groups',
] as const
export type PersonList = (typeof personLists)[number]
