import { cardView } from '@/app/(app)/card-view'
import { LaterCard } from '@/app/(app)/later-card'
import { detailHref } from '@/components/reports/detail-href'
import { ReportTable } from '@/components/reports/report-table'
import { AccessEnding } from './access-ending'
import { EnrolledAndCompleted } from './enrolled-and-completed'
import { PathCohorts } from './path-cohorts'
import { PathProgress } from './path-progress'
import type { PathsView } from './paths-view'
import { ProgressByPath } from './progress-by-path'
import { RatesByGroup } from './rates-by-group'

const wide = 'min-h-[400px] charts:col-span-7'
const slim = 'min-h-[400px] charts:col-span-5'

/** Each card keeps its place until it is read. */
export function PathsNumbers({ view }: { view: PathsView }) {
  const { data, later, filters, period } = view
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <LaterCard title="Enrolments and completions" data={later.over} className={wide}>
          {(read) => <EnrolledAndCompleted view={cardView(view, read)} className="charts:col-span-7" />}
        </LaterCard>
        <LaterCard title="Completed, by month of enrolment" data={later.cohorts} className={slim}>
          {(read) => <PathCohorts view={cardView(view, read)} className="charts:col-span-5" />}
        </LaterCard>
        <LaterCard title="Progress in the path" data={later.progress} className={wide}>
          {({ progress }) => (
            <PathProgress
              rows={progress}
              median={data.figures.totals.path_progress_median}
              period={period}
              className="charts:col-span-7"
            />
          )}
        </LaterCard>
        <LaterCard title="Progress by path" data={later.paths} className={slim}>
          {(read) => <ProgressByPath view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Completion rate by group" data={later.divided} className={wide}>
          {(read) => <RatesByGroup view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Access that ends" data={later.ending} className={slim}>
          {(read) => (
            <AccessEnding
              data={read}
              className="charts:col-span-5"
              what="Path"
              opens="A row opens its path."
              hrefOf={(key) => detailHref('/skilljar/paths', key, filters)}
            />
          )}
        </LaterCard>
      </div>
      <LaterCard title="All paths" data={later.table} className="min-h-[560px]">
        {(read) => (
          <ReportTable
            view={cardView(view, read)}
            title="All paths"
            about="Enrolments of the period, each student and path once; completed are those of them that are so by now, in time those within the window."
            one="path"
            many="paths"
            hrefOf={(row) => detailHref('/skilljar/paths', row['content'], filters)}
          />
        )}
      </LaterCard>
    </>
  )
}
