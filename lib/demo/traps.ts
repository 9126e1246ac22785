/**
 * The smallest DataCamp delivery with every trap of the metrics in it, written by hand so that each number can be
 * counted by hand: three people, two teams and a deleted one, a week of March 2026. Long because it is data, and in one file
 * because its rows count together.
 */
import { mkdir } from 'node:fs/promises'
import { CsvWriter, type Cell } from './csv-writer'
import { tableNames, type TableName } from './datacamp/files'
import { findTable } from '@/lib/catalogue/catalogue'

type Cells = Readonly<Record<string, Cell>>

const at = (day: string, time: string) => `2026-03-${day} ${time}:00`
const user = (id: number, first_name: string, email: string | null): Cells => ({
  user_id: id,
  first_name,
  last_name: 'Trap',
  email,
  slug: `trap-${id}`,
  registered_at: '2025-12-01 09:00:00',
  id,
})
const course = (id: number, title: string, slug: string, technology: string | null): Cells => ({
  course_id: id,
  title,
  technology,
  topic: technology === null ? null : 'Programming',
  xp: 1000,
  nb_hours_needed: 4,
  slug,
  description: 'Quotes "inside", commas, and\na line break.',
  id,
})
const done = (started_at: string | null, completed_at: string | null, time_spent: Cell, xp: Cell): Cells => ({
  started_at,
  completed_at,
  time_spent,
  xp,
})

/** What a row does not name is empty. */
const rows: Partial<Record<TableName, readonly Cells[]>> = {
  user_dim: [
    user(1, 'Ada', 'ada.trap@example.com'),
    user(2, 'Ben', ' Ben.Trap@Example.com '),
    // No address and a blank one: each is a person of its own.
    user(3, 'Cleo', null),
    user(4, 'Dora', '   '),
  ],
  team_dim: [
    { team_id: 10, name: 'Red', slug: 'red', created_date: '2025-01-01', id: 10 },
    { team_id: 11, name: 'Blue', slug: 'blue', created_date: '2025-01-01', id: 11 },
    {
      team_id: 12,
      name: 'Blue',
      slug: 'blue-3b956847-44d0-4c1e-9a52-7f0d6e2b8c14',
      created_date: '2025-06-01',
      deleted_date: '2026-03-04',
      id: 12,
    },
  ],
  user_team_bridge: [
    // Ada is in two teams at once, left Red and came back after two days.
    { user_id: 1, team_id: 10, joined_team_date: '2026-01-01 00:00:00', left_team_date: '2026-03-03' },
    { user_id: 1, team_id: 10, joined_team_date: '2026-03-05 00:00:00' },
    { user_id: 1, team_id: 11, joined_team_date: '2026-03-02 00:00:00' },
    // Nobody knows since when Ben is in Blue; the deleted team has him until its end.
    { user_id: 2, team_id: 11 },
    { user_id: 2, team_id: 12, joined_team_date: '2025-06-01 00:00:00', left_team_date: '2026-03-04' },
  ],
  course_dim: [
    { course_id: -1, title: 'Deleted course', id: -1 },
    course(100, 'Traps in Python', 'traps-in-python', 'Python'),
    course(101, 'Traps Without Technology', 'traps-without-technology', null),
  ],
  chapter_dim: [
    { chapter_id: -1, title: 'Deleted chapter', id: -1 },
    {
      chapter_id: 1000,
      title: 'Start',
      slug: 'start',
      xp: 100,
      technology: 'Python',
      topic: 'Programming',
      nb_exercises: 2,
      course_title: 'Traps in Python',
      course_slug: 'traps-in-python',
      course_xp: 1000,
      id: 1000,
    },
    // The same chapter slug in another course.
    {
      chapter_id: 1001,
      title: 'Start',
      slug: 'start',
      xp: 100,
      nb_exercises: 1,
      course_title: 'Traps Without Technology',
      course_slug: 'traps-without-technology',
      course_xp: 1000,
      id: 1001,
    },
  ],
  exercise_dim: [
    { exercise_id: -1, title: 'Deleted exercise', id: -1 },
    {
      exercise_id: 5000,
      title: 'One',
      type: 'NormalExercise',
      number: 1,
      xp: '50.0',
      chapter_title: 'Start',
      chapter_slug: 'start',
      course_slug: 'traps-in-python',
      chapter_nb_exercises: 2,
      id: 5000,
    },
    {
      exercise_id: 5001,
      title: 'Two',
      type: 'VideoExercise',
      number: 2,
      xp: '50.0',
      chapter_title: 'Start',
      chapter_slug: 'start',
      course_slug: 'traps-in-python',
      chapter_nb_exercises: 2,
      id: 5001,
    },
  ],
  course_fact: [
    // Ada's course over four days; start and end repeat, so counting rows would give four completions.
    { user_id: 1, course_id: 100, date_id: 20260302, ...done(at('02', '09:00'), at('06', '10:00'), 3601, 100) },
    { user_id: 1, course_id: 100, date_id: 20260303, ...done(at('02', '09:00'), at('06', '10:00'), 1799, 'NA') },
    { user_id: 1, course_id: 100, date_id: 20260304, ...done(at('02', '09:00'), at('06', '10:00'), null, 50) },
    { user_id: 1, course_id: 100, date_id: 20260306, ...done(at('02', '09:00'), at('06', '10:00'), 600, 100) },
    // Two deleted courses on one day, equal to the last figure: both count.
    { user_id: 1, course_id: -1, date_id: 20260304, ...done(at('04', '11:00'), null, 300, 10) },
    { user_id: 1, course_id: -1, date_id: 20260304, ...done(at('04', '11:00'), null, 300, 10) },
    // No dimension row has this course.
    { user_id: 2, course_id: 123, date_id: 20260303, ...done(at('03', '14:00'), null, 900, 30) },
    // The end comes before the start.
    { user_id: 2, course_id: 101, date_id: 20260304, ...done(at('04', '15:00'), at('04', '14:00'), 60, 20) },
    // Started last year, worked on this week; neither time nor XP is known.
    { user_id: 3, course_id: 100, date_id: 20260305, ...done('2025-11-03 08:00:00', null, 'NA', null) },
    { user_id: 3, course_id: 101, date_id: 20260306, ...done(null, null, 120, null) },
  ],
  chapter_fact: [
    { user_id: 1, chapter_id: 1000, date_id: 20260302, ...done(at('02', '09:00'), at('03', '09:30'), 3601, 100) },
    { user_id: 1, chapter_id: -1, date_id: 20260304, ...done(at('04', '11:00'), null, 300, 10) },
    { user_id: 1, chapter_id: -1, date_id: 20260304, ...done(at('04', '11:00'), null, 300, 10) },
  ],
  exercise_fact: [
    { user_id: 1, exercise_id: 5000, date_id: 20260302, ...done(at('02', '09:00'), at('02', '09:20'), 1200, '50.0') },
    { user_id: 1, exercise_id: 5001, date_id: 20260302, ...done(null, null, 2401, null) },
    { user_id: 1, exercise_id: -1, date_id: 20260304, ...done(at('04', '11:00'), null, 300, '10.0') },
    { user_id: 1, exercise_id: -1, date_id: 20260304, ...done(at('04', '11:00'), null, 300, '10.0') },
  ],
  project_dim: [
    { project_id: -1, title: 'Deleted project', id: -1 },
    {
      project_id: 200,
      title: 'A Guided Trap',
      technology: 'SQL',
      xp: 1500,
      nb_hours_needed: 2,
      is_guided: true,
      is_certification: false,
      id: 200,
    },
  ],
  project_fact: [
    { user_id: 2, project_id: 200, date_id: 20260305, ...done(at('05', '08:00'), at('05', '09:00'), 3600, 1500) },
  ],
  practice_dim: [
    { practice_id: 300, title: 'Practice: Traps', status: 'LIVE', technology: 'Python', xp: 250, id: 300 },
  ],
  practice_fact: [
    {
      user_id: 2,
      practice_id: 300,
      date_id: 20260305,
      is_mobile: 1,
      ...done(at('05', '18:00'), at('05', '18:05'), null, '250.0'),
    },
  ],
  assessment_dim: [{ assessment_id: 400, title: 'Python Traps', slug: 'python-traps', technology: 'Python', id: 400 }],
  assessment_fact: [
    // The stored group of the retake disagrees with its score; the stored one holds.
    {
      user_id: 1,
      assessment_id: 400,
      date_id: 20260202,
      started_at: '2026-02-02 09:00:00',
      completed_at: '2026-02-02 09:10:00',
      score: 95,
      score_group: 'Intermediate Lower',
      percentile: 45,
      time_spent: 600,
    },
    {
      user_id: 1,
      assessment_id: 400,
      date_id: 20260306,
      started_at: at('06', '11:00'),
      completed_at: at('06', '11:10'),
      score: 131,
      score_group: 'Intermediate',
      percentile: 80,
      time_spent: 600,
    },
    { user_id: 2, assessment_id: 400, date_id: 20260306, started_at: at('06', '12:00'), time_spent: 30 },
  ],
  assignment_dim: [
    {
      group_id: 4321,
      assignment_id: 900,
      created_by_id: 1,
      assignment_type: 'course',
      assignment_title: 'Traps in Python',
      assignment_status: 'active',
      assignee_type: 'team',
      assignment_xp: 1000,
      technology: 'Python',
      topic: 'Programming',
      due_at: at('05', '23:59'),
      created_at: at('01', '08:00'),
      updated_at: at('01', '08:00'),
    },
    {
      group_id: 4321,
      assignment_id: 901,
      created_by_id: 1,
      assignment_type: 'xp',
      assignment_status: 'archived',
      assignee_type: 'user',
      assignment_xp: 500,
      created_at: at('01', '08:00'),
      updated_at: at('02', '08:00'),
    },
    {
      group_id: 4321,
      assignment_id: 902,
      created_by_id: 1,
      assignment_type: 'course',
      assignment_title: 'Gone',
      assignment_status: 'active',
      assignee_type: 'user',
      due_at: at('31', '23:59'),
      created_at: at('01', '08:00'),
      updated_at: at('03', '08:00'),
      deleted_at: at('03', '08:00'),
    },
  ],
  assignment_fact: [
    // Late by the dates; the platform says completed.
    {
      group_id: 4321,
      user_id: 1,
      assignment_id: 900,
      is_completed: true,
      completion_status: 'completed',
      assigned_at: at('01', '08:00'),
      due_at: at('05', '23:59'),
      completed_at: at('06', '10:00'),
      reminder_sent_at: at('04', '12:00'),
    },
    {
      group_id: 4321,
      user_id: 2,
      assignment_id: 900,
      is_completed: false,
      completion_status: 'missed',
      assigned_at: at('01', '08:00'),
      due_at: at('05', '23:59'),
    },
    {
      group_id: 4321,
      user_id: 3,
      assignment_id: 901,
      is_completed: false,
      completion_status: 'in_progress',
      assigned_at: at('01', '08:00'),
    },
    {
      group_id: 4321,
      user_id: 3,
      assignment_id: 902,
      is_completed: false,
      completion_status: 'in_progress',
      assigned_at: at('01', '08:00'),
      due_at: at('31', '23:59'),
    },
  ],
}

/** `folder` is the delivery's `latest`; every table has a file, some of them only a header. */
export async function writeTrapFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const table of tableNames) {
    const empty = Object.fromEntries((findTable(`datacamp.${table}`)?.columns ?? []).map(({ name }) => [name, null]))
    const file = await CsvWriter.create(folder, table)
    try {
      for (const row of rows[table] ?? []) file.add({ ...empty, ...row })
    } finally {
      await file.close()
    }
  }
}
