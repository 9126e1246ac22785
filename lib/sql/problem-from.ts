/** What PostgreSQL says about a statement, as the page shows it: at its place, and with a way on where there is one. */
import pg from 'pg'
import { SqlProblem } from './check'

const hints: Readonly<Record<string, string>> = {
  '42P01': 'Write tables with their schema, like datacamp.course_fact. The list beside the editor names all of them.',
  '42501': 'Open here are the tables of datacamp, skilljar and mart. Everything else is closed.',
  '25006': 'Nothing is changed from here.',
  '0A000': 'Only statements that read are run here.',
  '54001': 'The statement is nested too deeply.',
  '53200': 'It needs more memory than the server gives one statement. Aggregate first.',
  '53400': 'It writes more to the disk than one statement may. Narrow it by a date or a team.',
}

/** `prefix` is what the database was sent before what was written. Everything that is no answer of the database passes. */
export function problemFrom(error: unknown, prefix: string, written: string): unknown {
  if (!(error instanceof pg.DatabaseError) || error.code === '57014') return error
  const position = error.position === undefined ? null : Number(error.position) - 1 - [...prefix].length
  const isInside = position !== null && position >= 0 && position <= [...written].length
  return new SqlProblem(
    sentence(error.message.replace('DECLARE CURSOR', 'a statement')),
    isInside ? inUnits(written, position) : null,
    hints[error.code ?? ''] ?? (error.hint ? sentence(error.hint) : null),
    error.code ?? null,
  )
}

/** PostgreSQL counts characters, JavaScript counts units of UTF-16. */
function inUnits(text: string, characters: number): number {
  return [...text].slice(0, characters).join('').length
}

function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.?!]$/.test(begun) ? begun : `${begun}.`
}
