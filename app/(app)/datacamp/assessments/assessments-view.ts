import type { DashboardView } from '@/app/(app)/dashboard-page'
import type { readAssessments } from '@/lib/reports/read-assessments'
import type { reportOf } from '@/lib/reports/reports'

export type AssessmentsView = DashboardView<
  ReturnType<typeof reportOf<'assessments'>>,
  Awaited<ReturnType<typeof readAssessments>>
>
