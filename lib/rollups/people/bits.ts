/**
 * mart.active_bits: who learned a technology on a day and in a week, as bit strings of people. They combine by "or", so that
 * whoever learned several technologies counts once.
 */
import type pg from 'pg'
import { noDays } from './frame'
import { technologyOf } from './scopes'
import { makeTemporary } from './temporary-table'

/** People per string. */
const CHUNK = 2_048

const weekOf = (day: string) => `(${day} - (${day} - date '0001-01-01') % 7)`
const chunk = `position / ${CHUNK}`
const oneBit = `set_bit(${noDays(`${CHUNK}`)}, position % ${CHUNK}, 1)::bit(${CHUNK})`
const columns = 'scope_id, grain, start, chunk, people'

const weeks = (days: string) => `
  select scope_id, 'week' as grain, ${weekOf('start')} as start, chunk, bit_or(people) as people
  from ${days} where grain = 'day' group by scope_id, ${weekOf('start')}, chunk`

const nextPosition = 'coalesce((select max(position) + 1 from mart.person_position), 0)'

/** People of one favourite technology stand together, the busiest first: so few strings hold most of them. */
const positions = `
  select person_id, ${nextPosition} + row_number() over (order by scope_id, days desc, person_id) - 1
  from (
    select distinct on (person_id) person_id, scope_id, days
    from (
      select person_id, scope_id, bit_count(bit_or(days)) as days
      from mart.active_days
      join pg_temp.string_scope using (slice_id)
      join mart.active_scope using (scope_id)
      where kind = 'technology'
      group by person_id, scope_id
    ) liked
    order by person_id, days desc, scope_id
  ) favourite
  where not exists (select from mart.person_position known where known.person_id = favourite.person_id)`

/** Whoever has a position keeps it, so that building anew gives the same strings. */
const forgetPositions = `
  delete from mart.person_position
  where not exists (select from mart.active_days where active_days.person_id = person_position.person_id)`

/** After rebuildDays, while `string_scope` stands. */
export async function rebuildBits(tx: pg.ClientBase): Promise<void> {
  await tx.query(forgetPositions)
  await tx.query('delete from mart.active_bits')
  await tx.query(`insert into mart.person_position (person_id, position) ${positions}`)
  await tx.query('analyze mart.person_position')
  await tx.query(
    `insert into mart.active_bits (${columns})
     select scope_id, 'day', day, ${chunk}, bit_or(${oneBit})
     from mart.activity
     join mart.person_position using (person_id)
     join mart.active_scope scope on scope.kind = 'technology' and scope.value = ${technologyOf('technology')}
     where is_evidence
     group by scope_id, day, ${chunk}
     order by scope_id, day, ${chunk}`,
  )
  await tx.query(
    `insert into mart.active_bits (${columns}) ${weeks('mart.active_bits')} order by scope_id, start, chunk`,
  )
  await tx.query('analyze mart.active_bits')
}

/** Turns over the bits of `scope_change` (lib/rollups/people/gaps.ts), and makes the weeks around them anew. */
export async function refreshBits(tx: pg.ClientBase): Promise<void> {
  await tx.query(
    `insert into mart.person_position (person_id, position)
     select person_id, ${nextPosition} + row_number() over (order by person_id) - 1
     from (select distinct person_id from pg_temp.scope_change) learner
     where not exists (select from mart.person_position known where known.person_id = learner.person_id)`,
  )
  await makeTemporary(
    tx,
    'bits_delta',
    `select scope_id, 'day' as grain, day as start, ${chunk} as chunk, bit_or(${oneBit}) as people
     from pg_temp.scope_change
     join mart.active_scope scope using (scope_id)
     join mart.person_position using (person_id)
     where kind = 'technology'
     group by scope_id, day, ${chunk}`,
    ['scope_id', 'start', 'chunk'],
  )
  await tx.query(
    `insert into mart.active_bits as live (${columns}) select ${columns} from pg_temp.bits_delta
     on conflict (scope_id, grain, start, chunk) do update set people = live.people # excluded.people`,
  )
  await makeTemporary(
    tx,
    'bits_week',
    `select week.scope_id, 'week' as grain, week.start, week.chunk,
       coalesce(bit_or(live.people), ${noDays(`${CHUNK}`)}::bit(${CHUNK})) as people
     from (select distinct scope_id, ${weekOf('start')} as start, chunk from pg_temp.bits_delta) week
     cross join generate_series(0, 6) as place
     left join mart.active_bits live on (live.scope_id, live.grain, live.start, live.chunk)
       = (week.scope_id, 'day', week.start + place, week.chunk)
     group by week.scope_id, week.start, week.chunk`,
    ['scope_id', 'start', 'chunk'],
  )
  await tx.query(
    `insert into mart.active_bits as live (${columns}) select ${columns} from pg_temp.bits_week
     on conflict (scope_id, grain, start, chunk) do update set people = excluded.people where live.people <> excluded.people`,
  )
  for (const changed of ['bits_delta', 'bits_week']) {
    await tx.query(
      `delete from mart.active_bits live using pg_temp.${changed} changed
       where (live.scope_id, live.grain, live.start, live.chunk) = (changed.scope_id, changed.grain, changed.start, changed.chunk)
         and bit_count(live.people) = 0`,
    )
  }
  await tx.query(`${forgetPositions} and person_id in (select person_id from pg_temp.scope_change where not now)`)
}
