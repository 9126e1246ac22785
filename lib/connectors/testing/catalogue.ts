/** Small tables for tests of the readers. */
import type { Column, ConnectorId, Table } from '@/lib/catalogue/types'

export function column(name: string, more: Partial<Column> = {}): Column {
  const flags = { optional: false, deprecated: false, pii: false, numericText: false }
  return { name, kind: 'text', description: '', aliases: [], references: null, ...flags, ...more }
}

export function table(schema: ConnectorId, name: string, columns: readonly Column[], more: Partial<Table> = {}): Table {
  const flags = { optional: false, derived: false, documentedAt: null }
  return { schema, name, description: '', columns, key: [], cursor: null, aliases: [], ...flags, ...more }
}
