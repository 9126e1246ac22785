/** Facts about content that was deleted: DataCamp writes -1 for it (METRICS.md, rule 6). */
import { sql } from 'kysely'
import { check, contentColumn, qualified, rowsOf, sourceTables, t } from '../check'

const numbers: Readonly<Record<string, readonly string[]>> = {
  course_fact: ['learning_hours', 'xp', 'course_starts', 'course_completions'],
  project_fact: ['learning_hours', 'xp'],
  practice_fact: ['learning_hours', 'xp'],
  assessment_fact: ['learning_hours', 'assessments_completed'],
  chapter_fact: ['chapter_dropoff'],
  exercise_fact: ['exercise_friction'],
}

export const deletedContent = sourceTables.flatMap((table) => {
  const column = contentColumn(table)
  if (!column) return []
  const isPart = table.name === 'chapter_fact' || table.name === 'exercise_fact'
  return check(qualified(table), {
    family: 'deleted-content',
    label: `Deleted content in ${rowsOf(table)}`,
    meaning: `The learner worked on something that DataCamp has deleted since; its ${column.name} is -1.`,
    metrics: numbers[table.name] ?? [],
    effect: isPart
      ? 'Left out of the analysis of chapters and exercises; their time is part of course facts, which count.'
      : 'Counted in time and XP as “Deleted content”; left out of starts, completions and rankings.',
    severity: 'info',
    finds: sql`${t(column.name)} = -1`,
    columns: ['user_id', column.name, 'date_id'],
  })
})
