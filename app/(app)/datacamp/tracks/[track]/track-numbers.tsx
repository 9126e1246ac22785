import { cardView } from '@/app/(app)/card-view'
import { LaterCard } from '@/app/(app)/later-card'
import { teamLabels } from '@/components/filters/team-labels'
import { detailHref } from '@/components/reports/detail-href'
import { ReportTable } from '@/components/reports/report-table'
import { EnrolledAndCompleted } from '../enrolled-and-completed'
import { TrackProgress } from '../track-progress'
import { TrackContents } from './track-contents'
import { TrackPeople } from './track-people'
import type { TrackView } from './track-view'

export function TrackNumbers({ view }: { view: TrackView }) {
  const { data, later, filters, period } = view
  const names = teamLabels(data.choices.teams)
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <LaterCard title="Where people stop" data={later.contents} className="min-h-[400px] charts:col-span-7">
          {(read) => <TrackContents view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard
          title="Progress in the version enrolled"
          data={later.progress}
          className="min-h-[400px] charts:col-span-5"
        >
          {({ progress }) => (
            <TrackProgress
              rows={progress}
              median={data.figures.totals.track_progress_median}
              period={period}
              className="charts:col-span-5"
            />
          )}
        </LaterCard>
        <LaterCard title="People by progress" data={later.people} className="min-h-[400px] charts:col-span-7">
          {(read) => <TrackPeople view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Enrolments and completions" data={later.over} className="min-h-[400px] charts:col-span-5">
          {(read) => <EnrolledAndCompleted view={cardView(view, read)} className="charts:col-span-5" />}
        </LaterCard>
      </div>
      <LaterCard title="By team" data={later.table} className="min-h-[860px]">
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
