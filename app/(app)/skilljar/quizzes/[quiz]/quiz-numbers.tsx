import { LaterCard } from '@/app/(app)/later-card'
import { ReportTable } from '@/components/reports/report-table'
import { AttemptsToPass } from '../attempts-to-pass'
import { PassedOverTime } from '../passed-over-time'
import { ScoreDistribution } from '../score-distribution'
import { Answers } from './answers'
import { Banks } from './banks'
import { Feedback } from './feedback'
import { GradingQueue } from './grading-queue'
import { ItemMap } from './item-map'
import { Items } from './items'
import type { QuizView } from './quiz-view'
import { Reliability } from './reliability'

const third = 'charts:col-span-4'
const placed = `min-h-[420px] ${third}`

/** Each card keeps its place until it is read. What a quiz does not have, banks and gradings by hand, has no card. */
export function QuizNumbers({ view }: { view: QuizView }) {
  const { data, later } = view
  const { banks, isGradedByHand, passing } = data.quiz
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <LaterCard title="Difficulty and discrimination" data={later.items} className="min-h-[440px] charts:col-span-7">
          {({ items }) => <ItemMap view={view} items={items} />}
        </LaterCard>
        <LaterCard title="Reliability" data={later.items} className="min-h-[440px] charts:col-span-5">
          {({ items, reliability }) => <Reliability items={items} reliability={reliability} />}
        </LaterCard>
      </div>
      <LaterCard title="Questions" data={later.items} className="min-h-[560px]">
        {({ items }) => <Items view={view} items={items} />}
      </LaterCard>
      <LaterCard title="Answers to a question" data={later.answers} className="min-h-[360px]">
        {(answers) => <AnswersOfItems view={view} answers={answers} />}
      </LaterCard>
      <div className="grid gap-4 charts:grid-cols-12">
        <PassedOverTime view={view} className={third} />
        <LaterCard title="Scores" data={later.scores} className={placed}>
          {(bins) => <ScoreDistribution view={view} bins={bins} passing={passing} className={third} />}
        </LaterCard>
        <LaterCard title="Attempts to pass" data={later.attempts} className={placed}>
          {(steps) => <AttemptsToPass view={view} steps={steps} className={third} />}
        </LaterCard>
      </div>
      {isGradedByHand && (
        <>
          <LaterCard title="Waiting for a grader" data={later.grading} className="min-h-[420px]">
            {(grading) => <GradingQueue view={view} grading={grading} />}
          </LaterCard>
          <LaterCard title="Feedback of graders" data={later.grading} className="min-h-[420px]">
            {(grading) => <Feedback view={view} grading={grading} />}
          </LaterCard>
        </>
      )}
      {banks > 0 && (
        <LaterCard title="Question banks" data={later.banks} className="min-h-[420px]">
          {(rows) => <Banks rows={rows} />}
        </LaterCard>
      )}
      <LaterCard title="By student group" data={later.table} className="min-h-[420px]">
        {(table) => (
          <ReportTable
            view={{ ...view, data: { ...data, table } }}
            title="By student group"
            about="Groups as they are now; who is in two is in both rows and once in the total."
            one="group"
            many="groups"
          />
        )}
      </LaterCard>
    </>
  )
}

/** Which question is shown depends on how the questions do. */
async function AnswersOfItems({ view, answers }: { view: QuizView; answers: Awaited<QuizView['later']['answers']> }) {
  const { items } = await view.later.items
  return <Answers view={view} items={items} answers={answers} />
}
