/** A place in a table's order as opaque text. It holds no secret and is trusted in nothing: every part is checked. */
import { coercer } from '@/lib/catalogue/coerce'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import type { Kind, Table } from '@/lib/catalogue/types'
import { InvalidTableQuery } from './invalid-table-query'
import type { Scan } from './keyset'
import { sortText } from './sort-text'
import type { SortKey } from './table-sort'

export interface Cursor {
  readonly scan: Scan
  readonly position: readonly (string | null)[]
}

export function cursorText(table: Table, keys: readonly SortKey[], { scan, position }: Cursor): string {
  return Buffer.from(JSON.stringify([qualifiedName(table), sortText(keys), scan, ...position])).toString('base64url')
}

export function parseCursor(table: Table, keys: readonly SortKey[], text: string): Cursor {
  const parts = parseList(text)
  const [tableName, sort, scan, ...position] = parts ?? []
  if (parts === null || (scan !== 'forward' && scan !== 'backward')) throw malformed()
  if (tableName !== qualifiedName(table) || sort !== sortText(keys)) {
    throw new InvalidTableQuery('cursor', 'The cursor belongs to another table or order. Start again without a cursor.')
  }
  const fits = position.length === keys.length && keys.every((key, index) => isPlace(key, position[index]))
  const cursor = { scan, position: position as (string | null)[] } as const
  // Only what cursorText writes is a cursor: base64 has spellings that decode to the same bytes.
  if (!fits || cursorText(table, keys, cursor) !== text) throw malformed()
  return cursor
}

function malformed(): InvalidTableQuery {
  return new InvalidTableQuery('cursor', 'The cursor is damaged. Start again without a cursor.')
}

function parseList(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    return Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

function isPlace({ kind, required }: SortKey, value: unknown): boolean {
  if (value === null) return !required
  return typeof value === 'string' && isPrinted(kind, value)
}

/** Whether PostgreSQL could have printed this as a value of the kind; stored values may pass the bounds of deliveries. */
export function isPrinted(kind: Kind, value: string): boolean {
  if (kind === 'text') return !value.includes('\0') && value.isWellFormed()
  if (kind === 'numeric') return /^(-?\d{1,1000}(\.\d{1,1000})?|NaN)$/.test(value)
  if ((kind === 'date' || kind === 'timestamp') && /^-?infinity$/.test(value)) return true
  const result = coercer(kind)(value)
  return result.ok && result.text !== null
}
