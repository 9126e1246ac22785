/** Assignments: one row per learner and assignment, in the state that the data's own moment puts it in. */
import { sql, type RawBuilder } from 'kysely'
import { defineFact, quantile, type Columns, type Context, type Db, type FactRow, type MetricDefinition } from '../fact'
import { accountOf, filled, inPeriod, loadedAt, ofAsked, personOf } from './datacamp-rows'

export const assignmentStates = ['on_time', 'late', 'overdue', 'not_yet_due', 'no_due_date'] as const
type AssignmentState = (typeof assignmentStates)[number]

interface AssignmentRow extends FactRow {
  assignment_status: AssignmentState
  /** As DataCamp stored it. */
  completion_status: string | null
  /** "2026-01"; null: no due date. */
  due_month: string | null
  assigned_at: string | null
  due_at: string | null
  completed_at: string | null
  reminder_sent_at: string | null
  /** Deleted or archived: left out of everything but its own count, unless archived ones are asked for. */
  is_put_away: boolean
  is_due: boolean
  /** From the moment of the data to the due date of an open assignment; negative: since then. */
  days_left: number | null
  is_mismatch: boolean
  days_late: number
  /** Open when the reminder went out. */
  is_reminded: boolean
  is_completed_after_reminder: boolean
}

/** Of "fact", a line of assignment_fact: what its dates say at the moment of the data. */
export const stateOf = (context: Context): RawBuilder<AssignmentState> => sql`
  case
    when fact.completed_at <= fact.due_at or (fact.completed_at is not null and fact.due_at is null) then 'on_time'
    when fact.completed_at is not null then 'late'
    when fact.due_at is null then 'no_due_date'
    when fact.due_at < ${loadedAt(context)} then 'overdue'
    else 'not_yet_due' end`

/** Of "described", its assignment: deleted, or archived unless archived ones are let in. */
export const isPutAway = ({ archived }: Context): RawBuilder<boolean> =>
  sql`(described.deleted_at is not null${
    archived ? sql`` : sql` or coalesce(lower(trim(described.assignment_status)) = 'archived', false)`
  })`

const assigned = (context: Context): RawBuilder<AssignmentRow> => {
  const loaded = loadedAt(context)
  return sql`(
    select coalesce(judged.assigned_at, judged.created_at, judged.due_at, judged.completed_at)::date as day,
      judged.person_id, 'datacamp' as source, 'assignment' as content_type,
      coalesce(judged.assignment_id::text, '') as content_id, judged.technology,
      judged.state as assignment_status, judged.completion_status, judged.is_put_away,
      coalesce(judged.due_at < ${loaded}, false) as is_due, to_char(judged.due_at, 'YYYY-MM') as due_month,
      judged.assigned_at, judged.due_at, judged.completed_at, judged.reminder_sent_at,
      case when judged.completed_at is null then extract(epoch from judged.due_at - ${loaded}) / 86400 end as days_left,
      coalesce(lower(judged.completion_status) <> case judged.state
        when 'on_time' then 'completed' when 'late' then 'late' when 'overdue' then 'missed' else 'in_progress' end, false) as is_mismatch,
      extract(epoch from judged.completed_at - judged.due_at) / 86400 as days_late,
      judged.reminder_sent_at is not null
        and coalesce(judged.completed_at > judged.reminder_sent_at, true) as is_reminded,
      coalesce(judged.completed_at > judged.reminder_sent_at
        and judged.completed_at <= judged.reminder_sent_at + interval '7 days', false) as is_completed_after_reminder
    from (
      select fact.*, ${personOf('fact.user_id')} as person_id, described.created_at,
        ${filled('described.technology')} as technology,
        ${isPutAway(context)} as is_put_away, ${stateOf(context)} as state
      from (
        select distinct group_id, user_id, assignment_id, ${filled('completion_status')} as completion_status,
          assigned_at, due_at, completed_at, reminder_sent_at
        from datacamp.assignment_fact
        where (${inPeriod('assigned_at', context)} or assigned_at is null) and ${ofAsked(context, 'user_id')}
      ) as fact
      left join datacamp.assignment_dim as described using (assignment_id)
      ${accountOf('fact.user_id')}
      where fact.assigned_at is not null
        or coalesce(described.created_at, fact.due_at, fact.completed_at)::date between ${context.from}::date and ${context.to}::date
    ) as judged)`
}

const rows = (db: Db, context: Context) => db.selectFrom(assigned(context).as('assigned')).selectAll()

const column = (name: string) => `datacamp.assignment_fact.${name}`
const dates = [column('due_at'), column('completed_at')]
const putAway = ['datacamp.assignment_dim.deleted_at', 'datacamp.assignment_dim.assignment_status']
const leftOut = [
  'Deleted assignments, and archived ones unless they are let in.',
  'Lines that repeat another word for word.',
  'Lines without any date.',
]

type Column = Columns<AssignmentRow>
const counted = (condition: (column: Column) => RawBuilder<boolean>) =>
  ({
    unit: 'items',
    format: 'count',
    leftOut,
    additive: true,
    ofPerson: () => sql`count(*)`,
    counts: (read: Column) => sql<boolean>`not ${read('is_put_away')} and ${condition(read)}`,
  }) as const

const inState = (state: AssignmentState) => ({
  ...counted((read) => sql`${read('assignment_status')} = ${state}`),
  readFrom: [...dates, ...putAway],
})

const dueWithin = (days: number) => ({
  ...counted((read) => sql`coalesce(${read('days_left')} between 0 and ${days}::int, false)`),
  formula: `Rows without completed_at whose due_at lies at most ${days} days after the moment of the data, and not before it.`,
  readFrom: [...dates, ...putAway],
})

const lateQuantile = (share: number) =>
  ({
    unit: 'days',
    format: 'days',
    formula: `Continuous quantile (${share}) of completed_at − due_at in days of 86,400 seconds.`,
    readFrom: [...dates, ...putAway],
    leftOut: [...leftOut, 'Assignments on time, and open ones.'],
    additive: false,
    ofRows: quantile<AssignmentRow>('days_late', share),
    counts: inState('late').counts,
  }) as const satisfies Omit<MetricDefinition<AssignmentRow>, 'label' | 'description'>

export const assignments = defineFact(rows, {
  name: 'assignments',
  description: 'Assignments per learner on the day they were assigned, in their state when the data was loaded.',
  ofPeriod: true,
  dimensions: ['assignment_status', 'completion_status', 'due_month'],
  metrics: {
    assignments: {
      label: 'Assignments',
      description: 'Assignments given to learners in the period, one per learner and assignment.',
      formula: 'Rows of assignment_fact by the day of assigned_at.',
      readFrom: [column('assigned_at'), ...putAway],
      ...counted(() => sql`true`),
      sumOf: assignmentStates.map((state) => `assignments_${state}`),
    },
    assignments_on_time: {
      label: 'Assignments completed on time',
      description: 'Completed by their due date, or completed without one.',
      formula: 'Rows with completed_at <= due_at, or completed and without due date.',
      ...inState('on_time'),
    },
    assignments_late: {
      label: 'Assignments completed late',
      description: 'Completed after their due date.',
      formula: 'Rows with completed_at > due_at.',
      ...inState('late'),
    },
    assignments_overdue: {
      label: 'Assignments overdue',
      description: 'Still open although their due date has passed.',
      formula: 'Rows without completed_at whose due_at lies before the moment of the data.',
      ...inState('overdue'),
    },
    assignments_not_yet_due: {
      label: 'Assignments not yet due',
      description: 'Still open, with a due date to come.',
      formula: 'Rows without completed_at whose due_at does not lie before the moment of the data.',
      ...inState('not_yet_due'),
    },
    assignments_no_due_date: {
      label: 'Assignments without due date',
      description: 'Still open, and nobody said until when.',
      formula: 'Rows without completed_at and without due_at.',
      ...inState('no_due_date'),
    },
    assignments_due_in_7: {
      label: 'Due within 7 days',
      description: 'Assignments of the period that are still open and due within 7 days of the moment of the data.',
      ...dueWithin(7),
    },
    assignments_due_in_30: {
      label: 'Due within 30 days',
      description: 'Assignments of the period that are still open and due within 30 days of the moment of the data.',
      ...dueWithin(30),
    },
    assignments_due: {
      label: 'Assignments due',
      description: 'Assignments whose due date has passed, completed or not: what the rates divide by.',
      formula: 'Rows whose due_at lies before the moment of the data.',
      readFrom: [column('due_at'), ...putAway],
      ...counted((read) => sql`${read('is_due')}`),
    },
    assignments_due_on_time: {
      label: 'Assignments due and completed on time',
      description: 'Assignments whose due date has passed, completed by it.',
      formula: 'Rows with completed_at <= due_at whose due_at lies before the moment of the data.',
      readFrom: [...dates, ...putAway],
      ...counted((read) => sql`${read('is_due')} and ${read('assignment_status')} = 'on_time'`),
    },
    days_late: {
      label: 'Median days late',
      description: 'Half of the assignments completed late came at most this long after their due date.',
      ...lateQuantile(0.5),
    },
    days_late_q1: {
      label: 'Days late, first quartile',
      description: 'A quarter of the assignments completed late came at most this long after their due date.',
      ...lateQuantile(0.25),
    },
    days_late_q3: {
      label: 'Days late, third quartile',
      description: 'Three quarters of the assignments completed late came at most this long after their due date.',
      ...lateQuantile(0.75),
    },
    assignments_reminded: {
      label: 'Assignments reminded of while open',
      description: 'Assignments that were open when their reminder was sent.',
      formula: 'Rows with reminder_sent_at and no completed_at up to then.',
      readFrom: [column('reminder_sent_at'), column('completed_at'), ...putAway],
      ...counted((read) => sql`${read('is_reminded')}`),
    },
    assignments_completed_after_reminder: {
      label: 'Assignments completed within a week of the reminder',
      description: 'Assignments that were open when their reminder was sent, and completed within 7 days after it.',
      formula: 'Rows with reminder_sent_at < completed_at <= reminder_sent_at + 7 days.',
      readFrom: [column('reminder_sent_at'), column('completed_at'), ...putAway],
      ...counted((read) => sql`${read('is_completed_after_reminder')}`),
    },
    assignment_status_mismatches: {
      label: 'Assignments with another stored status',
      description: 'Assignments whose status as DataCamp stored it differs from the one that their dates say.',
      formula:
        'Rows whose completion_status is not completed for on time, late for late, missed for overdue, in_progress for open ones.',
      readFrom: [column('completion_status'), ...dates, ...putAway],
      ...counted((read) => sql`${read('is_mismatch')}`),
      leftOut: [...leftOut, 'Rows without a stored status.'],
    },
    assignments_put_away: {
      label: 'Assignments deleted or archived',
      description: 'What all other numbers of assignments leave out.',
      formula: 'Rows of assignment_fact whose assignment is archived or has a deleted_at, by the day of assigned_at.',
      readFrom: [column('assigned_at'), ...putAway],
      ...counted(() => sql`true`),
      leftOut: [],
      counts: (read) => sql`${read('is_put_away')}`,
    },
  },
})
