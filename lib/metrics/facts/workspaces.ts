/** Workspaces by the person who created them: what became of those created, and when they were edited and published. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, quantile, type Context, type Db, type FactRow, type MetricDefinition } from '../fact'
import { accountOf, filled, personOf } from './datacamp-rows'

interface WorkspaceRow extends FactRow {
  is_edited: boolean
  is_tried: boolean
  is_published: boolean
  is_integrated: boolean
  attempts: number
  successes: number
  upvotes: number
  shares: number
  megabytes: number | null
}

const placed = {
  created: sql`made.created_at::date`,
  edited: sql`made.last_edited_at::date`,
  published: sql`coalesce(made.first_published_at, made.created_at)::date`,
}

/** A later step stands for the earlier ones, so that no step has more than the one before. */
const workspaces = (at: keyof typeof placed, { from, to }: Context): RawBuilder<WorkspaceRow> => sql`(
  select ${placed[at]} as day, ${personOf('made.creator_id')} as person_id, 'datacamp' as source, 'workspace' as content_type,
    coalesce(made.workspace_id, '') as content_id, ${filled('described.technology')} as technology,
    made.is_edited or made.attempts > 0 or made.successes > 0 as is_edited,
    made.attempts > 0 or made.successes > 0 as is_tried, made.successes > 0 as is_published,
    made.is_integrated, made.attempts, made.successes, made.upvotes, made.shares, made.megabytes
  from (
    select creator_id, workspace_id, min(created_at) as created_at, max(last_edited_at) as last_edited_at,
      min(first_published_at) as first_published_at, bool_or(first_edited_at is not null) as is_edited,
      bool_or(first_integration_added_at is not null) as is_integrated,
      greatest(coalesce(max(nb_attempts_to_publish), 0), 0) as attempts,
      greatest(coalesce(max(nb_times_published_successfully), 0), 0) as successes,
      greatest(coalesce(max(nb_upvotes), 0), 0) as upvotes, greatest(coalesce(max(nb_shares), 0), 0) as shares,
      (max(nb_megabytes) filter (where nb_megabytes >= 0))::float8 as megabytes
    from datacamp.workspace_fact
    group by creator_id, workspace_id
  ) as made
  left join datacamp.workspace_dim as described using (workspace_id)
  ${accountOf('made.creator_id')}
  where ${placed[at]} between ${from}::date and ${to}::date)`

const column = (name: string) => `datacamp.workspace_fact.${name}`
const item = { unit: 'items', format: 'count', additive: true, ofPerson: () => sql`count(*)` } as const
const ofCreated = 'Of the workspaces created in the period'
const whole = 'When each of them happened: the source knows only how many there are by now.'

const size = (share: number) =>
  ({
    unit: 'megabytes',
    format: 'decimal',
    formula: `Continuous quantile (${share}) of nb_megabytes over workspaces created in the period.`,
    readFrom: [column('nb_megabytes'), column('created_at')],
    leftOut: ['Workspaces without a size, or with one below zero.'],
    additive: false,
    ofRows: quantile<WorkspaceRow>('megabytes', share),
    counts: (read) => sql`${read('megabytes')} is not null`,
  }) as const satisfies Omit<MetricDefinition<WorkspaceRow>, 'label' | 'description'>

export const workspacesCreated = defineFact(
  (db: Db, context: Context) => db.selectFrom(workspaces('created', context).as('workspace')).selectAll(),
  {
    name: 'workspaces_created',
    description: 'Workspaces on the day they were created, with what became of them.',
    ofPeriod: true,
    metrics: {
      workspaces_created: {
        ...item,
        label: 'Workspaces created',
        description: 'Workspaces that people created.',
        formula: 'Distinct creator and workspace by the day of created_at.',
        readFrom: [column('workspace_id'), column('created_at'), 'datacamp.workspace_dim.technology'],
        counts: () => sql`true`,
      },
      workspaces_created_edited: {
        ...item,
        label: 'Workspaces created and edited',
        description: `${ofCreated}, those edited by now.`,
        formula: 'Workspaces created in the period with first_edited_at, or with an attempt to publish.',
        readFrom: [column('first_edited_at'), column('nb_attempts_to_publish'), column('created_at')],
        counts: (read) => sql`${read('is_edited')}`,
      },
      workspaces_created_tried: {
        ...item,
        label: 'Workspaces created that somebody tried to publish',
        description: `${ofCreated}, those that somebody tried to publish by now, with success or without.`,
        formula: 'Workspaces created in the period with nb_attempts_to_publish or nb_times_published_successfully > 0.',
        readFrom: [column('nb_attempts_to_publish'), column('nb_times_published_successfully'), column('created_at')],
        counts: (read) => sql`${read('is_tried')}`,
      },
      workspaces_created_published: {
        ...item,
        label: 'Workspaces created and published',
        description: `${ofCreated}, those published successfully by now.`,
        formula: 'Workspaces created in the period with nb_times_published_successfully > 0.',
        readFrom: [column('nb_times_published_successfully'), column('created_at')],
        leftOut: ['Attempts to publish that failed.'],
        counts: (read) => sql`${read('is_published')}`,
      },
      workspaces_integrated: {
        ...item,
        label: 'Workspaces with an integration',
        description: `${ofCreated}, those with an integration (a connection to data elsewhere).`,
        formula: 'Workspaces created in the period with first_integration_added_at.',
        readFrom: [column('first_integration_added_at'), column('created_at')],
        leftOut: ['Which integration it is: the source does not say.'],
        counts: (read) => sql`${read('is_integrated')}`,
      },
      workspace_publish_attempts: {
        ...item,
        label: 'Attempts to publish',
        description: `${ofCreated}, how often somebody tried to publish them.`,
        formula: 'Sum of nb_attempts_to_publish, at least as many as nb_times_published_successfully.',
        readFrom: [column('nb_attempts_to_publish'), column('nb_times_published_successfully'), column('created_at')],
        leftOut: [whole],
        ofPerson: (read) => sql`sum(greatest(${read('attempts')}, ${read('successes')}))`,
        counts: (read) => sql`${read('is_tried')}`,
      },
      workspace_publish_successes: {
        ...item,
        label: 'Successful attempts to publish',
        description: `${ofCreated}, how often they were published successfully.`,
        formula: 'Sum of nb_times_published_successfully.',
        readFrom: [column('nb_times_published_successfully'), column('created_at')],
        leftOut: [whole],
        ofPerson: (read) => sql`sum(${read('successes')})`,
        counts: (read) => sql`${read('is_published')}`,
      },
      workspace_upvotes: {
        ...item,
        label: 'Upvotes',
        description: 'Upvotes that the workspaces created in the period have by now.',
        formula: 'Sum of nb_upvotes over workspaces created in the period.',
        readFrom: [column('nb_upvotes'), column('created_at')],
        leftOut: [whole],
        ofPerson: (read) => sql`sum(${read('upvotes')})`,
        counts: (read) => sql`${read('upvotes')} > 0`,
      },
      workspace_shares: {
        ...item,
        label: 'Shares',
        description: 'How often the workspaces created in the period were shared by now.',
        formula: 'Sum of nb_shares over workspaces created in the period.',
        readFrom: [column('nb_shares'), column('created_at')],
        leftOut: [whole],
        ofPerson: (read) => sql`sum(${read('shares')})`,
        counts: (read) => sql`${read('shares')} > 0`,
      },
      workspaces_measured: {
        ...item,
        label: 'Workspaces with a known size',
        description: `${ofCreated}, those that say how large their files are.`,
        formula: 'Workspaces created in the period with nb_megabytes.',
        readFrom: [column('nb_megabytes'), column('created_at')],
        counts: (read) => sql`${read('megabytes')} is not null`,
      },
      workspace_size: {
        label: 'Median size of a workspace',
        description: `${ofCreated}, half have files of at most this size.`,
        ...size(0.5),
      },
      workspace_size_q1: {
        label: 'Size of a workspace, first quartile',
        description: `${ofCreated}, a quarter have files of at most this size.`,
        ...size(0.25),
      },
      workspace_size_q3: {
        label: 'Size of a workspace, third quartile',
        description: `${ofCreated}, three quarters have files of at most this size.`,
        ...size(0.75),
      },
    },
  },
)

export const workspacesEdited = defineFact(
  (db: Db, context: Context) => db.selectFrom(workspaces('edited', context).as('workspace')).selectAll(),
  {
    name: 'workspaces_edited',
    description: 'Workspaces on the day they were last edited.',
    ofPeriod: true,
    metrics: {
      workspaces_edited: {
        ...item,
        label: 'Workspaces last edited',
        description: 'Workspaces whose latest edit lies in the period.',
        formula: 'Distinct creator and workspace by the day of last_edited_at.',
        readFrom: [column('last_edited_at')],
        leftOut: [
          'Earlier edits: the source keeps the first and the last alone, so that older days lose to newer ones.',
        ],
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
    ofPeriod: true,
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
