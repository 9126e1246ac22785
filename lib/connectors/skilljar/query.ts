/** The statements that read a table. COPY takes no parameters, so what comes in is checked and quoted. */
import { escapeIdentifier, escapeLiteral } from 'pg'
import { column as columnOf } from '@/lib/catalogue/catalogue'
import type { Kind } from '@/lib/catalogue/types'
import { checksumQuery } from '../checksum'
import { SourceError } from '../types'
import { copied, written } from './canonical'
import type { DiscoveredTable, SourceColumn } from './discover'

const stamp = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(\.\d{1,6})?$/
const calendarDay = /^\d{4}-\d{2}-\d{2}$/
const dayMs = 86_400_000
/** More pieces than this are read as one: a longer list of conditions costs the source more than some rows too many. */
const MOST_RANGES = 100

/** Which rows are read. */
export interface Part {
  readonly column: SourceColumn
  /** From this moment on, text in UTC; rows without a stamp belong to it. */
  readonly since: string
  /** And these days besides; null: rows without a stamp. */
  readonly days?: readonly (string | null)[]
}

export function nameOf({ schema, name }: DiscoveredTable): string {
  return `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`
}

export function copyStatement(table: DiscoveredTable, part: Part | null): string {
  return copyOf(table, table.selected, part ? ` where ${conditions(part)}` : '')
}

/** The key columns of every row, in the order of the catalogue's key. */
export function copyKeysStatement(table: DiscoveredTable): string {
  return copyOf(table, keyColumns(table), '')
}

function copyOf(table: DiscoveredTable, columns: readonly SourceColumn[], where: string): string {
  return `copy (select ${columns.map(copied).join(', ')} from ${nameOf(table)}${where}) to stdout`
}

/** Null: a column is of a type whose text cannot be foreseen. */
export function checksumStatement(table: DiscoveredTable, cursor: SourceColumn): string | null {
  const { columns, extra, table: known } = table.source
  const kinds = [
    ...columns.map((name): Kind => columnOf(known, name)?.kind ?? 'text'),
    ...extra.map(() => 'text' as const),
  ]
  const cells = table.selected.map((column, index) => written(column, kinds[index] ?? 'text'))
  if (!cells.every((cell) => cell !== null)) return null
  if (extra.length > 0) cells.push(`num_nonnulls(${cells.slice(columns.length).join(', ')})::text`)
  return checksumQuery({ from: nameOf(table), cells, day: `(${copied(cursor)})::date` })
}

export function newestStatement(table: DiscoveredTable, cursor: SourceColumn): string {
  const name = escapeIdentifier(cursor.name)
  return `select (${copied({ ...cursor, name: 'newest' })})::timestamp::text as newest from (select max(${name}) as newest from ${nameOf(table)} where isfinite(${name})) as found`
}

/** Given keys ($1, one array per key column) and stamps (the last array): which rows there are, and which are older. */
export function lookUpStatement(table: DiscoveredTable, cursor: SourceColumn): string {
  const keys = keyColumns(table)
  const given = keys.map((_, index) => `$${index + 1}::text[]`)
  const match = keys.map((column, index) => `(${copied(column)})::text = given.k${index}`).join(' and ')
  return `
    select count(*)::text as found, count(*) filter (where (${copied(cursor)})::timestamp < given.stamp::timestamp)::text as older
    from ${nameOf(table)} join unnest(${given.join(', ')}, $${keys.length + 1}::text[])
      as given (${keys.map((_, index) => `k${index}`).join(', ')}, stamp) on ${match}`
}

function keyColumns(table: DiscoveredTable): SourceColumn[] {
  return table.source.table.key.map((name) => {
    const column = columnIn(table, name)
    if (!column) throw new Error(`${table.source.object} was found without its key.`)
    return column
  })
}

/** The source's column behind a column of the mirror. */
export function columnIn({ source, selected }: DiscoveredTable, name: string): SourceColumn | undefined {
  return selected[source.columns.indexOf(name)]
}

// The bounds are moved, not the column, so an index on the column still serves.
function conditions({ column, since, days = [] }: Part): string {
  if (!stamp.test(since)) throw new Error(`"${since}" is no moment to read from.`)
  const name = escapeIdentifier(column.name)
  const parts = [`${name} >= ${moment(column, since)}`, `${name} is null`]
  for (const [first, last] of ranges(days)) {
    const end = new Date(Date.parse(`${last}T00:00:00Z`) + dayMs).toISOString().slice(0, 10)
    parts.push(`${name} >= ${moment(column, `${first} 00:00:00`)} and ${name} < ${moment(column, `${end} 00:00:00`)}`)
  }
  // "infinity" and years without a plain day after them: read by what the checksum called them.
  const odd = days
    .filter((day) => day !== null)
    .filter((day) => !isPlain(day))
    .map((day) => escapeLiteral(day))
  if (odd.length > 0) parts.push(`(${copied(column)})::date::text in (${odd.join(', ')})`)
  return parts.join(' or ')
}

function moment({ name, type }: SourceColumn, text: string): string {
  if (!['timestamp', 'timestamptz', 'date'].includes(type)) {
    throw new SourceError('malformed', `${name} is of type ${type} in the source, not a timestamp.`)
  }
  return type === 'timestamptz' ? `${escapeLiteral(`${text}+00`)}::timestamptz` : `${escapeLiteral(text)}::timestamp`
}

const isPlain = (day: string) => calendarDay.test(day) && day < '9999-12-31'

/** Days that follow each other become one range, from the first to the last. */
function ranges(days: readonly (string | null)[]): readonly (readonly [string, string])[] {
  const sorted = days
    .filter((day) => day !== null)
    .filter(isPlain)
    .sort()
  const found: [string, string][] = []
  for (const day of sorted) {
    const previous = found.at(-1)
    if (previous && Date.parse(day) - Date.parse(previous[1]) <= dayMs) previous[1] = day
    else found.push([day, day])
  }
  const first = found[0]
  const last = found.at(-1)
  return first && last && found.length > MOST_RANGES ? [[first[0], last[1]]] : found
}
