import { Ranking } from '@/components/charts/ranking'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import { workspaceName } from './workspace-name'
import type { WorkspacesViewOf } from './workspaces-view'

/** What others found worth an upvote, among the workspaces created in the period. */
export function MostLiked({ view }: { view: WorkspacesViewOf<'liked'> }) {
  const { liked, became } = view.data
  const shown = liked.filter(({ workspace_upvotes: upvotes }) => upvotes !== null && upvotes > 0)
  const isHidden = shown.length === 0 && liked.some(({ suppressed }) => suppressed)
  return (
    <Ranking
      id="upvotes"
      className="charts:col-span-5"
      title="Most upvoted"
      about="Upvotes by now of workspaces created in the period, and how often they were shared."
      period={view.period}
      what="Workspace"
      measure="Upvotes"
      format="count"
      rows={shown.map((row) => ({
        key: row.content,
        label: workspaceName(row),
        value: row.workspace_upvotes,
        note: row.workspace_shares === null ? 'hidden' : formatCounted(row.workspace_shares, 'share', 'shares'),
      }))}
      footer={
        became.workspace_shares === null
          ? undefined
          : `All workspaces created in the period were shared ${formatCount(became.workspace_shares)} times.`
      }
      empty={
        isHidden
          ? {
              title: 'Hidden',
              text: 'One person is behind the upvotes of each workspace; your role sees groups of five and more.',
            }
          : { title: 'No upvotes', text: 'No workspace created in this period has an upvote.' }
      }
      definition="/catalogue/workspace_upvotes"
    />
  )
}
