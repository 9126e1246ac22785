import { teamLabels } from '@/components/filters/team-labels'
import { PageHeader } from '@/components/shell/page-header'
import { Card } from '@/components/ui/card'
import { ClosedViews } from '@/components/views/closed-views'
import { ViewList, type ListedView } from '@/components/views/view-list'
import { definePage } from '@/lib/authz/page'
import { withReader } from '@/lib/authz/reader'
import { app } from '@/lib/db/app'
import { filterOptions } from '@/lib/metrics/options'
import { pageTitle } from '@/lib/views/page-title'
import { periodInWords } from '@/lib/views/periods'
import { closedViews, visibleViews, type VisibleView } from '@/lib/views/visible'
import { pin, prefer, remove, rename, share } from './actions'

export const metadata = { title: 'Saved views' }

const actions = { pin, prefer, remove, rename, share }

export default definePage('/views', async ({ actor, scope }) => {
  const { teams } = await withReader(scope, filterOptions)
  const names = teamLabels(teams)
  const views = (await visibleViews(app(), actor)).map((view) => listed(view, names))
  const closed = await closedViews(app(), actor)
  const isAdmin = actor.role === 'admin'
  return (
    <>
      <PageHeader
        title="Saved views"
        question="Pages and tables as somebody wanted them, to come back to. Everybody sees them within their own rights."
      />
      <Card title="Mine">
        <ViewList
          views={views.filter(({ mine }) => mine)}
          nothing="Open a page, set its filters, and choose “Save view” at its top."
          actions={actions}
        />
      </Card>
      <Card
        title={isAdmin ? 'Shared by others' : 'Shared with me'}
        about={
          isAdmin
            ? 'All of them: you may end the sharing of a view or remove it, such as one of an account that was disabled.'
            : undefined
        }
      >
        <ViewList
          views={views.filter(({ mine }) => !mine)}
          nothing="What others share stands here."
          actions={actions}
          mayTidy={isAdmin}
        />
      </Card>
      {closed.length > 0 && (
        <Card
          title="Mine, but not open to me any more"
          about="Their pages need a role that you no longer have, or are gone."
        >
          <ClosedViews views={closed} remove={remove} />
        </Card>
      )}
    </>
  )
})

function listed(view: VisibleView, teams: ReadonlyMap<number, string>): ListedView {
  const { search, ...rest } = view
  return {
    ...rest,
    page: pageTitle(view.path),
    period: periodInWords(new URLSearchParams(search)),
    team: teams.get(view.teamId ?? 0) ?? null,
  }
}
