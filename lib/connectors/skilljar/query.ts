/** The COPY statement that reads a table, whole or from a moment on. COPY takes no parameters, so what comes in is checked and quoted. */
import { escapeIdentifier, escapeLiteral } from 'pg'
import { SourceError } from '../types'
import type { DiscoveredTable, SourceColumn } from './discover'

const stamp = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(\.\d{1,6})?$/

export function copyStatement(
  { schema, name, selected }: DiscoveredTable,
  changed: { cursor: SourceColumn; since: string; overlapMinutes: number } | null,
): string {
  const columns = selected.map(canonical).join(', ')
  const from = `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`
  return `copy (select ${columns} from ${from}${changed ? changedSince(changed) : ''}) to stdout`
}

/** One spelling per value, whatever the source's types and settings: UTC without zone, no padding. */
function canonical({ name, type }: SourceColumn): string {
  const column = escapeIdentifier(name)
  if (type === 'timestamptz') return `${column} at time zone 'UTC'`
  if (type === 'bpchar') return `${column}::text`
  if (type === 'money') return `${column}::numeric`
  return column
}

function changedSince({
  cursor,
  since,
  overlapMinutes,
}: {
  cursor: SourceColumn
  since: string
  overlapMinutes: number
}): string {
  if (!stamp.test(since)) throw new Error(`"${since}" is no moment to read from.`)
  if (!['timestamp', 'timestamptz', 'date'].includes(cursor.type)) {
    throw new SourceError('malformed', `${cursor.name} is of type ${cursor.type} in the source, not a timestamp.`)
  }
  const column = escapeIdentifier(cursor.name)
  const bound =
    cursor.type === 'timestamptz'
      ? `${escapeLiteral(`${since}+00`)}::timestamptz`
      : `${escapeLiteral(since)}::timestamp`
  const overlap = `make_interval(mins => ${Math.round(overlapMinutes)})`
  // The bound is moved, not the column, so an index on the column still serves.
  return ` where ${column} >= ${bound} - ${overlap} or ${column} is null`
}
