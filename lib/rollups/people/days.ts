/** mart.active_days: on which days each person learned, per slice and altogether. */
import type pg from 'pg'
import { frameLength, frameStart, inFrame, noDays } from './frame'
import { ALL_SLICES, numberSlices, technologyOf } from './scopes'
import { makeTemporary } from './temporary-table'

export const frames = `
  select person_id, ${frameStart('first_evidence')} as first_day, ${frameLength('first_evidence', 'last_evidence')} as length
  from mart.person where first_evidence is not null`

const stringKeys = ['person_id', 'slice_id']

const allSlices = (rows: string) => `
  select person_id, ${ALL_SLICES} as slice_id, first_day, bit_or(days) as days from ${rows} group by person_id, first_day`

export async function rebuildDays(tx: pg.ClientBase): Promise<void> {
  await makeTemporary(
    tx,
    'sliced_days',
    `select person_id, first_day, source, content_type, ${technologyOf('technology')} as technology,
       bit_or(set_bit(zeros, day - first_day, 1)) as days
     from mart.activity
     join (select person_id, first_day, ${noDays('length')} as zeros from (${frames}) frame) frame using (person_id)
     where is_evidence
     group by person_id, first_day, source, content_type, ${technologyOf('technology')}`,
    ['person_id', 'source', 'content_type', 'technology'],
  )
  await numberSlices(tx, 'select source, content_type, technology from pg_temp.sliced_days')
  // Not truncated: that would stop readers, and show those of an older state nothing.
  await tx.query('delete from mart.active_days')
  // By person, because that is how they are read and restated.
  await tx.query(
    `insert into mart.active_days (person_id, slice_id, first_day, days)
     select person_id, slice_id, first_day, days
     from pg_temp.sliced_days join mart.active_slice using (source, content_type, technology)
     union all ${allSlices('pg_temp.sliced_days')}
     order by person_id, slice_id`,
  )
  await tx.query('analyze mart.active_days')
}

/**
 * Rewrites the strings in which a day came or went, and all strings of people whose frame moved. Reads `changed_string` and
 * leaves `changed_person` with both frames (lib/rollups/people/changes.ts).
 */
export async function refreshDays(tx: pg.ClientBase): Promise<void> {
  await makeTemporary(
    tx,
    'changed_slice',
    `select person_id, slice_id, ${changeIn('changed.day')} as change
     from pg_temp.changed_string changed join pg_temp.changed_person person using (person_id)
     group by person_id, slice_id`,
    stringKeys,
  )
  await makeTemporary(
    tx,
    'string_now',
    `select person_id, slice_id, person.first_day,
       ${changed(inFrame('live.days', 'live.first_day', 'person.first_day', 'person.length'), 'change')} as days, live.ctid as place
     from pg_temp.changed_slice
     join pg_temp.changed_person person using (person_id)
     left join mart.active_days live using (person_id, slice_id)
     union all
     select person_id, slice_id, person.first_day,
       ${inFrame('live.days', 'live.first_day', 'person.first_day', 'person.length')}, live.ctid
     from pg_temp.changed_person person
     join mart.active_days live using (person_id)
     where is_moved and not exists (
       select from pg_temp.changed_slice slice where (slice.person_id, slice.slice_id) = (live.person_id, live.slice_id))`,
    stringKeys,
  )
  await writeDays(tx)
}

/** Bits to turn over; days that lost their evidence and lie outside of the new frame need none. */
export const changeIn = (day: string) => `bit_or(set_bit(${noDays('person.length')}, ${day} - person.first_day, 1))
  filter (where ${day} between person.first_day and person.first_day + person.length - 1)`

export const changed = (days: string, change: string) => `coalesce(${days} # ${change}, ${days}, ${change})`

/** Whoever has no evidence any more has no frame, and no string. */
async function writeDays(tx: pg.ClientBase): Promise<void> {
  await tx.query(
    `delete from mart.active_days live
     where ctid = any(array(select place from pg_temp.string_now where place is not null and coalesce(bit_count(days), 0) = 0))`,
  )
  await tx.query(
    `update mart.active_days live set first_day = now.first_day, days = now.days
     from pg_temp.string_now now where live.ctid = now.place and bit_count(now.days) > 0`,
  )
  await tx.query(
    `insert into mart.active_days (person_id, slice_id, first_day, days)
     select person_id, slice_id, first_day, days from pg_temp.string_now where place is null and bit_count(days) > 0
     order by person_id, slice_id`,
  )
}
