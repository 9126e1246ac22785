/** Skilljar delivers some numbers and times as text; what does not look like one is unknown, never 0 (METRICS.md, rule 9). */
import { sql } from 'kysely'
import type { Column, Table } from '@/lib/catalogue/types'
import { check, parsed, qualified, sourceTables, t, type Check } from '../check'

const metrics: Readonly<Record<string, readonly string[]>> = {
  session_time_seconds: ['learning_hours', 'active_learners', 'sj_course_starts'],
  correct_response_count: ['quiz_score'],
  enrolled_at: ['path_enrolments'],
}

/** Skilljar's times as text, with or without fraction and offset. */
const TIME = String.raw`^\s*\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}(:?\d{2})?)?)?\s*$`

function textNumber(table: Table, { name }: Column): Check {
  const isTime = name.endsWith('_at')
  const what = isTime ? 'time' : 'number'
  return check(
    qualified(table),
    {
      family: 'numbers',
      label: `${name} is no ${what}`,
      meaning: `Skilljar delivers ${name} as text. In these rows it cannot be read as a ${what}: “85%”, “1,5” or “n/a”, for example. The text itself is kept.`,
      metrics: metrics[name] ?? [],
      effect: `The value counts as unknown, not as 0; the row's other columns count.`,
      severity: name === 'time' || name === 'weighting' ? 'info' : 'warning',
      of: sql`btrim(${t(name)}, E' \\t\\n\\r\\f\\v') <> ''`,
      finds: isTime ? sql`${t(name)} !~ ${TIME}` : sql`${parsed(name)} is null`,
      columns: [name],
    },
    name,
  )
}

export const textNumbers = sourceTables.flatMap((table) =>
  table.columns
    .filter(({ numericText, kind }) => numericText && kind === 'text')
    .map((column) => textNumber(table, column)),
)
