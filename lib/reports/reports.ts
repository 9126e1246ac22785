/** Every report as data, in menu order: pages draw it, the API serves it, exports stream it, the catalogue explains it. */
import { assessments } from './definitions/assessments'
import { assignments } from './definitions/assignments'
import { certifications } from './definitions/certifications'
import { courses } from './definitions/courses'
import { learningActivity } from './definitions/learning-activity'
import { overview } from './definitions/overview'
import { people } from './definitions/people'
import { practiceProjects } from './definitions/practice-projects'
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
  ...teams,
  ...people,
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
