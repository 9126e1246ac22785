import { detailHref } from '@/components/reports/detail-href'
import { ReportTable } from '@/components/reports/report-table'
import { EnrolledAndCompleted } from './enrolled-and-completed'
import { kindName } from './kind-name'
import { TrackKinds } from './track-kinds'
import { TrackProgress } from './track-progress'
import type { TracksView } from './tracks-view'
import { VersionsProgress } from './versions-progress'

export function TracksNumbers({ view }: { view: TracksView }) {
  const { data, filters, period } = view
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <EnrolledAndCompleted view={view} className="charts:col-span-7" />
        <VersionsProgress view={view} />
        <TrackProgress
          rows={data.progress}
          median={data.figures.totals.track_progress_median}
          period={period}
          className="charts:col-span-7"
        />
        <TrackKinds view={view} />
      </div>
      <ReportTable
        view={view}
        title="All track versions"
        about="Versions stay in history when a newer one replaces them: archived ones are marked, and those that DataCamp does not describe any more are named by their number."
        one="track version"
        many="track versions"
        nameOf={{ track_kind: (row) => kindName(row['track_kind']) }}
        hrefOf={(row) => detailHref('/datacamp/tracks', row['track'], filters)}
      />
    </>
  )
}
