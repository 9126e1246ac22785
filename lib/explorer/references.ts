/** Which column names a row of which table: as the catalogue has it, and for the marts' own keys. */
import { tables } from '@/generated/catalogue/tables'
import { column, findTable, qualifiedName } from '@/lib/catalogue/catalogue'
import type { Column, Table } from '@/lib/catalogue/types'

export interface Reference {
  readonly table: Table
  readonly column: Column
}

const ofMarts: Readonly<Record<string, string>> = {
  person_id: 'mart.person.person_id',
  team_id: 'datacamp.team_dim.team_id',
  category_id: 'mart.category.category_id',
}

/** The table and column whose value this column holds; null where it names nothing. */
export function referenceOf(table: Table, of: Column): Reference | null {
  const own = table.key.length === 1 && table.key[0] === of.name
  const written = of.references
    ? `${table.schema}.${of.references}`
    : table.schema === 'mart' && !own
      ? ofMarts[of.name]
      : undefined
  if (!written) return null
  const [schema, name, columnName = ''] = written.split('.')
  const target = findTable(`${schema}.${name}`)
  const found = target && column(target, columnName)
  return target && found ? { table: target, column: found } : null
}

/** The columns of other tables that name rows of this one, with the column of this table that they hold. */
export function referencesTo(target: Table): readonly (Reference & { readonly holds: Column })[] {
  return tables.flatMap((table) =>
    table.columns.flatMap((of) => {
      const reference = referenceOf(table, of)
      return reference && qualifiedName(reference.table) === qualifiedName(target)
        ? [{ table, column: of, holds: reference.column }]
        : []
    }),
  )
}
