import { teamLabels } from '@/components/filters/team-labels'
import { PageHeader } from '@/components/shell/page-header'
import { Card } from '@/components/ui/card'
import { ClosedViews } from '@/components/views/closed-views'
import { OrderPins } from '@/components/views/order-pins'
import { ViewList, type ListedView } from '@/components/views/view-list'
import { definePage } from '@/lib/authz/page'
import { withReader } from '@/lib/authz/reader'
import { app } from '@/lib/db/app'
import { filterOptions } from '@/lib/metrics/options'
import { pageTitle } from '@/lib/views/page-title'
import { pinnedOf } from '@/lib/views/pinned'
import { periodInWords } from '@/lib/views/periods'
import { closedViews, visibleViews, type VisibleView } from '@/lib/views/visible'
import { order, pin, prefer, remove, rename, share } from './actions'

export const metadata = { title: 'Saved views' }

const actions = { pin, prefer, remove, rename, share }

export default definePage('/views', async ({ actor, scope }) => {
  const { teams } = await withReader(scope, filterOptions)
  const names = teamLabels(teams)
  const views = (await visibleViews(app(), actor)).map((view) => listed(view, names))
  const pins = pinnedOf(views)
  const closed = await closedViews(app(), actor)
  const isAdmin = actor.role === 'admin'
  return (
    <>
      <PageHeader
        title="Saved views"
        question="Pages and tables as somebody wanted them, to come back to. Everybody sees them within their own rights."
        actions={pins.length > 1 && <OrderPins pins={pins} order={order} />}
      />
      <Card
        title="Mine"
        about="A page that always opens the same, such as Quality or Metrics, has no “Save view”: a bookmark of your browser does as much."
      >
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
