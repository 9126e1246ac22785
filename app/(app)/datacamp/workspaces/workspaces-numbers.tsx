import { cardView } from '@/app/(app)/card-view'
import { LaterCard } from '@/app/(app)/later-card'
import { ReportTable } from '@/components/reports/report-table'
import { ByTechnology } from './by-technology'
import { MadeOverTime } from './made-over-time'
import { MostLiked } from './most-liked'
import { Publishing } from './publishing'
import { ViewsByViewer } from './views-by-viewer'
import { VisitsOverTime } from './visits-over-time'
import { workspaceName } from './workspace-name'
import type { WorkspacesView } from './workspaces-view'

export function WorkspacesNumbers({ view }: { view: WorkspacesView }) {
  const { later } = view
  const isLimited = view.visit.scope.people !== 'all'
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <LaterCard
          title="Created, last edited and published"
          data={later.made}
          className="min-h-[400px] charts:col-span-7"
        >
          {(read) => <MadeOverTime view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="From created to published" data={later.became} className="min-h-[400px] charts:col-span-5">
          {(read) => <Publishing view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Visits by technology" data={later.visits} className="min-h-[400px] charts:col-span-7">
          {(read) => <VisitsOverTime view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Most upvoted" data={later.liked} className="min-h-[400px] charts:col-span-5">
          {(read) => <MostLiked view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Publication views by viewer" data={later.views} className="min-h-[400px] charts:col-span-12">
          {(read) => <ViewsByViewer view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Size of the files" data={later.technologies} className="min-h-[400px] charts:col-span-12">
          {(read) => <ByTechnology view={cardView(view, read)} />}
        </LaterCard>
      </div>
      <LaterCard title="All workspaces" data={later.table} className="min-h-[860px]">
        {(read) => (
          <ReportTable
            view={cardView(view, read)}
            title="All workspaces"
            about={`Visited or viewed in the period.${isLimited ? ' Workspaces of people outside of your teams have the start of their id instead of a title.' : ''}`}
            one="workspace"
            many="workspaces"
            nameOf={{ content: workspaceName }}
          />
        )}
      </LaterCard>
    </>
  )
}
