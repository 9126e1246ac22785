import { Funnel } from '@/components/charts/funnel'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import type { WorkspacesViewOf } from './workspaces-view'

/** What became of the workspaces created in the period. */
export function Publishing({ view }: { view: WorkspacesViewOf<'became'> }) {
  const { became } = view.data
  const stages = [
    ['created', 'Created', became.workspaces_created],
    ['edited', 'Edited', became.workspaces_created_edited],
    ['tried', 'Tried to publish', became.workspaces_created_tried],
    ['published', 'Published', became.workspaces_created_published],
  ] as const
  const success = became.workspace_publish_success
  const attempts = `${formatCount(became.workspace_publish_success_numerator)} of ${formatCount(became.workspace_publish_success_denominator)} attempts to publish`
  return (
    <Funnel
      id="publishing"
      className="charts:col-span-5"
      title="From created to published"
      about="Workspaces created in the period by how far they got by now."
      period={view.period}
      what="Step"
      measure="Workspaces"
      funnels={
        became.workspaces_created === 0
          ? []
          : [
              {
                key: 'all',
                stages: stages.map(([key, label, count]) => ({ key, label, count, hidden: count === null })),
              },
            ]
      }
      note={success === null ? undefined : `${attempts} succeeded: ${formatPercent(success)}.`}
      definition="/catalogue/workspace_publish_success"
    />
  )
}
