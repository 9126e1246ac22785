/** The database's tables as the editor completes them: schema, table, column. */
import type { Completion } from '@codemirror/autocomplete'
import type { SQLNamespace } from '@codemirror/lang-sql'
import type { SqlTable } from '@/lib/sql/tables'

export function schemaOf(tables: readonly SqlTable[]): SQLNamespace {
  const schemas: Record<string, Record<string, SQLNamespace>> = {}
  for (const { name, about, columns } of tables) {
    const [schema = '', table = ''] = name.split('.')
    const children = columns.map((column): Completion => ({
      label: column.name,
      type: 'property',
      detail: column.type,
    }))
    const self: Completion = { label: table, type: 'type', ...(about && { info: about }) }
    schemas[schema] = { ...schemas[schema], [table]: { self, children } }
  }
  return schemas
}
