/** What Workspaces reads, in one place: the page draws it, a publish warms it, the benchmark times it. */
import type { ScopedReader } from '@/lib/authz/reader'
import { ask } from '@/lib/metrics/ask'
import { series } from '@/lib/metrics/series'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'

const MOST_ROWS = 8

export async function readWorkspaces(reader: ScopedReader, question: ReportQuestion<ReportNamed<'workspaces'>>) {
  const { inside } = question
  const alone = { ...inside, compare: 'none' as const }
  const liked = await ask(reader, {
    metrics: ['workspace_upvotes', 'workspace_shares'],
    by: ['content'],
    filters: alone,
    sort: { by: 'workspace_upvotes', descending: true },
    limit: MOST_ROWS,
  })
  return {
    ...(await readFrame(reader, question)),
    table: await readTable(reader, question),
    made: await series(reader, {
      metrics: ['workspaces_created', 'workspaces_edited', 'workspaces_published'],
      filters: inside,
    }),
    became: (
      await ask(reader, {
        metrics: [
          'workspaces_created',
          'workspaces_created_edited',
          'workspaces_created_tried',
          'workspaces_created_published',
          'workspace_publish_success',
          'workspace_shares',
        ],
        filters: alone,
      })
    ).totals,
    visits: await series(reader, { metrics: ['workspace_visits'], filters: inside }),
    visitsByTechnology: await series(reader, { metrics: ['workspace_visits'], by: 'technology', filters: alone }),
    views: await series(reader, {
      metrics: ['publication_views', 'publication_views_own', 'publication_hours', 'publication_hours_own'],
      filters: alone,
    }),
    technologies: (
      await ask(reader, {
        metrics: [
          'workspaces_created',
          'workspace_integration_share',
          'workspaces_measured',
          'workspace_size_q1',
          'workspace_size',
          'workspace_size_q3',
        ],
        by: ['technology'],
        filters: alone,
        sort: { by: 'workspaces_created', descending: true },
      })
    ).rows,
    liked: liked.rows.filter((row) => row.workspace_upvotes !== 0 || row.workspace_shares !== 0),
  }
}
