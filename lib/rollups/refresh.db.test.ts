import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RawRow } from '@/lib/connectors/types'
import type { ConnectorId } from '@/lib/catalogue/types'
import { requestRefresh } from '@/lib/refresh/request'
import { executeRun } from '@/lib/refresh/run'
import { detail, quick, startEngine, type Engine } from '@/lib/refresh/testing/engine'
import { fakeSource, type FakeTable } from '@/lib/refresh/testing/fake-source'
import { random, type Random } from '@/lib/testing/random-mirrors'
import { rebuiltRollups, rollupsOf } from '@/lib/testing/rollups'

const ROUNDS = 12
const USERS = 9

type Rows = (string | null)[][]
type Delivery = Record<string, Rows>

const columns: Readonly<Record<ConnectorId, Readonly<Record<string, readonly string[]>>>> = {
  datacamp: {
    user_dim: ['user_id', 'email'],
    user_team_bridge: ['user_id', 'team_id', 'joined_team_date', 'left_team_date'],
    course_dim: ['course_id', 'title', 'technology'],
    practice_dim: ['practice_id', 'title', 'technology'],
    course_fact: ['user_id', 'course_id', 'date_id', 'started_at', 'completed_at', 'time_spent', 'xp'],
    practice_fact: ['user_id', 'practice_id', 'date_id', 'time_spent', 'xp'],
  },
  skilljar: {
    student: ['student_id', 'email'],
    enrollment: [
      'enrollment_id',
      'student_id',
      'published_course_id',
      'student_course_progress_id',
      'enrolled_at',
      'updated_at',
    ],
    student_course_progress: ['student_course_progress_id', 'completed_at', 'updated_at'],
    student_lesson_session_time_hourly: [
      'student_lesson_session_time_hourly_id',
      'student_id',
      'published_course_id',
      'hour_starts_at',
      'session_time_seconds',
    ],
  },
}

const written = '2026-02-01 00:00:00'
const times = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index))
const day = (chance: Random) => `2026-01-${10 + chance.below(18)}`
const user = (chance: Random) => String(1 + chance.below(USERS + 2))
const technology = (chance: Random) => chance.pick(['Python', 'R', 'Not set', null])
const email = (chance: Random) => (chance.below(4) === 0 ? null : `person${chance.below(USERS)}@example.com`)
const amount = (chance: Random) => chance.pick([null, '0', '-5', '60', '3600', '2000000000000'])
const stamp = (chance: Random) => (chance.below(3) === 0 ? null : `${day(chance)} 09:00:00`)
const dateId = (chance: Random) => day(chance).replaceAll('-', '')

const courseFact = (chance: Random) => [
  user(chance),
  chance.pick(['-1', '1', '2', '3']),
  dateId(chance),
  stamp(chance),
  stamp(chance),
  amount(chance),
  amount(chance),
]
const practiceFact = (chance: Random) => [
  user(chance),
  chance.pick(['1', '2']),
  dateId(chance),
  amount(chance),
  amount(chance),
]
const membership = (chance: Random) => [
  user(chance),
  String(1 + chance.below(4)),
  chance.pick([null, '2026-01-01', day(chance)]),
  chance.pick([null, null, day(chance)]),
]

let serial = 0
const enrollment = (chance: Random) => {
  serial++
  return [
    `e${serial}`,
    `s${chance.below(6)}`,
    `pc${chance.below(3)}`,
    `p${chance.below(8)}`,
    `${day(chance)} 10:00:00`,
    written,
  ]
}
const session = (chance: Random) => {
  serial++
  return [
    `h${serial}`,
    `s${chance.below(6)}`,
    `pc${chance.below(3)}`,
    `${day(chance)} 10:00:00`,
    chance.pick(['12.5', '0.125', '60', '1e2', 'N/A']),
  ]
}

const firstDelivery = (chance: Random): Delivery => ({
  user_dim: times(USERS, (index) => [String(index + 1), email(chance)]),
  user_team_bridge: times(14, () => membership(chance)),
  course_dim: [['-1', 'Deleted', 'Python'], ...['1', '2', '3'].map((id) => [id, `Course ${id}`, technology(chance)])],
  practice_dim: ['1', '2'].map((id) => [id, `Practice ${id}`, technology(chance)]),
  course_fact: times(90, () => courseFact(chance)),
  practice_fact: times(40, () => practiceFact(chance)),
  student: times(5, (index) => [`s${index}`, email(chance)]),
  enrollment: times(12, () => enrollment(chance)),
  student_course_progress: times(8, (index) => [`p${index}`, stamp(chance), written]),
  student_lesson_session_time_hourly: times(25, () => session(chance)),
})

function change(delivery: Delivery, chance: Random): string {
  const rows = (name: string) => delivery[name] ?? []
  const pick = (name: string) => rows(name)[chance.below(rows(name).length)] ?? []
  const drop = (name: string) => rows(name).splice(chance.below(rows(name).length), 1)
  const changes: Record<string, () => unknown> = {
    'facts come': () => rows('course_fact').push(courseFact(chance), courseFact(chance)),
    'a fact of a practice comes': () => rows('practice_fact').push(practiceFact(chance)),
    'a fact goes': () => drop('course_fact'),
    'a fact changes': () => (pick('course_fact')[5] = amount(chance)),
    'a fact moves to another day': () => (pick('course_fact')[2] = dateId(chance)),
    'a fact moves to another learner': () => (pick('practice_fact')[0] = user(chance)),
    'a start moves': () => (pick('course_fact')[3] = stamp(chance)),
    'an address changes, so that people merge or part': () => (pick('user_dim')[1] = email(chance)),
    'a student’s address changes': () => (pick('student')[1] = email(chance)),
    'a course teaches something else': () => (pick('course_dim')[2] = technology(chance)),
    'somebody joins a team': () => rows('user_team_bridge').push(membership(chance)),
    'somebody leaves a team': () => (pick('user_team_bridge')[3] = day(chance)),
    'a membership was never there': () => drop('user_team_bridge'),
    'a session comes': () => rows('student_lesson_session_time_hourly').push(session(chance)),
    'a session goes': () => drop('student_lesson_session_time_hourly'),
    'an enrolment comes': () => rows('enrollment').push(enrollment(chance)),
    'a course is completed': () => (pick('student_course_progress')[1] = stamp(chance)),
  }
  const names = Object.keys(changes)
  const name = names[chance.below(names.length)] ?? ''
  changes[name]?.()
  return name
}

function sourceOf(connectorId: ConnectorId, delivery: Delivery) {
  const tables = Object.entries(columns[connectorId]).map(([name, names]): [string, FakeTable] => {
    const rows: readonly RawRow[] = structuredClone(delivery[name] ?? [])
    return [name, { columns: names, rows: () => rows }]
  })
  return fakeSource(connectorId, Object.fromEntries(tables))
}

async function refresh({ app, pool, ...engine }: Engine, connectorId: ConnectorId, delivery: Delivery): Promise<void> {
  const { runId } = await requestRefresh(app, connectorId, { trigger: 'manual', full: false })
  const { open } = sourceOf(connectorId, delivery)
  await executeRun({ app, pool, open, signal: new AbortController().signal, timing: quick }, runId)
  const run = await detail({ app, pool, ...engine }, runId)
  assert.ok(
    ['published', 'unchanged'].includes(run.state),
    `${run.state}: ${run.errorMessage} ${JSON.stringify(run.findings)}`,
  )
}

test('after any sequence of publishes of both sources the rollups equal those built anew', async (t) => {
  const engine = await startEngine(t)
  await engine.app.connector.upsert({ where: { id: 'skilljar' }, create: { id: 'skilljar' }, update: {} })
  const chance = random(4)
  const delivery = firstDelivery(chance)
  await refresh(engine, 'datacamp', delivery)
  const told: string[] = []
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0) told.push(times(1 + chance.below(3), () => change(delivery, chance)).join(', '))
    for (const connectorId of ['skilljar', 'datacamp'] as const) {
      await refresh(engine, connectorId, delivery)
      const [actual, expected] = [await rollupsOf(engine.pool), await rebuiltRollups(engine.pool)]
      for (const [rollup, rows] of Object.entries(expected)) {
        assert.deepEqual(actual[rollup], rows, `${rollup} after round ${round}: ${told.join(' | ')}`)
      }
    }
  }
})
