import { cardView } from '@/app/(app)/card-view'
import { LaterCard } from '@/app/(app)/later-card'
import { ReportTable } from '@/components/reports/report-table'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { Interactions } from './interactions'
import { Packages } from './packages'
import { Responses } from './responses'
import { ResultsByPackage } from './results-by-package'
import { Scores } from './scores'
import type { ScormView } from './scorm-view'
import { Statuses } from './statuses'
import { TimeByPackage } from './time-by-package'

const half = 'min-h-[400px] charts:col-span-6'

/** Each card keeps its place until it is read. */
export function ScormNumbers({ view }: { view: ScormView }) {
  const { later, filters, page } = view
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <LaterCard title="Status of the latest attempt" data={later.statuses} className={half}>
          {(read) => <Statuses view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Scaled scores" data={later.scores} className={half}>
          {(read) => <Scores view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="First and latest attempt" data={later.packages} className={half}>
          {(read) => <ResultsByPackage view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Time per module" data={later.packages} className={half}>
          {(read) => <TimeByPackage view={cardView(view, read)} />}
        </LaterCard>
      </div>
      <LaterCard title="All modules" data={later.table} className="min-h-[560px]">
        {(read) => (
          <ReportTable
            view={cardView(view, read)}
            title="All modules"
            about="Each learner’s module once, at its latest attempt; beside it the first one. A module narrows the page to it."
            one="module"
            many="modules"
            hrefOf={(row) => `${page}?${filterParams(narrow(filters, { content: row['content'] }))}`}
          />
        )}
      </LaterCard>
      <LaterCard title="Packages" data={later.packages} className="min-h-[480px]">
        {(read) => <Packages view={cardView(view, read)} />}
      </LaterCard>
      <LaterCard title="Interactions" data={later.interactions} className="min-h-[480px]">
        {(read) => <Interactions view={cardView(view, read)} />}
      </LaterCard>
      <LaterCard title="Responses" data={later.interactions} className="min-h-[320px]">
        {(read) => <Responses view={cardView(view, read)} />}
      </LaterCard>
    </>
  )
}
