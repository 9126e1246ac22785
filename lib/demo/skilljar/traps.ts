/**
 * A source of few rows, written by hand, with every trap that METRICS.md knows of Skilljar: whoever counts carelessly
 * gets a wrong number here. Ids say what a row is for; the middle of it is March 2026.
 */
import type { Pool } from 'pg'
import { sourceTables, type Row, type TableName } from './source-tables'
import { writeSource } from './source-writer'
import { accounts } from './traps/accounts'
import { commerce } from './traps/commerce'
import { courses } from './traps/courses'
import { live } from './traps/live'
import { paths } from './traps/paths'
import { progress } from './traps/progress'
import { quizzes } from './traps/quizzes'
import { scorm } from './traps/scorm'
import { sessions } from './traps/sessions'

const stamps = { created_at: '2026-03-01 00:00:00', updated_at: '2026-03-20 00:00:00' }

const everything = [accounts, courses, progress, sessions, quizzes, live, scorm, paths, commerce]

/** Makes all tables; those without a trap stay empty. */
export async function fillTrapSkilljar(pool: Pool, schema = 'public'): Promise<void> {
  await writeSource(pool, { schema, seed: 0 }, async (writer) => {
    for (const { name, columns } of sourceTables) {
      const table = name as TableName
      const blank = Object.fromEntries(columns.map((column) => [column.name, null]))
      for (const row of everything.flatMap((rows): readonly object[] => rows[table] ?? [])) {
        writer.add(table, { ...blank, ...stamps, ...row } as Row<typeof table>)
      }
    }
  })
}
