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
  const isLimited = view.visit.scope.people !== 'all'
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <MadeOverTime view={view} />
        <Publishing view={view} />
        <VisitsOverTime view={view} />
        <MostLiked view={view} />
        <ViewsByViewer view={view} />
        <ByTechnology view={view} />
      </div>
      <ReportTable
        view={view}
        title="All workspaces"
        about={`Visited or viewed in the period.${isLimited ? ' Workspaces of people outside of your teams have the start of their id instead of a title.' : ''}`}
        one="workspace"
        many="workspaces"
        nameOf={{ content: workspaceName }}
      />
    </>
  )
}
