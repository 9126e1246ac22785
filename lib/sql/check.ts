/** What the page for SQL runs: one statement that reads. The database's rights are the fence; this says early, and where. */
import { tokensOf, Unreadable, type Token } from './tokens'

export const LONGEST_STATEMENT = 100_000

/** Why a statement was not run, or failed, in words for whoever wrote it. */
export class SqlProblem extends Error {
  override name = 'SqlProblem'

  constructor(
    message: string,
    /** Where, in UTF-16 units from the start of what was written; null: not at one place. */
    readonly position: number | null = null,
    readonly hint: string | null = null,
    /** PostgreSQL's code, where it was PostgreSQL who refused. */
    readonly code: string | null = null,
  ) {
    super(message)
  }
}

/** How a statement that reads begins. */
const BEGINNINGS: readonly string[] = ['select', 'with', 'values', 'table']

/** Planning hundreds of queries within one another takes minutes, and the server cannot be told to stop meanwhile. */
const MOST_QUERIES = 100

interface Closed {
  readonly names: RegExp
  readonly why: string
}

/**
 * Names that the page does not offer, whatever they stand for in a statement. Functions that anybody may call cannot be taken
 * away from one role without changing the server for all; where rights already close a thing, the name only says so sooner.
 */
const closed: readonly Closed[] = [
  {
    names: /^pg_(?!typeof$)/,
    why: 'The server’s own tables and functions are closed here: sessions, settings, files, locks, roles and other people’s statements are no data of yours.',
  },
  { names: /^set_config$/, why: 'Settings belong to the page, so a statement cannot change them.' },
  {
    names:
      /^(lo_(close|creat\w*|export|from_bytea|get|import|l?seek\w*|lseek\w*|open|put|tell\w*|truncate\w*|unlink)|loread|lowrite)$/,
    why: 'Large objects and files of the server are closed here.',
  },
  {
    names:
      /^(query_to_xml\w*|cursor_to_xml\w*|table_to_xml\w*|schema_to_xml\w*|database_to_xml\w*|ts_stat|ts_rewrite)$/,
    why: 'Statements within texts are not run here. Write the query itself.',
  },
  { names: /^(nextval|setval|currval|lastval)$/, why: 'Sequences are closed here: reading them may change them.' },
  {
    names: /^(binary_upgrade_\w+|brin_\w+|gin_\w+|currtid2?|plpgsql_\w+|set_limit)$/,
    why: 'This is for whoever looks after the server.',
  },
  { names: /^(dblink\w*|postgres_fdw\w*)$/, why: 'Other servers are not reached from here.' },
]

/** A statement fit to be sent, without what follows its end; else an error that says where it is not. */
export function checkedStatement(written: string): string {
  if (written.length > LONGEST_STATEMENT)
    throw new SqlProblem(`The statement is longer than ${LONGEST_STATEMENT.toLocaleString('en')} characters.`)
  const nul = written.indexOf('\0')
  if (nul >= 0) throw new SqlProblem('A statement holds no NUL characters.', nul)
  const tokens = readable(written)
  const [first] = tokens.filter(({ value }) => value !== '(')
  if (!first || first.kind === 'end') throw new SqlProblem('There is no statement yet. Write one, like: select 1')
  if (first.kind !== 'name' || !BEGINNINGS.includes(first.value))
    throw new SqlProblem(
      'Only statements that read are run here: they begin with select, with, values or table.',
      first.start,
      first.value === 'explain' ? 'Write the statement alone and press Explain.' : null,
    )
  const text = oneStatement(written, tokens)
  for (const token of tokens) refuseClosed(token)
  refuseTooMany(tokens)
  return text
}

function readable(written: string): readonly Token[] {
  try {
    return tokensOf(written)
  } catch (error) {
    if (error instanceof Unreadable) throw new SqlProblem(error.message, error.start)
    throw error
  }
}

/** Semicolons and comments at the end fall away: the statement will stand in parentheses. */
function oneStatement(written: string, tokens: readonly Token[]): string {
  const last = tokens.findLast(({ kind }) => kind !== 'end')
  const semicolon = tokens.find(({ kind }) => kind === 'end')
  if (!last || (semicolon && semicolon.start < last.start))
    throw new SqlProblem(
      'One statement at a time: this is where a second one begins.',
      (semicolon?.end ?? 0) + 1,
      'Run them one by one.',
    )
  return written.slice(0, last.end)
}

function refuseTooMany(tokens: readonly Token[]): void {
  const tooMany = tokens.filter(({ kind, value }) => kind === 'name' && BEGINNINGS.includes(value))[MOST_QUERIES]
  if (tooMany)
    throw new SqlProblem(`A statement holds at most ${MOST_QUERIES} queries here: this is one more.`, tooMany.start)
}

function refuseClosed(token: Token): void {
  if (token.kind === 'parameter')
    throw new SqlProblem('A statement has no parameters here: write the value itself.', token.start)
  if (token.kind !== 'name') return
  const found = closed.find(({ names }) => names.test(token.value))
  if (found) throw new SqlProblem(`${token.value} cannot be used here.`, token.start, found.why)
}
