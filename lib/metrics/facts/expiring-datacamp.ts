/** What ends for people on DataCamp: assignments that fall due, and registrations for certifications that run out. */
import { sql, type RawBuilder } from 'kysely'
import type { Context } from '../fact'
import { isPutAway } from './assignments'
import { accountOf, filled, inPeriod, loadedAt, ofAsked, personOf } from './datacamp-rows'
import type { ExpiringRow } from './expiries'

/** Open ones, a row per learner and assignment as in the fact of assignments; what is completed ends no more. */
export const assignmentsDue = (context: Context): RawBuilder<ExpiringRow> => sql`
  select 'Assignment due' as expiry_kind, 'datacamp' as source, 'assignment' as content_type,
    coalesce(given.assignment_id::text, '') as content_id, ${filled('described.technology')} as technology,
    null::text as published, ${personOf('given.user_id')} as person_id, given.due_at as ends_at, ${loadedAt(context)} as loaded_at
  from (
    select distinct group_id, user_id, assignment_id, ${filled('completion_status')} as completion_status, assigned_at, due_at,
      reminder_sent_at
    from datacamp.assignment_fact
    where completed_at is null and ${inPeriod('due_at', context)} and ${ofAsked(context, 'user_id')}
  ) as given
  left join datacamp.assignment_dim as described using (assignment_id)
  ${accountOf('given.user_id')}
  where not ${isPutAway(context)}`

/** Not granted, and no other attempt of the same person at the same certification was granted since, lasts longer or never ends. */
export const registrationsEnding = (context: Context): RawBuilder<ExpiringRow> => sql`
  select 'Certification registration', 'datacamp', 'certification', coalesce(attempt.certification_id::text, ''), null::text, null::text,
    ${personOf('attempt.user_id')}, attempt.expired_at, ${loadedAt(context)}
  from datacamp.certification_fact as attempt
  ${accountOf('attempt.user_id')}
  where attempt.certificate_granted_at is null and ${inPeriod('attempt.expired_at', context)}
    and ${ofAsked(context, 'attempt.user_id')}
    and not exists (
      select from datacamp.certification_fact as other
      where other.user_id = attempt.user_id and other.certification_id = attempt.certification_id
        and other.user_certification_id <> attempt.user_certification_id
        and case when other.certificate_granted_at is not null
          then coalesce(other.certificate_granted_at >= attempt.registered_at::date, true)
          else coalesce((other.expired_at, other.user_certification_id) > (attempt.expired_at, attempt.user_certification_id), true) end)`
