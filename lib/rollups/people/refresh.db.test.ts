import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type pg from 'pg'
import { addDays } from '@/lib/filters/days'
import { testDatabase } from '@/lib/testing/database'
import { inTransaction } from '@/lib/testing/mirrors'
import { random, type Random } from '@/lib/testing/random-mirrors'
import { rebuildPeaks, refreshPeaks } from './peaks'
import { rebuildPeople, refreshPeople } from './refresh'

const ROUNDS = 40
const PEOPLE = 14
const FIRST_DAY = '2025-11-20'
const tables = [
  'active_days',
  'member_days',
  'active_gap',
  'active_gap_month',
  'active_bucket',
  'learner_peak',
] as const

const some = <T>(chance: Random, most: number, make: () => T): T[] =>
  Array.from({ length: 1 + chance.below(most) }, make)

/** Most days lie close together, some far off, so that frames grow on both sides. */
function day(chance: Random): string {
  return addDays(FIRST_DAY, chance.chance(0.1) ? chance.below(900) - 300 : chance.below(40))
}

function activityRow(chance: Random): readonly unknown[] {
  const source = chance.pick(['datacamp', 'datacamp', 'skilljar'])
  return [
    day(chance),
    1 + chance.below(PEOPLE),
    source,
    source === 'skilljar' ? 'course' : chance.pick(['course', 'practice']),
    String(chance.below(3)),
    source === 'skilljar' ? null : chance.pick(['Python', 'R', 'Not set', null]),
    chance.chance(0.8),
    chance.pick(['60', '0.5', '0']),
    chance.pick([0, 50, -20]),
  ]
}

async function changeActivity(tx: pg.ClientBase, chance: Random): Promise<void> {
  await tx.query('drop table if exists pg_temp.activity_was')
  await tx.query('create temp table activity_was on commit drop as table mart.activity')
  if (chance.chance(0.5))
    await tx.query('delete from mart.activity where random() < $1', [chance.pick([0.01, 0.05, 0.3])])
  if (chance.chance(0.2)) await tx.query('delete from mart.activity where person_id = $1', [1 + chance.below(PEOPLE)])
  if (chance.chance(0.2)) {
    await tx.query(`update mart.activity set technology = 'Scala' where technology = $1`, [
      chance.pick(['Python', 'R']),
    ])
  }
  for (const row of some(chance, 12, () => activityRow(chance))) {
    await tx.query(
      `insert into mart.activity (day, person_id, source, content_type, content_id, technology, seconds, xp, is_evidence)
       values ($1, $2, $3, $4, $5, $6, $8, $9, $7)
       on conflict (day, person_id, source, content_type, content_id) do update
       set technology = excluded.technology, is_evidence = excluded.is_evidence, seconds = excluded.seconds, xp = excluded.xp`,
      [...row],
    )
  }
  await tx.query(
    `update mart.person set (first_evidence, last_evidence) =
       (select min(day), max(day) from mart.activity where activity.person_id = person.person_id and is_evidence)`,
  )
  await tx.query(
    `create temp table activity_delta on commit drop as
     select person_id, day, source, content_type, was.technology as technology_before, now.technology as technology_after,
       coalesce(was.is_evidence, false) as evidence_before, coalesce(now.is_evidence, false) as evidence_after,
       coalesce(was.seconds, 0) as seconds_before, coalesce(now.seconds, 0) as seconds_after,
       coalesce(was.xp, 0) as xp_before, coalesce(now.xp, 0) as xp_after
     from pg_temp.activity_was was
     full join mart.activity now using (person_id, day, source, content_type, content_id)
     where row(was.technology, was.is_evidence, was.seconds, was.xp)
       is distinct from row(now.technology, now.is_evidence, now.seconds, now.xp)`,
  )
}

async function changeTeams(tx: pg.ClientBase, chance: Random): Promise<void> {
  await tx.query('create temp table moved_person (person_id bigint) on commit drop')
  if (chance.chance(0.6)) return
  for (const person of some(chance, 3, () => 1 + chance.below(PEOPLE))) {
    await tx.query('insert into pg_temp.moved_person values ($1) ', [person])
    await tx.query('delete from mart.person_team where person_id = $1 and random() < 0.7', [person])
    const joined = chance.pick(['-infinity', day(chance)])
    const left = chance.pick(['infinity', joined === '-infinity' ? day(chance) : addDays(joined, chance.below(30))])
    await tx.query('insert into mart.person_team values ($1, $2, $3, $4) on conflict do nothing', [
      person,
      1 + chance.below(4),
      joined,
      left,
    ])
  }
}

/** People whose bits are set, because each build gives them other places. */
const peopleOfBits = `
  select scope_id, grain, start, array_agg(person_id order by person_id) as people
  from mart.active_bits
  join mart.person_position on position / 2048 = chunk and get_bit(people, position % 2048) = 1
  group by scope_id, grain, start`

/** Numbers of slices and scopes stay, so that rows compare as they are. */
async function contents(tx: pg.ClientBase): Promise<Record<string, unknown[]>> {
  const bits = await tx.query(`select to_jsonb(row) as row from (${peopleOfBits}) row order by 1`)
  const empty = await tx.query('select * from mart.active_bits where bit_count(people) = 0')
  const result: Record<string, unknown[]> = { active_bits: [...bits.rows, ...empty.rows] }
  for (const table of tables) {
    const { rows } = await tx.query(`select to_jsonb(row) as row from mart.${table} row order by 1`)
    result[table] = rows.map(({ row }) => row)
  }
  return result
}

async function withPeople(t: TestContext): Promise<pg.Pool> {
  const database = await testDatabase()
  t.after(() => database.drop())
  await database.pool.query('select setseed(0.3)')
  await database.pool.query(
    `insert into mart.person (person_id, person_key, name) select n, 'p' || n, 'P' || n from generate_series(1, $1::int) n`,
    [PEOPLE],
  )
  return database.pool
}

test('after any sequence of changes the days, gaps and buckets of people equal those built anew', async (t) => {
  const pool = await withPeople(t)
  const chance = random(20_261_122)
  for (let round = 0; round < ROUNDS; round++) {
    await inTransaction(pool, async (tx) => {
      await changeActivity(tx, chance)
      await changeTeams(tx, chance)
      await refreshPeople(tx)
      const kept = await contents(tx)
      await tx.query('savepoint kept')
      await rebuildPeople(tx)
      const anew = await contents(tx)
      await tx.query('rollback to savepoint kept')
      for (const table of [...tables, 'active_bits'])
        assert.deepEqual(kept[table], anew[table], `${table} after round ${round}`)
      if (round > 5) assert.ok(tables.every((table) => anew[table]?.length))
    })
  }
})

test('lists of who did most stay the first ones, also where people fall out of a full list', async (t) => {
  const pool = await withPeople(t)
  const chance = random(20_261_123)
  const size = 4
  for (let round = 0; round < ROUNDS; round++) {
    await inTransaction(pool, async (tx) => {
      await changeActivity(tx, chance)
      await refreshPeaks(tx, size)
      const { learner_peak: kept } = await contents(tx)
      await rebuildPeaks(tx, size)
      assert.deepEqual(kept, (await contents(tx)).learner_peak, `after round ${round}`)
    })
  }
})
