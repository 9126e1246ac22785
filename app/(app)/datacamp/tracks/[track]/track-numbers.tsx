import { teamLabels } from '@/components/filters/team-labels'
import { detailHref } from '@/components/reports/detail-href'
import { ReportTable } from '@/components/reports/report-table'
import { EnrolledAndCompleted } from '../enrolled-and-completed'
import { TrackProgress } from '../track-progress'
import { TrackContents } from './track-contents'
import { TrackPeople } from './track-people'
import type { TrackView } from './track-view'

export function TrackNumbers({ view }: { view: TrackView }) {
  const { data, filters, period } = view
  const names = teamLabels(data.choices.teams)
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <TrackContents view={view} />
        <TrackProgress
          rows={data.progress}
          median={data.figures.totals.track_progress_median}
          period={period}
          className="charts:col-span-5"
        />
        <TrackPeople view={view} />
        <EnrolledAndCompleted view={view} className="charts:col-span-5" />
      </div>
      <ReportTable
        view={view}
        title="By team"
        about="People in two teams are in both rows and once in the total."
        one="team"
        many="teams"
        nameOf={{ team: (row) => names.get(Number(row['team'])) }}
        hrefOf={(row) => detailHref('/teams', row['team'], { ...filters, where: {} })}
      />
    </>
  )
}
