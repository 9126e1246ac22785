/** Ten people, two teams that share one of them, and three weeks of March: few enough to know every answer by heart. */
import { after, before } from 'node:test'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { insertMirrorRows, publishMarts, wholeSource } from '@/lib/testing/mirrors'

export const filters: Filters = {
  ...defaultFilters('2026-03-31'),
  from: '2026-03-02',
  to: '2026-03-25',
  compare: 'none',
}

/** For a suite to call at its start: the database is there while its tests run. */
export function twoTeams(): () => TestDatabase {
  let database: TestDatabase
  before(async () => {
    database = await testDatabase()
    await fill(database)
  })
  after(() => database?.drop())
  return () => database
}

/** Team 1: Ada until 15 March, Bob. Team 2: Bob, Cyd. Nobody's: Dan. Six more learn SQL in no team. */
async function fill({ pool }: TestDatabase): Promise<void> {
  const names = ['Ada', 'Bob', 'Cyd', 'Dan', 'Eve', 'Flo', 'Gus', 'Hal', 'Ida', 'Jon']
  await insertMirrorRows(
    pool,
    'datacamp.user_dim',
    names.map((first_name, index) => ({ user_id: index + 1, first_name, email: `${first_name}@example.com` })),
  )
  await insertMirrorRows(pool, 'datacamp.team_dim', [
    { team_id: 1, name: 'Sales' },
    { team_id: 2, name: 'Sales', deleted_date: '2026-03-20' },
  ])
  await insertMirrorRows(pool, 'datacamp.user_team_bridge', [
    { user_id: 1, team_id: 1, joined_team_date: null, left_team_date: '2026-03-15' },
    { user_id: 2, team_id: 1, joined_team_date: '2026-01-01', left_team_date: null },
    { user_id: 2, team_id: 2, joined_team_date: '2026-01-01', left_team_date: null },
    { user_id: 3, team_id: 2, joined_team_date: '2026-01-01', left_team_date: null },
  ])
  await insertMirrorRows(pool, 'datacamp.course_dim', [
    { course_id: 5, title: 'Intro', technology: 'Python' },
    { course_id: 6, title: 'Joins', technology: 'SQL' },
  ])
  const fact = (user_id: number, date_id: number, xp: number, course_id = 5) => ({
    user_id,
    course_id,
    date_id,
    xp,
    time_spent: xp * 36,
  })
  await insertMirrorRows(pool, 'datacamp.course_fact', [
    fact(1, 20260303, 100),
    fact(1, 20260320, 10),
    fact(2, 20260303, 200),
    fact(3, 20260304, 400),
    fact(4, 20260305, 800, 99),
    fact(2, 20260210, 50),
    ...[5, 6, 7, 8, 9, 10].map((user) => fact(user, 20260324, 1, 6)),
    { user_id: 4, course_id: -1, date_id: 20260306, xp: 5, time_spent: null },
  ])
  await publishMarts(pool, wholeSource('datacamp'))
}
