import type { ViewOf } from '@/app/(app)/dashboard-page'
import type { quizCards, readQuiz } from '@/lib/reports/read-quiz'

export type QuizView = ViewOf<typeof readQuiz, typeof quizCards>

/** What one of its cards reads. */
export type CardData<Name extends keyof typeof quizCards> = Awaited<ReturnType<(typeof quizCards)[Name]>>
