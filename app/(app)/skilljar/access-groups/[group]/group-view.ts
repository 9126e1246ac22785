import type { CardView } from '@/app/(app)/card-view'
import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { readStudentGroup, studentGroupCards } from '@/lib/reports/read-student-group'

export type GroupView = ViewOf<typeof readStudentGroup, typeof studentGroupCards>

/** As one of its cards has it. */
export type GroupViewOf<Card extends keyof typeof studentGroupCards> = CardView<GroupView, Card>
