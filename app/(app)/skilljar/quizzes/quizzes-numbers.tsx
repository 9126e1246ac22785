import { LaterCard } from '@/app/(app)/later-card'
import { detailHref } from '@/components/reports/detail-href'
import { ReportTable } from '@/components/reports/report-table'
import { AttemptsToPass } from './attempts-to-pass'
import { PassRates } from './pass-rates'
import { PassedByGroup } from './passed-by-group'
import { PassedOverTime } from './passed-over-time'
import type { QuizzesView } from './quizzes-view'
import { ScoreDistribution } from './score-distribution'
import { TimeOuts } from './time-outs'
import { TimeTaken } from './time-taken'

const half = 'min-h-[420px] charts:col-span-6'

/** Each card keeps its place until it is read. */
export function QuizzesNumbers({ view }: { view: QuizzesView }) {
  const { data, later, filters } = view
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <LaterCard title="Passed, by quiz" data={later.contents} className={half}>
          {(contents) => <PassRates view={view} contents={contents} />}
        </LaterCard>
        <PassedOverTime view={view} />
        <LaterCard title="Scores" data={later.scores} className={half}>
          {(bins) => <ScoreDistribution view={view} bins={bins} />}
        </LaterCard>
        <LaterCard title="Attempts to pass" data={later.attempts} className={half}>
          {(steps) => <AttemptsToPass view={view} steps={steps} />}
        </LaterCard>
        <LaterCard title="Time taken" data={later.contents} className={half}>
          {(contents) => <TimeTaken view={view} contents={contents} />}
        </LaterCard>
        <LaterCard title="Time-outs" data={later.timeOuts} className={half}>
          {(timeOuts) => <TimeOuts view={view} timeOuts={timeOuts} />}
        </LaterCard>
      </div>
      <LaterCard title="Passed, by group" data={later.groups} className="min-h-[360px]">
        {(groups) => <PassedByGroup view={view} groups={groups} />}
      </LaterCard>
      <LaterCard title="All quizzes" data={later.table} className="min-h-[680px]">
        {(table) => (
          <ReportTable
            view={{ ...view, data: { ...data, table } }}
            title="All quizzes"
            one="quiz"
            many="quizzes"
            hrefOf={(row) => detailHref('/skilljar/quizzes', row['content'], filters)}
          />
        )}
      </LaterCard>
    </>
  )
}
