/**
 * Small mirrors full of traps, the same for the same seed: people on both platforms, several accounts, overlapping and
 * empty memberships, deleted and unknown contents, facts of unknown learners, enrolment fan-out, text that is no number.
 */
import type pg from 'pg'
import { addDays } from '@/lib/filters/days'
import { insertMirrorRows, type MirrorRow } from './mirrors'

export interface Random {
  /** 0 <= n < below */
  readonly below: (below: number) => number
  readonly chance: (share: number) => boolean
  readonly pick: <T>(values: readonly [T, ...T[]]) => T
}

/** mulberry32: small, and the same on every machine. */
export function random(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    chance: (share) => next() < share,
    pick: (values) => values[below(values.length)] ?? values[0],
  }
}

export const mirrorsFrom = '2025-01-01'
export const mirrorsDays = 120
export const mirrorTeams = [11, 12, 13, 14, 15] as const

const users = 40
const students = 30
const topics = ['Data Manipulation', ' Reporting', null, ' '] as const
const technologies = ['Python', 'SQL', ' R ', null, ''] as const

export async function fillMirrors(pool: pg.Pool, seed: number): Promise<void> {
  const chance = random(seed)
  for (const [name, rows] of Object.entries({ ...datacamp(chance), ...skilljar(chance) })) {
    await insertMirrorRows(pool, name, rows)
  }
}

function many(count: number, row: (index: number) => MirrorRow): MirrorRow[] {
  return Array.from({ length: count }, (_, index) => row(index))
}

export function someDay(chance: Random): string {
  return addDays(mirrorsFrom, chance.below(mirrorsDays))
}

/** Two in five addresses are shared by a user and a student, in other letters; some accounts have none. */
function address(chance: Random, index: number): string | null {
  if (chance.chance(0.1)) return chance.pick(['', '   ', null])
  const plain = `person${index % 34}@example.com`
  return chance.pick([plain, plain.toUpperCase(), ` ${plain} `])
}

function datacamp(chance: Random): Record<string, MirrorRow[]> {
  const contents = (kind: string) =>
    many(8, (index) => ({
      [`${kind}_id`]: index === 0 ? -1 : index,
      title: `${kind} ${index}`,
      technology: chance.pick(technologies),
    }))
  return {
    'datacamp.user_dim': many(users, (index) => ({
      user_id: index + 1,
      email: address(chance, index),
      first_name: chance.pick(['Ada', null]),
      last_name: `User${index}`,
    })),
    'datacamp.team_dim': mirrorTeams.slice(0, 4).map((team_id) => ({
      team_id,
      name: team_id < 13 ? 'Same name' : `Team ${team_id}`,
      deleted_date: team_id === 14 ? '2025-02-01' : null,
    })),
    'datacamp.user_team_bridge': many(60, () => {
      const joined = someDay(chance)
      return {
        user_id: chance.below(users + 2) + 1,
        team_id: chance.pick(mirrorTeams),
        joined_team_date: chance.chance(0.2) ? null : `${joined} ${chance.pick(['00:00:00', '17:45:00'])}`,
        left_team_date: chance.chance(0.4) ? null : addDays(joined, chance.below(70) - 10),
      }
    }),
    'datacamp.course_dim': contents('course').map((row, index) => ({
      ...row,
      topic: topics[index % topics.length] ?? null,
    })),
    'datacamp.project_dim': contents('project'),
    'datacamp.practice_dim': contents('practice'),
    'datacamp.assessment_dim': contents('assessment'),
    'datacamp.course_fact': many(400, () => courseFact(chance)),
    'datacamp.project_fact': many(60, () => fact(chance, 'project')),
    'datacamp.practice_fact': many(60, () => fact(chance, 'practice')),
    'datacamp.assessment_fact': many(40, () => {
      const { xp: _, ...row } = fact(chance, 'assessment')
      return row
    }),
  }
}

export function courseFact(chance: Random): MirrorRow {
  const started = someDay(chance)
  return {
    ...fact(chance, 'course'),
    started_at: chance.chance(0.1) ? null : `${started} 10:00:00`,
    completed_at: chance.chance(0.6) ? null : `${addDays(started, chance.below(40) - 2)} 23:59:59.5`,
  }
}

/** Contents 8 and 9 and users beyond the last are unknown; 30 February is in no calendar. */
function fact(chance: Random, kind: string): MirrorRow {
  const day = someDay(chance)
  return {
    user_id: chance.below(users + 3) + 1,
    [`${kind}_id`]: chance.chance(0.15) ? -1 : chance.below(9) + 1,
    date_id: chance.chance(0.02) ? 20250230 : Number(day.replaceAll('-', '')),
    time_spent: chance.pick([null, 0, 60, 90, 1_800, 7_200, -30]),
    xp: chance.pick([null, 0, 0, 50, 250]),
  }
}

function skilljar(chance: Random): Record<string, MirrorRow[]> {
  const student = () => `s${chance.below(students + 2)}`
  const course = () => `pc${chance.below(5)}`
  const time = () => `${someDay(chance)} ${chance.pick(['00:00:00', '23:00:00'])}`
  const enrollments = many(90, (index) => ({
    enrollment_id: `e${index}`,
    student_id: student(),
    published_course_id: course(),
    // Some enrolments of one student share a progress, some have none.
    student_course_progress_id: chance.chance(0.1) ? null : `p${index}`,
    enrolled_at: chance.chance(0.05) ? null : time(),
  }))
  const repeated = enrollments
    .slice(0, 25)
    .map((row, index) => ({ ...row, enrollment_id: `again${index}`, enrolled_at: time() }))
  return {
    'skilljar.student': many(students, (index) => ({
      student_id: `s${index}`,
      email: address(chance, index + 12),
      first_name: 'Grace',
      last_name: `Student${index}`,
    })),
    'skilljar.course': many(4, (index) => ({ course_id: `c${index}`, title: `Course ${index}` })),
    'skilljar.published_course': many(4, (index) => ({ published_course_id: `pc${index}`, course_id: `c${index}` })),
    'skilljar.enrollment': [...enrollments, ...repeated],
    'skilljar.student_course_progress': many(85, (index) => ({
      student_course_progress_id: `p${index}`,
      completed_at: chance.chance(0.6) ? null : time(),
    })),
    'skilljar.student_lesson_progress': many(120, (index) => ({
      student_lesson_progress_id: `l${index}`,
      student_course_progress_id: `p${chance.below(90)}`,
      created_at: time(),
      completed_at: chance.chance(0.5) ? null : time(),
    })),
    'skilljar.student_lesson_session_time_hourly': many(200, (index) => ({
      student_lesson_session_time_hourly_id: `h${index}`,
      student_id: student(),
      published_course_id: chance.chance(0.05) ? null : course(),
      hour_starts_at: time(),
      session_time_seconds: chance.pick(['120', ' 3600 ', '12.5', '1e2', '', null, 'N/A', '1,5', '0', '-40']),
    })),
    'skilljar.quiz_response': many(40, (index) => ({
      quiz_response_id: `q${index}`,
      student_lesson_progress_id: `l${chance.below(125)}`,
      started_at: chance.chance(0.2) ? null : time(),
    })),
  }
}
