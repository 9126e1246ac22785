import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { quizzesCards, readQuizzes } from '@/lib/reports/read-quizzes'

export type QuizzesView = ViewOf<typeof readQuizzes, typeof quizzesCards>

/** What one of its cards reads. */
export type CardData<Name extends keyof typeof quizzesCards> = Awaited<ReturnType<(typeof quizzesCards)[Name]>>
