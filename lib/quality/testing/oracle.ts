/** Counts what each check should find, in JavaScript over all rows: nothing of the checks' SQL is used. */
import type pg from 'pg'
import { contentColumn, qualified, sourceTables, type Check } from '../check'

export type Row = Readonly<Record<string, string | number | boolean | null>>
export type Data = ReadonlyMap<string, readonly Row[]>

export async function loadRows(pool: pg.Pool): Promise<Data> {
  const data = new Map<string, readonly Row[]>()
  for (const table of sourceTables) {
    const { rows } = await pool.query<Row>(`select * from ${qualified(table)}`)
    data.set(qualified(table), rows)
  }
  return data
}

const number = /^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?$/
const isNumber = (text: unknown) => number.test(String(text).trim())
const isBlank = (text: unknown) => text === null || String(text).trim() === ''
const address = (row: Row) => (isBlank(row['email']) ? null : String(row['email']).trim().toLowerCase())

/** Of one table: which rows a check speaks of, and which of them it finds; null: this family is counted by hand. */
export function expected(data: Data, check: Check): { total: number; found: number } | null {
  const rows = data.get(qualified(check.table)) ?? []
  const rule = ruleOf(data, check, rows)
  if (!rule) return null
  const meant = rows.filter(rule.of)
  return { total: meant.length, found: meant.filter(rule.finds).length }
}

type Rule = { of: (row: Row) => boolean; finds: (row: Row) => boolean }
const all = () => true

function ruleOf(data: Data, check: Check, rows: readonly Row[]): Rule | null {
  const { table, family } = check
  const part = check.id.split('.')[2] ?? ''
  const content = contentColumn(table)?.name
  if (family === 'deleted-content') return { of: all, finds: (row) => row[content ?? ''] === -1 }
  if (family === 'references') {
    if (part.endsWith('-empty')) return { of: all, finds: (row) => row[part.replace('-empty', '')] === null }
    const [parent = '', key = ''] = table.columns.find(({ name }) => name === part)?.references?.split('.') ?? []
    const known = new Set(data.get(`${table.schema}.${parent}`)?.map((row) => row[key]))
    return {
      of: (row) => row[part] !== null && !(part === content && row[part] === -1),
      finds: (row) => !known.has(row[part] ?? null),
    }
  }
  if (family === 'time' && (part === 'order' || part === 'ends')) {
    const [from = '', to = ''] = check.columns
    return { of: (row) => row[from] !== null && row[to] !== null, finds: (row) => String(row[to]) < String(row[from]) }
  }
  if (family === 'numbers' && !part.endsWith('_at'))
    return { of: (row) => !isBlank(row[part]), finds: (row) => !isNumber(row[part]) }
  if (family === 'completions' && part === 'open') return { of: all, finds: (row) => row['completed_at'] === null }
  if (family === 'completions' && part === 'no-start') {
    return { of: (row) => row['completed_at'] !== null, finds: (row) => row['started_at'] === null }
  }
  if (family === 'people') return peopleRule(data, check, rows, part)
  if (family === 'repeats') {
    const text = ({ row_id: _number, row_hash: _hash, extra: _extra, ...row }: Row) => JSON.stringify(row)
    const times = new Map<string, number>()
    for (const row of rows) times.set(text(row), (times.get(text(row)) ?? 0) + 1)
    return { of: (row) => !content || row[content] !== -1, finds: (row) => (times.get(text(row)) ?? 0) > 1 }
  }
  return null
}

function peopleRule(data: Data, { source }: Check, rows: readonly Row[], part: string): Rule {
  if (part === 'no-address') return { of: all, finds: (row) => address(row) === null }
  const others = data.get(source === 'datacamp' ? 'skilljar.student' : 'datacamp.user_dim') ?? []
  if (part === 'one-platform') {
    const known = new Set(others.map(address))
    return { of: (row) => address(row) !== null && others.length > 0, finds: (row) => !known.has(address(row)) }
  }
  return {
    of: (row) => address(row) !== null,
    finds: (row) => rows.filter((other) => address(other) === address(row)).length > 1,
  }
}
