/** Everything that tells people apart: their days, the teams' days, and the counts of distinct people over any period. */
import type pg from 'pg'
import { rebuildBits, refreshBits } from './bits'
import { findChanges } from './changes'
import { rebuildDays, refreshDays } from './days'
import { rebuildGaps, refreshGaps, rememberScopes } from './gaps'
import { rebuildMembers, refreshMembers } from './members'
import { rebuildPeaks, refreshPeaks } from './peaks'

/** From the marts alone, for the first load and for the verify command. */
export async function rebuildPeople(tx: pg.ClientBase): Promise<void> {
  await rebuildDays(tx)
  await rebuildGaps(tx)
  await rebuildBits(tx)
  await rebuildMembers(tx)
  await rebuildPeaks(tx)
  await dropTemporary(tx)
}

/** Reads `pg_temp.activity_delta` and `pg_temp.moved_person` (lib/rollups/delta.ts) and costs as much as they hold. */
export async function refreshPeople(tx: pg.ClientBase): Promise<void> {
  const changed = await findChanges(tx)
  if (changed) {
    await rememberScopes(tx)
    await refreshDays(tx)
    await refreshGaps(tx)
    await refreshBits(tx)
  }
  await refreshMembers(
    tx,
    `select person_id from pg_temp.moved_person${changed ? ' union select person_id from pg_temp.changed_person' : ''}`,
  )
  await refreshPeaks(tx)
  await dropTemporary(tx)
}

/** A second publish in the same transaction must not find them, and a rebuild need not keep them. */
async function dropTemporary(tx: pg.ClientBase): Promise<void> {
  await tx.query(`drop table if exists ${temporaryTables.map((name) => `pg_temp.${name}`).join(', ')}`)
}

const temporaryTables = [
  ...['sliced_days', 'scope_days', 'slice_scope', 'string_scope', 'touched_day', 'presence', 'changed_string'],
  ...[
    'scope_change',
    'changed_person',
    'touched_scope',
    'sets_was',
    'new_was',
    'changed_slice',
    'string_now',
    'sets_now',
  ],
  ...['edge', 'gap_delta', 'count_delta', 'bits_delta', 'bits_week', 'member_person', 'member_days_now'],
  ...['peak_change', 'peak_place', 'peak_listed', 'peak_last', 'peak_sum', 'peak_now', 'peak_size', 'peak_short'],
]
