import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { itemsParam, questionParam, readItemOrder, readQuestionChoice } from '@/lib/reports/quiz-choice'
import { quizCards, readQuiz } from '@/lib/reports/read-quiz'
import { reportOf } from '@/lib/reports/reports'
import { aboutQuiz } from './about-quiz'
import { QuizNumbers } from './quiz-numbers'

const report = reportOf('quiz')

export const metadata = { title: report.title }

export default definePage('/skilljar/quizzes/[quiz]', (visit) =>
  dashboardPage(visit, {
    report,
    fixed: { where: { content: [`skilljar/quiz/${visit.params['quiz']}`] } },
    read: readQuiz,
    later: quizCards,
    reads: { [itemsParam]: readItemOrder, [questionParam]: readQuestionChoice },
    heading: ({ data }) => ({ title: data.quiz.title, question: aboutQuiz(data.quiz) }),
    draw: (view) => <QuizNumbers view={view} />,
    // Who sees aggregates only sees no people.
    ...(visit.scope.learnerRows && { audited: { action: 'people.view', subject: 'quiz' } as const }),
  }),
)
