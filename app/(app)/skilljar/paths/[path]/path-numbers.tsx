import { cardView } from '@/app/(app)/card-view'
import { LaterCard } from '@/app/(app)/later-card'
import { teamLabels } from '@/components/filters/team-labels'
import { detailHref } from '@/components/reports/detail-href'
import { ReportTable } from '@/components/reports/report-table'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { AccessEnding } from '../access-ending'
import { EnrolledAndCompleted } from '../enrolled-and-completed'
import { PathCohorts } from '../path-cohorts'
import { PathProgress } from '../path-progress'
import { PathItems } from './path-items'
import { PathStuck } from './path-stuck'
import type { PathView } from './path-view'
import { Publications } from './publications'

const wide = 'min-h-[400px] charts:col-span-7'
const slim = 'min-h-[400px] charts:col-span-5'

/** Each card keeps its place until it is read. */
export function PathNumbers({ view }: { view: PathView }) {
  const { data, later, filters, page, period } = view
  const names = teamLabels(data.choices.teams)
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <LaterCard title="Where people stop" data={later.items} className={wide}>
          {(read) => <PathItems view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Progress in the path" data={later.progress} className={slim}>
          {({ progress }) => (
            <PathProgress
              rows={progress}
              median={data.figures.totals.path_progress_median}
              period={period}
              className="charts:col-span-5"
            />
          )}
        </LaterCard>
        <LaterCard title="Enrolments and completions" data={later.over} className={wide}>
          {(read) => <EnrolledAndCompleted view={cardView(view, read)} className="charts:col-span-7" />}
        </LaterCard>
        <LaterCard title="Completed, by month of enrolment" data={later.cohorts} className={slim}>
          {(read) => <PathCohorts view={cardView(view, read)} className="charts:col-span-5" />}
        </LaterCard>
        <LaterCard title="Who is stuck" data={later.stuck} className={wide}>
          {(read) => <PathStuck view={cardView(view, read)} />}
        </LaterCard>
        <div className="flex min-w-0 flex-col gap-4 charts:col-span-5">
          <LaterCard title="Where it is published" data={later.publications} className="min-h-[240px]">
            {(read) => <Publications view={cardView(view, read)} />}
          </LaterCard>
          <LaterCard title="Access that ends" data={later.ending} className="min-h-[240px] grow">
            {(read) => (
              <AccessEnding
                data={read}
                className="grow"
                what="Domain"
                opens="A row narrows the page to its domain."
                hrefOf={(key) => `${page}?${filterParams(narrow(filters, { domain: key }))}`}
              />
            )}
          </LaterCard>
        </div>
      </div>
      <LaterCard title="By team" data={later.table} className="min-h-[480px]">
        {(read) => (
          <ReportTable
            view={cardView(view, read)}
            title="By team"
            about="Enrolments of the period; completed are those of them that are so by now. People in two teams are in both rows and once in the total."
            one="team"
            many="teams"
            nameOf={{ team: (row) => names.get(Number(row['team'])) }}
            hrefOf={(row) => detailHref('/teams', row['team'], { ...filters, where: {} })}
          />
        )}
      </LaterCard>
    </>
  )
}
