/** Time spent in workspaces by whoever visits them, and views of what was published from them. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, type Context, type Db, type FactRow } from '../fact'
import { accountOf, filled, personOf } from './datacamp-rows'

interface ViewRow extends FactRow {
  views: number
  seconds: number
  is_by_others: boolean
}

interface VisitRow extends FactRow {
  visitor_id: number | null
  seconds: number
}

const visits = ({ from, to }: Context): RawBuilder<VisitRow> => sql`(
  select fact.visited_at as day, ${personOf('fact.visitor_id')} as person_id, 'datacamp' as source, 'workspace' as content_type,
    coalesce(fact.workspace_id, '') as content_id, ${filled('described.technology')} as technology,
    fact.visitor_id, greatest(fact.nb_seconds, 0) as seconds
  from datacamp.workspace_visit_fact as fact
  left join datacamp.workspace_dim as described using (workspace_id)
  ${accountOf('fact.visitor_id')}
  where fact.visited_at between ${from}::date and ${to}::date)`

const visit = (name: string) => `datacamp.workspace_visit_fact.${name}`
const visited = [visit('visitor_id'), visit('workspace_id'), visit('visited_at')]

export const workspaceVisits = defineFact(
  (db: Db, context: Context) => db.selectFrom(visits(context).as('visit')).selectAll(),
  {
    name: 'workspace_visits',
    description: 'Time spent in workspaces per visitor and day.',
    ofPeriod: true,
    metrics: {
      workspace_hours: {
        label: 'Workspace hours',
        description: 'Time that people spent in workspaces; no part of learning hours.',
        unit: 'hours',
        format: 'hours',
        formula: 'Sum of nb_seconds divided once by 3,600.',
        readFrom: [visit('nb_seconds'), visit('visited_at')],
        leftOut: ['Negative time.'],
        additive: true,
        ofPerson: (read) => sql`sum(${read('seconds')})`,
        counts: (read) => sql`${read('seconds')} <> 0`,
        dividedBy: 3_600,
      },
      workspace_visits: {
        label: 'Workspace visits',
        description: 'Days on which somebody was in a workspace, each workspace of the day by itself.',
        unit: 'items',
        format: 'count',
        formula: 'Distinct visitor, workspace and day.',
        readFrom: visited,
        additive: true,
        ofPerson: (read) => sql`count(distinct (${read('visitor_id')}, ${read('content_id')}, ${read('day')}))`,
        counts: () => sql`true`,
      },
      workspace_visitors: {
        label: 'People active in workspaces',
        description: 'Distinct people who were in a workspace in the period, their own or another’s.',
        unit: 'people',
        format: 'count',
        formula: 'Distinct people with a visit.',
        readFrom: visited,
        additive: false,
        counts: () => sql`true`,
      },
    },
  },
)

/** Viewers have no names: a view belongs to whoever created the workspace. */
const views = ({ from, to }: Context): RawBuilder<ViewRow> => sql`(
  select fact.viewed_at as day, ${personOf('fact.creator_id')} as person_id, 'datacamp' as source, 'workspace' as content_type,
    coalesce(fact.workspace_id, '') as content_id, ${filled('described.technology')} as technology,
    coalesce(fact.nb_viewers, 0) as views, greatest(coalesce(fact.nb_seconds, 0), 0) as seconds,
    lower(trim(fact.viewer_type)) is distinct from 'creator' as is_by_others
  from datacamp.publication_fact as fact
  left join datacamp.workspace_dim as described using (workspace_id)
  ${accountOf('fact.creator_id')}
  where fact.viewed_at between ${from}::date and ${to}::date)`

const publication = (name: string) => `datacamp.publication_fact.${name}`
const counted = {
  unit: 'items',
  format: 'count',
  formula: 'Sum of nb_viewers by the day of viewed_at; unique per day only, so it is no number of people.',
  readFrom: [publication('nb_viewers'), publication('viewer_type'), publication('viewed_at')],
  additive: true,
} as const
const timed = {
  unit: 'hours',
  format: 'hours',
  formula: 'Sum of nb_seconds divided once by 3,600.',
  readFrom: [publication('nb_seconds'), publication('viewer_type'), publication('viewed_at')],
  additive: true,
  dividedBy: 3_600,
} as const
const byCreators = 'Views by creators of their own workspaces (viewer_type creator).'
const byOthers = 'Views by others than the creator.'

export const publicationViews = defineFact(
  (db: Db, context: Context) => db.selectFrom(views(context).as('view')).selectAll(),
  {
    name: 'publication_views',
    description: 'Views of published workspaces per workspace and day, by the creator of the workspace.',
    ofPeriod: true,
    metrics: {
      publication_views: {
        ...counted,
        label: 'Publication views',
        description:
          'Viewers of published workspaces, counted once per workspace and day: somebody who comes on two days is two views.',
        leftOut: [byCreators],
        ofPerson: (read) => sql`sum(${read('views')})`,
        counts: (read) => sql`${read('is_by_others')} and ${read('views')} <> 0`,
      },
      publication_views_own: {
        ...counted,
        label: 'Publication views by creators',
        description: 'Days on which creators looked at what they had published, each workspace of the day by itself.',
        leftOut: [byOthers],
        ofPerson: (read) => sql`sum(${read('views')})`,
        counts: (read) => sql`not ${read('is_by_others')} and ${read('views')} <> 0`,
      },
      publication_hours: {
        ...timed,
        label: 'Publication viewing hours',
        description: 'Time that others than the creator spent viewing published workspaces; no part of learning hours.',
        leftOut: [byCreators, 'Negative time.'],
        ofPerson: (read) => sql`sum(${read('seconds')})`,
        counts: (read) => sql`${read('is_by_others')} and ${read('seconds')} <> 0`,
      },
      publication_hours_own: {
        ...timed,
        label: 'Publication viewing hours of creators',
        description: 'Time that creators spent viewing what they had published.',
        leftOut: [byOthers, 'Negative time.'],
        ofPerson: (read) => sql`sum(${read('seconds')})`,
        counts: (read) => sql`not ${read('is_by_others')} and ${read('seconds')} <> 0`,
      },
    },
  },
)
