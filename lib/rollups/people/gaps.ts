/** mart.active_gap, active_gap_month and active_bucket: how many distinct people learned, per scope, for any range and for whole buckets. */
import type pg from 'pg'
import { grains } from '@/lib/filters/buckets'
import { changed, changeIn } from './days'
import { dayAfter, dayBefore, daysOf, hasDay, inFrame } from './frame'
import { ALL_SLICES } from './scopes'
import { makeTemporary } from './temporary-table'

/** First day of the bucket; the same arithmetic as in lib/metrics/dimensions.ts. */
const bucketStarts = grains.map((grain): [string, string] => {
  if (grain === 'day') return [grain, 'day']
  if (grain === 'week') return [grain, `day - (day - date '0001-01-01') % 7`]
  return [grain, `date_trunc('${grain}', day::timestamp)::date`]
})

const bucketsOf = (rows: string) => `
  select scope_id, grain, start, sum(people)::int as people, sum(new_people)::int as new_people
  from (${bucketStarts
    .map(
      ([grain, start]) => `
    select scope_id, '${grain}' as grain, start, case when previous < start then people else 0 end as people, new_people
    from (select *, ${start} as start from ${rows}) placed`,
    )
    .join(' union all ')}) counted
  group by scope_id, grain, start
  having sum(people) <> 0 or sum(new_people) <> 0`

const monthsOf = (pairs: string) => `
  select scope_id, date_trunc('month', day::timestamp)::date as month, previous, sum(people)::int as people
  from ${pairs} group by 1, 2, 3 having sum(people) <> 0`

/** The days of each person per scope; the scope of everything needs no combining. */
const setsOf = (strings: string, only = '') => `
  select person_id, scope_id, first_day, bit_or(days) as days
  from ${strings} join pg_temp.string_scope using (slice_id) ${only}
  group by person_id, scope_id, first_day`

const setKeys = ['person_id', 'scope_id']

const firstDays = (strings: string) => `
  select person_id, first_day + position(b'1' in days) - 1 as day from ${strings} where slice_id = ${ALL_SLICES}`

/** People whose first evidence ever is that day, in every scope that holds it. */
const newPeople = (sets: string, first: string) => `
  select scope_id, first.day, count(*)::int as people
  from ${sets} part join (${first}) first using (person_id)
  where ${hasDay('part.days', 'part.first_day', 'first.day')}
  group by scope_id, first.day`

export async function rebuildGaps(tx: pg.ClientBase): Promise<void> {
  await tx.query('delete from mart.active_gap')
  await tx.query('delete from mart.active_gap_month')
  await tx.query('delete from mart.active_bucket')
  await makeTemporary(tx, 'scope_days', setsOf('mart.active_days'), setKeys)
  const { rows: scopes } = await tx.query<{ scope_id: number }>(
    'select scope_id from mart.active_scope order by scope_id',
  )
  // One scope after the other, so that the pairs of days that are counted stay in memory.
  for (const { scope_id } of scopes) {
    await tx.query(
      `insert into mart.active_gap (scope_id, day, previous, people)
       select scope_id, day, previous, count(*)
       from pg_temp.scope_days, lateral (${daysOf('scope_days.days', 'scope_days.first_day')}) one
       where scope_id = $1
       group by scope_id, day, previous
       order by day, previous`,
      [scope_id],
    )
  }
  await tx.query(
    `insert into mart.active_gap_month (scope_id, month, previous, people)
     ${monthsOf('mart.active_gap')} order by scope_id, month, previous`,
  )
  await makeTemporary(
    tx,
    'gap_delta',
    `select scope_id, day, previous, people, 0 as new_people from mart.active_gap
     union all
     select scope_id, day, null, 0, people from (${newPeople('pg_temp.scope_days', firstDays('mart.active_days'))}) new`,
  )
  await tx.query(
    `insert into mart.active_bucket (scope_id, grain, start, people, new_people)
     ${bucketsOf('pg_temp.gap_delta')} order by scope_id, grain, start`,
  )
  await tx.query('analyze mart.active_gap, mart.active_gap_month, mart.active_bucket')
}

/** What the strings tell before they are rewritten: the scopes' days, and who was new in which scope. */
export async function rememberScopes(tx: pg.ClientBase): Promise<void> {
  await makeTemporary(tx, 'touched_scope', 'select distinct person_id, scope_id from pg_temp.scope_change')
  await makeTemporary(
    tx,
    'sets_was',
    setsOf('mart.active_days', 'join pg_temp.touched_scope using (person_id, scope_id)'),
    setKeys,
  )
  await makeTemporary(tx, 'new_was', newOfChanged('first_was'))
}

/** Counts the pairs of days that went down and those that came up: those of changed days, and of each one's next day. */
export async function refreshGaps(tx: pg.ClientBase): Promise<void> {
  await makeTemporary(tx, 'sets_now', setsNow, setKeys)
  await makeTemporary(tx, 'edge', edges)
  await makeTemporary(
    tx,
    'gap_delta',
    `select scope_id, day, previous, sum(people)::int as people, 0 as new_people
     from (${pairs('was', -1)} union all ${pairs('now', 1)}) pair
     group by scope_id, day, previous having sum(people) <> 0
     union all
     select scope_id, day, null, 0, sum(people)::int
     from (
       select scope_id, day, -people as people from pg_temp.new_was
       union all ${newOfChanged('first_now')}
       union all ${newInScope}
     ) new
     group by scope_id, day having sum(people) <> 0`,
  )
  await apply(tx, {
    table: 'mart.active_gap',
    key: ['scope_id', 'day', 'previous'],
    counts: ['people'],
    rows: 'select scope_id, day, previous, people from pg_temp.gap_delta where people <> 0',
  })
  await apply(tx, {
    table: 'mart.active_gap_month',
    key: ['scope_id', 'month', 'previous'],
    counts: ['people'],
    rows: monthsOf('pg_temp.gap_delta where people <> 0'),
  })
  await apply(tx, {
    table: 'mart.active_bucket',
    key: ['scope_id', 'grain', 'start'],
    counts: ['people', 'new_people'],
    rows: bucketsOf('pg_temp.gap_delta'),
  })
}

const setsNow = `
  select person_id, scope_id, person.first_day,
    ${changed(inFrame('was.days', 'was.first_day', 'person.first_day', 'person.length'), 'change')} as days
  from (
    select person_id, scope_id, ${changeIn('turned.day')} as change
    from pg_temp.scope_change turned join pg_temp.changed_person person using (person_id)
    group by person_id, scope_id
  ) turned
  join pg_temp.changed_person person using (person_id)
  left join pg_temp.sets_was was using (person_id, scope_id)
  where person.first_day is not null`

/** People whose first evidence ever moved: counted in every scope that holds it, before and after. */
const newOfChanged = (first: 'first_was' | 'first_now') => `
  select scope_id, day, count(*)::int as people
  from (
    select distinct person_id, scope_id, ${first} as day
    from pg_temp.changed_person person
    join mart.active_days live using (person_id)
    join pg_temp.slice_scope using (slice_id)
    where first_was is distinct from first_now and ${hasDay('live.days', 'live.first_day', first)}
  ) found
  group by scope_id, day`

/** For the others the day stays, and a scope may come to it or leave it. */
const newInScope = `
  select scope_id, day, sum(case when now then 1 else -1 end)::int
  from pg_temp.scope_change join pg_temp.changed_person using (person_id)
  where first_was = first_now and day = first_now
  group by scope_id, day`

const has = (set: string, day: string) => hasDay(`${set}.days`, `${set}.first_day`, day)

/** Pairs of a day and its previous one, on one side of the change. */
const pairs = (side: 'was' | 'now', sign: number) => `
  select scope_id, edge.day, ${dayBefore(`${side}.days`, `${side}.first_day`, 'edge.day')} as previous, ${sign} as people
  from pg_temp.edge join pg_temp.sets_${side} ${side} using (person_id, scope_id)
  where ${has(side, 'edge.day')}`

const nextDays = (side: 'was' | 'now') => `
  select person_id, scope_id, day
  from (
    select person_id, scope_id, ${dayAfter('days', 'first_day', 'changed.day')} as day
    from pg_temp.scope_change changed join pg_temp.sets_${side} using (person_id, scope_id)
  ) next
  where day is not null`

/** A pair changes with its day, and with the day before it. */
const edges = `
  select person_id, scope_id, day from pg_temp.scope_change union ${nextDays('was')} union ${nextDays('now')}`

interface Counted {
  readonly table: string
  readonly key: readonly string[]
  readonly counts: readonly string[]
  readonly rows: string
}

/** Adds to what is counted; a row that counts nobody any more goes. */
async function apply(tx: pg.ClientBase, { table, key, counts, rows }: Counted): Promise<void> {
  const columns = [...key, ...counts].join(', ')
  await makeTemporary(tx, 'count_delta', rows)
  await tx.query(
    `insert into ${table} as live (${columns}) select ${columns} from pg_temp.count_delta order by ${key.join(', ')}
     on conflict (${key.join(', ')}) do update
     set ${counts.map((name) => `${name} = live.${name} + excluded.${name}`).join(', ')}`,
  )
  await tx.query(
    `delete from ${table} live using pg_temp.count_delta delta
     where ${key.map((name) => `live.${name} = delta.${name}`).join(' and ')}
       and ${counts.map((name) => `live.${name} = 0`).join(' and ')}`,
  )
}
