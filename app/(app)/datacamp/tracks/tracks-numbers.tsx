import { cardView } from '@/app/(app)/card-view'
import { LaterCard } from '@/app/(app)/later-card'
import { detailHref } from '@/components/reports/detail-href'
import { ReportTable } from '@/components/reports/report-table'
import { EnrolledAndCompleted } from './enrolled-and-completed'
import { kindName } from './kind-name'
import { TrackKinds } from './track-kinds'
import { TrackProgress } from './track-progress'
import type { TracksView } from './tracks-view'
import { VersionsProgress } from './versions-progress'

export function TracksNumbers({ view }: { view: TracksView }) {
  const { data, later, filters, period } = view
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <LaterCard title="Enrolments and completions" data={later.over} className="min-h-[400px] charts:col-span-7">
          {(read) => <EnrolledAndCompleted view={cardView(view, read)} className="charts:col-span-7" />}
        </LaterCard>
        <LaterCard title="Progress by track version" data={later.versions} className="min-h-[400px] charts:col-span-5">
          {(read) => <VersionsProgress view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard
          title="Progress in the version enrolled"
          data={later.progress}
          className="min-h-[400px] charts:col-span-7"
        >
          {({ progress }) => (
            <TrackProgress
              rows={progress}
              median={data.figures.totals.track_progress_median}
              period={period}
              className="charts:col-span-7"
            />
          )}
        </LaterCard>
        <LaterCard title="Custom and standard tracks" data={later.kinds} className="min-h-[400px] charts:col-span-5">
          {(read) => <TrackKinds view={cardView(view, read)} />}
        </LaterCard>
      </div>
      <LaterCard title="All track versions" data={later.table} className="min-h-[860px]">
        {(read) => (
          <ReportTable
            view={cardView(view, read)}
            title="All track versions"
            about="Enrolments of the period; completed are those of them that are so by now. Versions stay in history when a newer one replaces them: archived ones are marked, and those that DataCamp does not describe any more are named by their number."
            one="track version"
            many="track versions"
            nameOf={{ track_kind: (row) => kindName(row['track_kind']) }}
            hrefOf={(row) => detailHref('/datacamp/tracks', row['track'], filters)}
          />
        )}
      </LaterCard>
    </>
  )
}
