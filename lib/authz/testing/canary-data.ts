/**
 * An organisation in which every learner, team and course carries tokens that stand nowhere else, so that a leak is found by
 * looking for them in bytes. Team 4 has two people; 21 and 22 changed teams, 23 and 24 are in two, 29 and 30 in none.
 */
import type pg from 'pg'
import { insertMirrorRows, publishBoth, recordPublications, type MirrorRow } from '@/lib/testing/mirrors'

export const canaryTeams = [1, 2, 3, 4] as const
export const canaryPeriod = { from: '2026-01-01', to: '2026-06-30' } as const
const moved = '2026-04-01'

/** What the bytes of an answer are searched for. */
export const canary = /canary(?:learner|team|course)\d+[a-z]/gi

const token = (what: 'learner' | 'team' | 'course', id: number, field: string) => `canary${what}${id}${field}`
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

/** First the teams of the year's start, then those of 1 April on. */
function membershipsOf(user: number): MirrorRow[] {
  const row = (team_id: number, joined: string, left: string | null) => ({
    user_id: user,
    team_id,
    joined_team_date: joined,
    left_team_date: left,
  })
  const start = '2025-06-01'
  if (user <= 8) return [row(1, start, null)]
  if (user <= 14) return [row(2, start, null)]
  if (user <= 20) return [row(3, start, null)]
  if (user <= 22) return [row(1, start, moved), row(2, moved, null)]
  if (user <= 24) return [row(1, start, null), row(2, start, null)]
  if (user <= 26) return [row(4, start, null)]
  if (user <= 28) return [row(3, start, moved)]
  return []
}

/** One that is the team's of the time, one of those after the move, and one that everybody shares. */
function coursesOf(user: number): { course: number; day: string }[] {
  const own = 100 + (user % 10)
  return [
    { course: own, day: '2026-02-03' },
    { course: 200 + user, day: '2026-05-05' },
    { course: 300 + user, day: '2026-03-03' },
    { course: 100, day: '2026-05-06' },
  ]
}

export async function fillCanaries(pool: pg.Pool): Promise<void> {
  const users = numbers(1, 30)
  const facts = users.flatMap((user) => coursesOf(user).map((fact) => ({ user, ...fact })))
  const courses = [...new Set(facts.map(({ course }) => course))]
  const rows: Record<string, MirrorRow[]> = {
    'datacamp.team_dim': canaryTeams.map((team_id) => ({
      team_id,
      name: token('team', team_id, 'n'),
      slug: token('team', team_id, 's'),
    })),
    'datacamp.user_dim': users.map((user_id) => ({
      user_id,
      first_name: token('learner', user_id, 'f'),
      last_name: token('learner', user_id, 'l'),
      email: `${token('learner', user_id, 'm')}@example.com`,
      slug: token('learner', user_id, 's'),
    })),
    'datacamp.user_team_bridge': users.flatMap(membershipsOf),
    'datacamp.course_dim': courses.map((course_id) => ({
      course_id,
      title: token('course', course_id, 't'),
      slug: token('course', course_id, 's'),
      technology: 'Python',
    })),
    'datacamp.course_fact': facts.map(({ user, course, day }) => ({
      user_id: user,
      course_id: course,
      date_id: Number(day.replaceAll('-', '')),
      time_spent: 3_600 + user,
      xp: 100 + user,
      started_at: `${day} 09:00:00`,
      completed_at: `${day} 11:00:00`,
    })),
    'skilljar.student': users.slice(0, 20).map((user) => ({
      student_id: `s${user}`,
      first_name: token('learner', user, 'j'),
      email: `${token('learner', user, 'm')}@example.com`.toUpperCase(),
    })),
    'skilljar.course': users
      .slice(0, 20)
      .map((user) => ({ course_id: `c${user}`, title: token('course', 500 + user, 't') })),
    'skilljar.published_course': users
      .slice(0, 20)
      .map((user) => ({ published_course_id: `p${user}`, course_id: `c${user}` })),
    'skilljar.enrollment': users.slice(0, 20).map((user) => ({
      enrollment_id: `e${user}`,
      student_id: `s${user}`,
      published_course_id: `p${user}`,
      student_course_progress_id: `g${user}`,
      enrolled_at: '2026-02-01 08:00:00',
    })),
    'skilljar.student_course_progress': users.slice(0, 20).map((user) => ({
      student_course_progress_id: `g${user}`,
      completed_at: '2026-03-02 08:00:00',
    })),
  }
  for (const [name, list] of Object.entries(rows)) await insertMirrorRows(pool, name, list)
  await publishBoth(pool)
  await recordPublications(pool, canaryPeriod.to)
}

/**
 * Tokens, without their last letter, that somebody with these teams may meet: computed from the mirrors alone, so that no line
 * of the product takes part. People who ever were members, and the courses of their days as members.
 */
export async function allowedTokens(pool: pg.Pool, teams: readonly number[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ token: string }>(
    `with member as (
       select user_id, joined_team_date::date as joined, coalesce(left_team_date::date, 'infinity') as left_on
       from datacamp.user_team_bridge where team_id = any($1)
     ), learned as (
       select user_id, course_id::bigint as course, to_date(date_id::text, 'YYYYMMDD') as day from datacamp.course_fact
       union all
       select substr(student_id, 2)::bigint, 500 + substr(student_id, 2)::bigint, day
       from skilljar.enrollment, lateral (values (enrolled_at::date), (date '2026-03-02')) as moment(day)
     )
     select 'canaryteam' || team as token from unnest($1::bigint[]) as team
     union select 'canarylearner' || user_id from member
     union select 'canarycourse' || course from learned join member using (user_id) where joined <= day and day < left_on`,
    [teams],
  )
  return new Set(rows.map(({ token }) => token))
}

/** Everything, or everything but people. */
export async function allTokens(
  pool: pg.Pool,
  learners: 'with learners' | 'without learners',
): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ token: string }>(
    `select 'canaryteam' || team_id as token from datacamp.team_dim
     union select 'canarycourse' || course_id from datacamp.course_dim
     union select substr(title, 1, length(title) - 1) from skilljar.course
     union select 'canarylearner' || user_id from datacamp.user_dim where $1`,
    [learners === 'with learners'],
  )
  return new Set(rows.map(({ token }) => token))
}

export function tokensIn(bytes: string): ReadonlySet<string> {
  return new Set([...bytes.matchAll(canary)].map(([found]) => found.slice(0, -1).toLowerCase()))
}
