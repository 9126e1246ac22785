/** Rows that refer to something that was not delivered. Their facts are kept (METRICS.md, rule 7). */
import { sql } from 'kysely'
import type { Column, Table } from '@/lib/catalogue/types'
import { check, contentColumn, from, qualified, rowsOf, sourceTables, t, tableNamed, type Check } from '../check'

const people = ['user_dim', 'student']

function parentOf(table: Table, { references }: Column): { parent: Table; key: string } | null {
  const [name, key] = references?.split('.') ?? []
  if (!name || !key) return null
  const parent = tableNamed(`${table.schema}.${name}`)
  // Days and groups are made of what refers to them.
  return parent.derived ? null : { parent, key }
}

function effectOf(table: Table, parent: Table): string {
  if (people.includes(parent.name))
    return 'Counted, as learning of an unknown learner; the learner has no name and no e-mail address.'
  if (table.name.endsWith('_fact'))
    return 'Counted in time and XP, as unknown content; what only the missing row knows, such as the technology, is “Not set”.'
  return 'Kept, and shown as unknown; what only the missing row knows cannot be grouped by.'
}

const metrics: Readonly<Record<string, readonly string[]>> = {
  course_fact: ['learning_hours', 'xp', 'course_starts', 'course_completions'],
  project_fact: ['learning_hours', 'xp'],
  practice_fact: ['learning_hours', 'xp'],
  assessment_fact: ['learning_hours', 'assessments_completed'],
  enrollment: ['enrolments', 'sj_course_completions'],
  student_lesson_session_time_hourly: ['learning_hours', 'active_learners'],
  user_team_bridge: ['active_learners'],
  vilt_session_registration: ['vilt_attendance_rate', 'vilt_fill_rate'],
  quiz_response: ['quiz_pass_rate', 'quiz_score'],
  purchase: ['gross_revenue', 'net_revenue'],
}

function orphans(table: Table, column: Column): Check[] {
  const target = parentOf(table, column)
  if (!target) return []
  const { parent, key } = target
  const own = t(column.name)
  const known = sql.ref(`p.${key}`)
  const isContent = contentColumn(table)?.name === column.name
  return [
    check(
      qualified(table),
      {
        family: 'references',
        label: `No ${parent.name} for ${rowsOf(table)}`,
        meaning: `${column.name} names a row of ${parent.name} that the source did not deliver.`,
        metrics: metrics[table.name] ?? [],
        effect: effectOf(table, parent),
        severity: 'warning',
        of: isContent ? sql`${own} is not null and ${own} <> -1` : sql`${own} is not null`,
        // PostgreSQL looks each up in a hash of the keys; it would search them anew for every row of "not exists".
        finds: sql`${own} not in (select ${known} from ${from(parent)} p where ${known} is not null)`,
        columns: [column.name],
      },
      column.name,
    ),
  ]
}

/** A fact of nobody: the learner's number itself is empty. */
function nobody(table: Table, column: Column): Check[] {
  if (!people.includes(column.references?.split('.')[0] ?? '')) return []
  return [
    check(
      qualified(table),
      {
        family: 'references',
        label: `Nobody behind ${rowsOf(table)}`,
        meaning: `${column.name} is empty.`,
        metrics: metrics[table.name] ?? [],
        effect: 'Counted, all as one unknown learner.',
        severity: 'warning',
        finds: sql`${t(column.name)} is null`,
        columns: [column.name],
      },
      `${column.name}-empty`,
    ),
  ]
}

export const references = sourceTables.flatMap((table) =>
  table.columns.flatMap((column) => [...orphans(table, column), ...nobody(table, column)]),
)
