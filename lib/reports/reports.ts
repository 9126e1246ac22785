/** Every report as data, in menu order: pages draw it, the API serves it, exports stream it, the catalogue explains it. */
import { accessGroups } from './definitions/access-groups'
import { assessments } from './definitions/assessments'
import { assignments } from './definitions/assignments'
import { certifications } from './definitions/certifications'
import { commerce } from './definitions/commerce'
import { courses } from './definitions/courses'
import { expiries } from './definitions/expiries'
import { learningActivity } from './definitions/learning-activity'
import { liveTraining } from './definitions/live-training'
import { overview } from './definitions/overview'
import { paths } from './definitions/paths'
import { people } from './definitions/people'
import { practiceProjects } from './definitions/practice-projects'
import { quizzes } from './definitions/quizzes'
import { skilljarCourses } from './definitions/skilljar-courses'
import { scorm } from './definitions/scorm'
import { teams } from './definitions/teams'
import { tracks } from './definitions/tracks'
import { workspaces } from './definitions/workspaces'
import type { Report } from './report'

export const reports = [
  ...overview,
  ...learningActivity,
  ...courses,
  ...assessments,
  ...assignments,
  ...certifications,
  ...tracks,
  ...practiceProjects,
  ...workspaces,
  ...skilljarCourses,
  ...quizzes,
  ...paths,
  ...scorm,
  ...liveTraining,
  ...commerce,
  ...accessGroups,
  ...teams,
  ...people,
  ...expiries,
] as const

type Known = (typeof reports)[number]
export type ReportSlug = Known['slug']
export type ReportNamed<S extends ReportSlug> = Extract<Known, { slug: S }>

/** A report by a slug that is written down in the code. */
export function reportOf<S extends ReportSlug>(slug: S): ReportNamed<S> {
  // Safe: every slug of the type is the slug of a report.
  return findReport(slug) as ReportNamed<S>
}

/** A report by a slug from outside. */
export function findReport(slug: string): Report | undefined {
  return (reports as readonly Report[]).find((report) => report.slug === slug)
}
