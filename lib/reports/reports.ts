/** Every report as data, in menu order: pages draw it, the API serves it, exports stream it, the dictionary explains it. */
import type { Permission } from '@/lib/authz/permissions'
import type { DimensionName } from '@/lib/metrics/dimensions'
import type { MetricName } from '@/lib/metrics/names'

export interface Report {
  readonly slug: string
  readonly title: string
  /** The question that the page answers, in one sentence. */
  readonly question: string
  readonly metrics: readonly MetricName[]
  /** Grouping of the table and of the export; "grain" is the grain chosen in the filters. */
  readonly by: readonly (DimensionName | 'grain')[]
  readonly permission: Permission
}

export const reports = [
  {
    slug: 'overview',
    title: 'Overview',
    question: 'Do people learn, and more or less than before?',
    metrics: ['active_learners', 'learning_hours', 'xp', 'course_completions', 'sj_course_completions'],
    by: ['grain'],
    permission: 'reports.read',
  },
  {
    slug: 'learning-activity',
    title: 'Learning activity',
    question: 'How much does each team learn, in which technology, week by week?',
    metrics: ['xp', 'learning_hours', 'active_learners'],
    by: ['grain', 'team', 'technology'],
    permission: 'reports.read',
  },
] as const satisfies readonly Report[]

export type ReportSlug = (typeof reports)[number]['slug']

export function findReport(slug: string): Report | undefined {
  return reports.find((report) => report.slug === slug)
}
