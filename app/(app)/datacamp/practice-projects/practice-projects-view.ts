import type { CardView } from '@/app/(app)/card-view'
import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { practiceProjectsCards, readPracticeProjects } from '@/lib/reports/read-practice-projects'

export type PracticeProjectsView = ViewOf<typeof readPracticeProjects, typeof practiceProjectsCards>

/** As one of its cards has it. */
export type PracticeProjectsViewOf<Card extends keyof typeof practiceProjectsCards> = CardView<
  PracticeProjectsView,
  Card
>
