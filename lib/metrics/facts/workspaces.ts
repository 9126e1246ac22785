/** Workspaces by the person who created them; workspace time is a measure of its own and no learning time. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, type Context, type Db, type FactRow } from '../fact'
import { accountOf, filled, personOf } from './datacamp-rows'

interface WorkspaceRow extends FactRow {
  is_published: boolean
}

interface ViewRow extends FactRow {
  views: number
  is_by_others: boolean
}

const placed = {
  created: sql`made.created_at::date`,
  published: sql`coalesce(made.first_published_at, made.created_at)::date`,
}

const workspaces = (at: keyof typeof placed, { from, to }: Context): RawBuilder<WorkspaceRow> => sql`(
  select ${placed[at]} as day, ${personOf('made.creator_id')} as person_id, 'datacamp' as source, 'workspace' as content_type,
    coalesce(made.workspace_id, '') as content_id, ${filled('described.technology')} as technology, made.is_published
  from (
    select creator_id, workspace_id, min(created_at) as created_at, min(first_published_at) as first_published_at,
      coalesce(bool_or(nb_times_published_successfully > 0), false) as is_published
    from datacamp.workspace_fact
    group by creator_id, workspace_id
  ) as made
  left join datacamp.workspace_dim as described using (workspace_id)
  ${accountOf('made.creator_id')}
  where ${placed[at]} between ${from}::date and ${to}::date)`

const column = (name: string) => `datacamp.workspace_fact.${name}`
const item = { unit: 'items', format: 'count', additive: true, ofPerson: () => sql`count(*)` } as const

export const workspacesCreated = defineFact(
  (db: Db, context: Context) => db.selectFrom(workspaces('created', context).as('workspace')).selectAll(),
  {
    name: 'workspaces_created',
    description: 'Workspaces on the day they were created.',
    metrics: {
      workspaces_created: {
        ...item,
        label: 'Workspaces created',
        description: 'Workspaces that people created.',
        formula: 'Distinct creator and workspace by the day of created_at.',
        readFrom: [column('workspace_id'), column('created_at')],
        counts: () => sql`true`,
      },
    },
  },
)

export const workspacesPublished = defineFact(
  (db: Db, context: Context) => db.selectFrom(workspaces('published', context).as('workspace')).selectAll(),
  {
    name: 'workspaces_published',
    description: 'Workspaces on the day they were first published.',
    metrics: {
      workspaces_published: {
        ...item,
        label: 'Workspaces published',
        description: 'Workspaces that were published successfully at least once.',
        formula:
          'Distinct creator and workspace with nb_times_published_successfully > 0, by the day of first_published_at, else of created_at.',
        readFrom: [column('nb_times_published_successfully'), column('first_published_at'), column('created_at')],
        leftOut: ['Attempts to publish that failed.'],
        counts: (read) => sql`${read('is_published')}`,
      },
    },
  },
)

const visits = ({ from, to }: Context): RawBuilder<FactRow & { seconds: number }> => sql`(
  select fact.visited_at as day, ${personOf('fact.visitor_id')} as person_id, 'datacamp' as source, 'workspace' as content_type,
    coalesce(fact.workspace_id, '') as content_id, ${filled('described.technology')} as technology,
    greatest(fact.nb_seconds, 0) as seconds
  from datacamp.workspace_visit_fact as fact
  left join datacamp.workspace_dim as described using (workspace_id)
  ${accountOf('fact.visitor_id')}
  where fact.visited_at between ${from}::date and ${to}::date)`

export const workspaceVisits = defineFact(
  (db: Db, context: Context) => db.selectFrom(visits(context).as('visit')).selectAll(),
  {
    name: 'workspace_visits',
    description: 'Time spent in workspaces per visitor and day.',
    metrics: {
      workspace_hours: {
        label: 'Workspace hours',
        description: 'Time that people spent in workspaces; no part of learning hours.',
        unit: 'hours',
        format: 'hours',
        formula: 'Sum of nb_seconds divided once by 3,600.',
        readFrom: ['datacamp.workspace_visit_fact.nb_seconds', 'datacamp.workspace_visit_fact.visited_at'],
        leftOut: ['Negative time.'],
        additive: true,
        ofPerson: (read) => sql`sum(${read('seconds')})`,
        counts: (read) => sql`${read('seconds')} <> 0`,
        dividedBy: 3_600,
      },
    },
  },
)

/** Viewers have no names: a view belongs to whoever created the workspace. */
const views = ({ from, to }: Context): RawBuilder<ViewRow> => sql`(
  select fact.viewed_at as day, ${personOf('fact.creator_id')} as person_id, 'datacamp' as source, 'workspace' as content_type,
    coalesce(fact.workspace_id, '') as content_id, ${filled('described.technology')} as technology,
    coalesce(fact.nb_viewers, 0) as views,
    lower(trim(fact.viewer_type)) is distinct from 'creator' as is_by_others
  from datacamp.publication_fact as fact
  left join datacamp.workspace_dim as described using (workspace_id)
  ${accountOf('fact.creator_id')}
  where fact.viewed_at between ${from}::date and ${to}::date)`

export const publicationViews = defineFact(
  (db: Db, context: Context) => db.selectFrom(views(context).as('view')).selectAll(),
  {
    name: 'publication_views',
    description: 'Views of published workspaces per workspace and day, by the creator of the workspace.',
    metrics: {
      publication_views: {
        label: 'Publication views',
        description:
          'Viewers of published workspaces, counted once per workspace and day: somebody who comes on two days is two views.',
        unit: 'items',
        format: 'count',
        formula: 'Sum of nb_viewers by the day of viewed_at; unique per day only, so it is no number of people.',
        readFrom: ['datacamp.publication_fact.nb_viewers', 'datacamp.publication_fact.viewed_at'],
        leftOut: ['Views by creators of their own workspaces (viewer_type creator).'],
        additive: true,
        ofPerson: (read) => sql`sum(${read('views')})`,
        counts: (read) => sql`${read('is_by_others')} and ${read('views')} <> 0`,
      },
    },
  },
)
