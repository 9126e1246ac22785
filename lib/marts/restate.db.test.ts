import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RawRow } from '@/lib/connectors/types'
import { select, startEngine } from '@/lib/refresh/testing/engine'
import { fakeSource, type FakeTable } from '@/lib/refresh/testing/fake-source'
import { martsOf, rebuilt } from '@/lib/testing/marts'
import { random, type Random } from '@/lib/testing/random-mirrors'

const ROUNDS = 14
const USERS = 12

type Rows = (string | null)[][]

interface Delivery {
  readonly user_dim: Rows
  readonly user_team_bridge: Rows
  readonly course_dim: Rows
  readonly practice_dim: Rows
  readonly course_fact: Rows
  readonly practice_fact: Rows
}

const columns: Readonly<Record<keyof Delivery, readonly string[]>> = {
  user_dim: ['user_id', 'email', 'first_name', 'last_visit_at'],
  user_team_bridge: ['user_id', 'team_id', 'joined_team_date'],
  course_dim: ['course_id', 'title', 'technology'],
  practice_dim: ['practice_id', 'title', 'technology'],
  course_fact: ['user_id', 'course_id', 'date_id', 'started_at', 'completed_at', 'time_spent', 'xp'],
  practice_fact: ['user_id', 'practice_id', 'date_id', 'time_spent', 'xp'],
}

/** Some users have no account, some facts no user, two accounts one address, and 20260230 is no day. */
const user = (chance: Random) => (chance.below(15) === 0 ? null : String(chance.below(USERS + 2) + 1))
const dateId = (chance: Random) => (chance.below(20) === 0 ? '20260230' : `202601${String(10 + chance.below(15))}`)
const amount = (chance: Random) => [null, '0', '-5', '60', '3600'][chance.below(5)] ?? null
const content = (chance: Random) => ['-1', '1', '2', '3', null][chance.below(5)] ?? null
const stamp = (chance: Random) =>
  chance.below(3) === 0 ? null : `2026-01-${10 + chance.below(15)} 09:00:00.00000${chance.below(9)}`
const technology = (chance: Random) => ['Python', 'R', ' ', null][chance.below(4)] ?? null

const courseFact = (chance: Random) => [
  user(chance),
  content(chance),
  dateId(chance),
  stamp(chance),
  stamp(chance),
  amount(chance),
  amount(chance),
]
const practiceFact = (chance: Random) => [user(chance), content(chance), dateId(chance), amount(chance), amount(chance)]
const account = (chance: Random, id: number) => [
  String(id),
  chance.below(4) === 0 ? null : `person${chance.below(USERS)}@example.com`,
  'Ada',
  null,
]
const membership = (chance: Random) => [String(chance.below(USERS + 2) + 1), String(1 + chance.below(3)), '2026-01-01']
const times = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index))

const firstDelivery = (chance: Random): Delivery => ({
  user_dim: times(USERS, (index) => account(chance, index + 1)),
  user_team_bridge: times(10, () => membership(chance)),
  course_dim: [['-1', 'Deleted', 'Python'], ...['1', '2', '3'].map((id) => [id, `Course ${id}`, technology(chance)])],
  practice_dim: ['1', '2', '3'].map((id) => [id, `Practice ${id}`, technology(chance)]),
  course_fact: times(120, () => courseFact(chance)),
  practice_fact: times(60, () => practiceFact(chance)),
})

function change(delivery: Delivery, chance: Random): string {
  const pick = (rows: Rows) => rows[chance.below(rows.length)] ?? []
  const changes: Record<string, () => unknown> = {
    'a fact changes': () => (pick(delivery.course_fact)[5] = '77'),
    'a fact moves to another day': () => (pick(delivery.course_fact)[2] = dateId(chance)),
    'a fact moves to another learner': () => (pick(delivery.practice_fact)[0] = user(chance)),
    'facts come': () => delivery.course_fact.push(courseFact(chance), courseFact(chance)),
    'facts of practices come': () => delivery.practice_fact.push(practiceFact(chance)),
    'a fact goes': () => delivery.course_fact.splice(chance.below(delivery.course_fact.length), 1),
    'a learner’s only evidence goes': () => {
      const gone = String(1 + chance.below(USERS))
      const at = delivery.practice_fact.findIndex((row) => row[0] === gone)
      if (at >= 0) delivery.practice_fact.splice(at, 1)
    },
    'an address changes': () => (pick(delivery.user_dim)[1] = `person${chance.below(USERS)}@example.com`),
    'a visit': () => (pick(delivery.user_dim)[3] = '2026-02-01 10:00:00'),
    'a course teaches something else': () => (pick(delivery.course_dim)[2] = technology(chance)),
    'somebody joins a team': () => delivery.user_team_bridge.push(membership(chance)),
    'somebody leaves a team': () => delivery.user_team_bridge.pop(),
  }
  const names = Object.keys(changes)
  const name = names[chance.below(names.length)] ?? ''
  changes[name]?.()
  return name
}

function sourceOf(delivery: Delivery) {
  const tables = Object.entries(columns).map(([name, names]): [string, FakeTable] => {
    const rows: readonly RawRow[] = structuredClone(delivery[name as keyof Delivery])
    return [name, { columns: names, rows: () => rows }]
  })
  return fakeSource('datacamp', Object.fromEntries(tables))
}

test('after any sequence of deliveries the marts equal those built anew, although only touched rows were restated', async (t) => {
  const engine = await startEngine(t)
  const chance = random(11)
  const delivery = firstDelivery(chance)
  const told: string[] = []
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0) told.push(times(1 + chance.below(3), () => change(delivery, chance)).join(', '))
    const run = await engine.refresh(sourceOf(delivery))
    assert.ok(
      ['published', 'unchanged'].includes(run.state),
      `${run.state}: ${run.errorMessage} ${JSON.stringify(run.findings)}`,
    )
    const [actual, expected] = [await martsOf(engine.pool), await rebuilt(engine.pool)]
    for (const mart of Object.keys(expected)) {
      assert.deepEqual(actual[mart], expected[mart], `${mart} after round ${round}: ${told.join(' | ')}`)
    }
  }
})

test('facts alone leave people, accounts and teams untouched, and restate only what they speak of', async (t) => {
  const engine = await startEngine(t)
  const delivery = firstDelivery(random(3))
  // Everybody in the facts is described, so that nobody can come or go with them.
  for (const fact of [...delivery.course_fact, ...delivery.practice_fact])
    fact[0] = String((Number(fact[0]) % USERS) + 1)
  for (const fact of delivery.course_fact) fact[2] = '20260115'
  await engine.refresh(sourceOf(delivery))
  const writers = async (mart: string) =>
    select<{ n: number }>(engine, `select count(*)::int as n from mart.${mart} group by xmin::text order by 1`)
  const before = [await writers('identity'), await writers('person_team')]
  const last = delivery.course_fact.at(-1)
  assert.ok(last)
  last[5] = '12345'
  await engine.refresh(sourceOf(delivery))
  assert.deepEqual([await writers('identity'), await writers('person_team')], before)
  const [changed, rest] = await writers('activity')
  assert.equal(changed?.n, 1)
  assert.ok(rest && rest.n > 10)
})
