/** The lists of one person's page: the page draws them, the catalogue says where they are used. */

/** In the order in which they stand on the page. */
export const personLists = [
  'person_courses',
  'person_assessments',
  'person_assignments',
  'person_certifications',
  'person_tracks',
  'person_projects',
  'person_paths',
  'person_quizzes',
  'person_sessions',
  'person_certificates',
  'person_workspaces',
] as const
export type PersonList = (typeof personLists)[number]
