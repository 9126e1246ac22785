/** Assessments, assignments, certifications, tracks and workspaces of one person. */
import { sql, type RawBuilder } from 'kysely'
import type { Context } from '@/lib/metrics/fact'
import { attempts } from '@/lib/metrics/facts/assessments'
import { isPutAway, stateOf } from '@/lib/metrics/facts/assignments'
import { stages } from '@/lib/metrics/facts/certifications'
import { dayOfNumber, filled, ofAsked } from '@/lib/metrics/facts/datacamp-rows'
import { eventFact, eventRows, type EventSource } from './event'

/** A gain is measured like skill_gain: from the first attempt to one two weeks later or more. */
const assessments = (context: Context): EventSource => ({
  event: 'assessment_completed',
  source: 'datacamp',
  type: 'assessment',
  id: sql`attempt.content_id`,
  title: sql`described.title`,
  technology: sql`attempt.technology`,
  from: sql`${attempts(context)} as attempt
    left join datacamp.assessment_dim as described on described.assessment_id = nullif(attempt.content_id, '')::bigint`,
  at: sql`attempt.completed_at`,
  thing: sql`concat_ws('/', attempt.content_id, attempt.completed_at, attempt.score)`,
  detail: sql`attempt.score_group`,
  amount: sql`attempt.score`,
  ofAmount: sql`case when attempt.completed_at >= attempt.first_completed_at + interval '14 days' then attempt.score - attempt.first_score end`,
  when: sql`attempt.person_id = ${context.person}::bigint`,
})

const assigned = (context: Context): RawBuilder<unknown> => sql`(
  select fact.*, concat_ws('/', fact.group_id, fact.user_id, fact.assignment_id, fact.assigned_at, fact.due_at, fact.completed_at) as thing,
    ${filled('described.technology')} as technology, coalesce(described.assignment_title, 'Assignment ' || described.assignment_id) as title,
    coalesce(fact.assigned_at, described.created_at, fact.due_at, fact.completed_at) as given_at,
    ${stateOf(context)} as state
  from (
    select distinct group_id, user_id, assignment_id, assigned_at, due_at, completed_at, reminder_sent_at,
      ${filled('completion_status')} as completion_status
    from datacamp.assignment_fact as given
    where ${ofAsked(context, 'given.user_id')}
  ) as fact
  left join datacamp.assignment_dim as described using (assignment_id)
  where not ${isPutAway(context)}
) as given`

const assignments = (context: Context, event: string, at: RawBuilder<unknown>): EventSource => ({
  event,
  source: 'datacamp',
  type: 'assignment',
  id: sql`given.assignment_id`,
  title: sql`given.title`,
  technology: sql`given.technology`,
  from: assigned(context),
  at,
  thing: sql`given.thing`,
  detail: sql`given.state`,
  amount: sql`extract(epoch from given.completed_at - given.due_at) / 86400`,
})

const stageColumns = {
  v1: [
    'registered_at',
    'assessments_passed_at',
    'coding_challenge_passed_at',
    'case_study_ready_at',
    'submitted_at',
    'certificate_granted_at',
  ],
  v2: [
    'registered_at',
    'first_exam_started_at',
    'first_exam_completed_at',
    'exam_last_passed_at',
    'case_study_ready_at',
    'submitted_at',
    'certificate_granted_at',
  ],
} as const

/** Every stage that an attempt has a date of; the grant has a day alone. */
const certifications = (context: Context): EventSource => {
  const steps = (['v1', 'v2'] as const).flatMap((version) =>
    stageColumns[version].map(
      (column, index) =>
        sql`(${version}::text, ${index}::int, ${stages[version][index]}::text, attempt.${sql.ref(column)}::timestamp)`,
    ),
  )
  return {
    event: 'certification_stage',
    source: 'datacamp',
    type: 'certification',
    id: sql`attempt.certification_id`,
    title: sql`nullif(trim(described.certification_name), '')`,
    from: sql`(
        select fact.*, coalesce(fact.first_case_study_submitted_at, fact.last_case_study_submitted_at) as submitted_at,
          case when fact.certification_id in (1, 2) then 'v1' else 'v2' end as version
        from datacamp.certification_fact as fact
        where ${ofAsked(context, 'fact.user_id')}
      ) as attempt
      cross join lateral (values ${sql.join(steps)}, (attempt.version, -1, 'Expired', attempt.expired_at)) as step (version, number, name, at)
      left join datacamp.certification_dim as described on described.certification_id = attempt.certification_id`,
    at: sql`case when step.name <> 'Granted' then step.at end`,
    day: sql`step.at::date`,
    thing: sql`attempt.user_certification_id::text`,
    detail: sql`step.name`,
    amount: sql`step.number`,
    when: sql`step.version = attempt.version and (step.number >= 0 or attempt.certificate_granted_at is null)`,
  }
}

/** Enrolled in a version; what of it is completed stands beside both events. */
const tracks = (context: Context, event: string, at: RawBuilder<unknown>, day: RawBuilder<unknown>): EventSource => ({
  event,
  source: 'datacamp',
  type: 'track',
  id: sql`enrolled.track_version_id`,
  title: sql`described.title`,
  technology: filled('described.technology'),
  from: sql`(
      select user_id, track_version_id, min(started_at) as started_at, min(date_id) as date_id, max(completed_at) as completed_at
      from datacamp.track_fact as fact
      where ${ofAsked(context, 'fact.user_id')}
      group by user_id, track_version_id
    ) as enrolled
    left join datacamp.track_dim as described using (track_version_id)
    left join lateral (
      select count(distinct content_id) as contents from datacamp.track_content_fact as part
      where part.user_id = enrolled.user_id and part.track_version_id = enrolled.track_version_id
        and part.completed_at is not null and part.content_id not like '%\\_-1'
    ) as done on true`,
  at,
  day,
  thing: sql`concat_ws('/', enrolled.user_id, enrolled.track_version_id)`,
  detail: sql`case described.is_custom when true then 'custom' when false then 'standard' end`,
  amount: sql`coalesce(done.contents, 0)`,
  ofAmount: sql`described.nb_courses + described.nb_projects`,
})

const workspaces = (context: Context, event: string, at: RawBuilder<unknown>): EventSource => ({
  event,
  source: 'datacamp',
  type: 'workspace',
  id: sql`made.workspace_id`,
  title: sql`described.workspace_title`,
  technology: filled('described.technology'),
  from: sql`(
      select workspace_id, min(created_at) as created_at, min(first_published_at) as first_published_at,
        coalesce(bool_or(nb_times_published_successfully > 0), false) as is_published,
        sum(coalesce(nb_upvotes, 0)) as upvotes, sum(coalesce(nb_shares, 0)) as shares
      from datacamp.workspace_fact as fact
      where ${ofAsked(context, 'fact.creator_id')}
      group by creator_id, workspace_id
    ) as made
    left join datacamp.workspace_dim as described using (workspace_id)`,
  at,
  amount: sql`made.upvotes`,
  ofAmount: sql`made.shares`,
  ...(event === 'workspace_published' && { when: sql<boolean>`made.is_published` }),
})

export const assessmentEvents = eventFact('person_assessments', 'Assessments that one person completed.', (context) => [
  eventRows(context, assessments(context)),
])

export const assignmentEvents = eventFact('person_assignments', 'Assignments of one person.', (context) => [
  eventRows(context, assignments(context, 'assignment_assigned', sql`given.given_at`)),
  eventRows(context, assignments(context, 'assignment_due', sql`given.due_at`)),
  eventRows(context, assignments(context, 'assignment_completed', sql`given.completed_at`)),
])

export const certificationEvents = eventFact('person_certifications', 'Stages of certifications.', (context) => [
  eventRows(context, certifications(context)),
])

export const trackEvents = eventFact('person_tracks', 'Tracks of one person.', (context) => [
  eventRows(
    context,
    tracks(
      context,
      'track_enrolled',
      sql`enrolled.started_at`,
      sql`coalesce(enrolled.started_at::date, ${dayOfNumber('enrolled.date_id')})`,
    ),
  ),
  eventRows(context, tracks(context, 'track_completed', sql`enrolled.completed_at`, sql`enrolled.completed_at::date`)),
])

export const workspaceEvents = eventFact('person_workspaces', 'Workspaces that one person made.', (context) => [
  eventRows(context, workspaces(context, 'workspace_created', sql`made.created_at`)),
  eventRows(
    context,
    workspaces(context, 'workspace_published', sql`coalesce(made.first_published_at, made.created_at)`),
  ),
])
