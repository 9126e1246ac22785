/** A statement's rows for the screen: as text, so many at most, and never more of a cell or of all than a page can hold. */
import type pg from 'pg'
import { SqlProblem, checkedStatement } from './check'
import type { SqlAccess } from './access'
import { explained, inSession, type SqlVisit } from './session'

export const MOST_ROWS = 5_000
export const LONGEST_CELL = 4_000
const MOST_COLUMNS = 200
/** Of all cells together, in characters. */
const MOST_TEXT = 8_000_000

export interface SqlColumn {
  readonly name: string
  /** As PostgreSQL names it: "bigint", "timestamp with time zone". */
  readonly type: string
  readonly kind: 'number' | 'time' | 'boolean' | 'text'
}

export interface SqlResult {
  readonly columns: readonly SqlColumn[]
  readonly rows: readonly (readonly (string | null)[])[]
  /** There are more than are here. */
  readonly isCut: boolean
  readonly milliseconds: number
}

/**
 * The grammar of DECLARE takes one query that reads, and the extended protocol takes one statement: what passes here is one
 * query and may stand in parentheses.
 */
const PROOF = 'declare proof no scroll cursor for '

export async function proveQuery(client: pg.PoolClient, statement: string): Promise<void> {
  await explained(PROOF, statement, () => client.query(extended(PROOF + statement)))
  await client.query('close proof')
}

/** The end of a line, because a statement may end with a comment. */
export const inParentheses = (statement: string) => `(${statement}\n)`

const extended = (text: string) => ({ text, queryMode: 'extended' as const })

export async function runSql(access: SqlAccess, written: string, visit: SqlVisit): Promise<SqlResult> {
  const statement = checkedStatement(written)
  const began = performance.now()
  return inSession(access, visit, async (client) => {
    await proveQuery(client, statement)
    const columns = await columnsOf(client, statement)
    const names = columns.map((_, index) => `c${index}`)
    const cells = names.map((name) => `pg_catalog.left(${name}::text, ${LONGEST_CELL + 1}) as ${name}`)
    const wrapped = `declare answer no scroll cursor for select ${cells} from ${inParentheses(statement)} as answer (${names})`
    await explained('', '', () => client.query(extended(wrapped)))
    const found = await explained('', '', () => fetchRows(client, columns.length))
    return { columns, ...found, milliseconds: Math.round(performance.now() - began) }
  })
}

/** What PostgreSQL would do, without doing it. */
export async function explainSql(access: SqlAccess, written: string, visit: SqlVisit): Promise<readonly string[]> {
  const statement = checkedStatement(written)
  return inSession(access, visit, async (client) => {
    const prefix = `explain ${PROOF}`
    const { rows } = await explained(prefix, statement, () =>
      client.query<Record<string, string>>(extended(prefix + statement)),
    )
    return rows.map((row) => row['QUERY PLAN'] ?? '')
  })
}

export async function columnsOf(client: pg.PoolClient, statement: string): Promise<readonly SqlColumn[]> {
  const { fields } = await explained('', '', () =>
    client.query(extended(`select * from ${inParentheses(statement)} as answer limit 0`)),
  )
  if (fields.length === 0) throw new SqlProblem('The statement names no column, so there is nothing to show.', 0)
  if (fields.length > MOST_COLUMNS)
    throw new SqlProblem(
      `The answer has ${fields.length} columns. At most ${MOST_COLUMNS} are shown: name those you need.`,
    )
  const { rows } = await client.query<{ type: string; category: string }>(
    `select pg_catalog.format_type(asked.id, asked.modifier) as type, typcategory as category
     from rows from (pg_catalog.unnest($1::oid[]), pg_catalog.unnest($2::int[])) with ordinality as asked (id, modifier, number)
     join pg_catalog.pg_type on pg_type.oid = asked.id order by number`,
    [fields.map(({ dataTypeID }) => dataTypeID), fields.map(({ dataTypeModifier }) => dataTypeModifier)],
  )
  return fields.map(({ name }, index) => {
    const { type = 'text', category = 'S' } = rows[index] ?? {}
    return { name, type, kind: kinds[category] ?? 'text' }
  })
}

/** By PostgreSQL's categories of types. */
const kinds: Readonly<Record<string, SqlColumn['kind']>> = { N: 'number', D: 'time', B: 'boolean' }

async function fetchRows(client: pg.PoolClient, columns: number): Promise<Pick<SqlResult, 'rows' | 'isCut'>> {
  const rows: (string | null)[][] = []
  // So few at a time that even the longest cells fit into memory.
  const batch = Math.max(1, Math.min(500, Math.floor(MOST_TEXT / (columns * LONGEST_CELL))))
  for (let text = 0; rows.length <= MOST_ROWS && text < MOST_TEXT;) {
    const fetched = await client.query<(string | null)[]>({
      text: `fetch forward ${batch} from answer`,
      rowMode: 'array',
    })
    for (const row of fetched.rows) {
      const shown = row.map((cell) => (cell === null ? null : cutCell(cell)))
      for (const cell of shown) text += cell?.length ?? 0
      rows.push(shown)
    }
    if (fetched.rows.length < batch) return { rows: rows.slice(0, MOST_ROWS), isCut: rows.length > MOST_ROWS }
  }
  return { rows: rows.slice(0, MOST_ROWS), isCut: true }
}

/** A cell that is not here to its end ends with "…"; the database counts characters, not units. */
function cutCell(cell: string): string {
  if (cell.length <= LONGEST_CELL) return cell
  const characters = [...cell]
  return characters.length <= LONGEST_CELL ? cell : `${characters.slice(0, LONGEST_CELL).join('')}…`
}
