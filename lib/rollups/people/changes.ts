/** Which days became evidence for whom, and which no longer are: in each slice, altogether, and in each scope. */
import type pg from 'pg'
import { frames } from './days'
import { hasDay } from './frame'
import { ALL_SLICES, numberSlices, technologyOf } from './scopes'
import { makeTemporary } from './temporary-table'

/**
 * Leaves `changed_string` (person, slice, day), `scope_change` (person, scope, day, and whether it is there now) and
 * `changed_person` (the frame they get, their first day as it was and is). False: nothing changed.
 */
export async function findChanges(tx: pg.ClientBase): Promise<boolean> {
  await numberSlices(
    tx,
    `select source, content_type, ${technologyOf('technology_after')} as technology from pg_temp.activity_delta where evidence_after`,
  )
  // More time on the same day and subject is no other day: most changes are of that kind.
  await makeTemporary(
    tx,
    'touched_day',
    `select distinct person_id, day from pg_temp.activity_delta
     where evidence_before <> evidence_after
       or (evidence_after and ${technologyOf('technology_before')} <> ${technologyOf('technology_after')})`,
  )
  await makeTemporary(tx, 'presence', presence)
  if ((await makeTemporary(tx, 'changed_string', changedStrings)) === 0) return false
  await makeTemporary(tx, 'scope_change', scopeChanges)
  await makeTemporary(
    tx,
    'changed_person',
    `select changed.person_id, frame.first_day, frame.length, learner.first_evidence as first_now,
       live.first_day + position(b'1' in live.days) - 1 as first_was,
       (live.first_day, bit_length(live.days)) is distinct from (frame.first_day, frame.length) as is_moved
     from (select distinct person_id from pg_temp.changed_string) changed
     left join (${frames}) frame using (person_id)
     left join mart.person learner using (person_id)
     left join mart.active_days live on (live.person_id, live.slice_id) = (changed.person_id, ${ALL_SLICES})`,
  )
  return true
}

/** What is stored tells what was: so a string can never drift from its own past. */
const presence = `
  select person_id, day, slice_id, bool_or(was) as was, bool_or(not was) as now
  from (
    select person_id, day, slice_id, false as was
    from pg_temp.touched_day
    join mart.activity using (person_id, day)
    join mart.active_slice slice on (slice.source, slice.content_type, slice.technology)
      = (activity.source, activity.content_type, ${technologyOf('activity.technology')})
    where is_evidence
    union all
    select person_id, day, part.slice_id, true
    from pg_temp.touched_day
    join mart.active_days own using (person_id)
    join mart.active_days part using (person_id)
    where own.slice_id = ${ALL_SLICES} and ${hasDay('own.days', 'own.first_day', 'day')}
      and part.slice_id <> ${ALL_SLICES} and ${hasDay('part.days', 'part.first_day', 'day')}
  ) seen
  group by person_id, day, slice_id`

const changedStrings = `
  select person_id, slice_id, day from pg_temp.presence where was <> now
  union all
  select person_id, ${ALL_SLICES}, day from pg_temp.presence group by person_id, day having bool_or(was) <> bool_or(now)`

/** A slice may gain a day that its scope had from another slice: only what changes the scope counts. */
const scopeChanges = `
  select person_id, scope_id, day, bool_or(now) as now
  from pg_temp.presence join pg_temp.slice_scope using (slice_id)
  group by person_id, scope_id, day
  having bool_or(was) <> bool_or(now)`
