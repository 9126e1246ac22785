import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { readPracticeProjects } from '@/lib/reports/read-practice-projects'

export type PracticeProjectsView = ViewOf<typeof readPracticeProjects>
