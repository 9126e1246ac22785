/** What Workspaces reads, in one place. */
import type { ScopedReader } from '@/lib/authz/reader'
import { uncompared } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { series } from '@/lib/metrics/series'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTableCard } from './read-table'
import type { ReportNamed } from './reports'

const MOST_ROWS = 8

type Question = ReportQuestion<ReportNamed<'workspaces'>>

export const readWorkspaces = (reader: ScopedReader, question: Question) => readFrame(reader, question)

async function readMade(reader: ScopedReader, { inside }: Question) {
  return {
    made: await series(reader, {
      metrics: ['workspaces_created', 'workspaces_edited', 'workspaces_published'],
      filters: inside,
    }),
  }
}

async function readBecame(reader: ScopedReader, { inside }: Question) {
  const { totals } = await ask(reader, {
    metrics: [
      'workspaces_created',
      'workspaces_created_edited',
      'workspaces_created_tried',
      'workspaces_created_published',
      'workspace_publish_success',
      'workspace_shares',
    ],
    filters: uncompared(inside),
  })
  return { became: totals }
}

async function readVisits(reader: ScopedReader, { inside }: Question) {
  const metrics = ['workspace_visits'] as const
  return {
    visits: await series(reader, { metrics, filters: inside }),
    visitsByTechnology: await series(reader, { metrics, by: 'technology', filters: uncompared(inside) }),
  }
}

async function readLiked(reader: ScopedReader, question: Question) {
  const { rows } = await ask(reader, {
    metrics: ['workspace_upvotes', 'workspace_shares'],
    by: ['content'],
    filters: uncompared(question.inside),
    sort: { by: 'workspace_upvotes', descending: true },
    limit: MOST_ROWS,
  })
  return {
    liked: rows.filter((row) => row.workspace_upvotes !== 0 || row.workspace_shares !== 0),
    ...(await readBecame(reader, question)),
  }
}

async function readViews(reader: ScopedReader, { inside }: Question) {
  return {
    views: await series(reader, {
      metrics: ['publication_views', 'publication_views_own', 'publication_hours', 'publication_hours_own'],
      filters: uncompared(inside),
    }),
  }
}

async function readTechnologies(reader: ScopedReader, { inside }: Question) {
  const { rows } = await ask(reader, {
    metrics: [
      'workspaces_created',
      'workspace_integration_share',
      'workspaces_measured',
      'workspace_size_q1',
      'workspace_size',
      'workspace_size_q3',
    ],
    by: ['technology'],
    filters: uncompared(inside),
    sort: { by: 'workspaces_created', descending: true },
  })
  return { technologies: rows }
}

/** In the order in which they are read. */
export const workspacesCards = {
  made: readMade,
  became: readBecame,
  visits: readVisits,
  liked: readLiked,
  views: readViews,
  technologies: readTechnologies,
  table: readTableCard,
}
