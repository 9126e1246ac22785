/** Which column names rows of which table. Sources say it by `references`; a mart's column begins with the whole name. */
import { tables } from '@/generated/catalogue/tables'
import { column as columnOf, findTable, tablesOf } from '@/lib/catalogue/catalogue'
import type { Column, Table } from '@/lib/catalogue/types'

export interface Relation {
  readonly from: Table
  readonly column: Column
  readonly to: Table
  readonly key: Column
}

/** "mart.person.person_id", or without the schema where a mart speaks of a source's column. */
const NAMED = /\b(?:(datacamp|skilljar|mart)\.)?([a-z_]+)\.([a-z_]+)\b/g

export function relationsFrom(table: Table): readonly Relation[] {
  return table.columns.flatMap((column) =>
    targetsOf(table, column).map(({ to, key }) => ({ from: table, column, to, key })),
  )
}

export function relationsTo(table: Table): readonly Relation[] {
  return tables.flatMap(relationsFrom).filter(({ to }) => to === table)
}

type Target = Pick<Relation, 'to' | 'key'>

function targetsOf(table: Table, { references, description }: Column): readonly Target[] {
  if (table.schema !== 'mart') {
    const [name = '', key = ''] = references?.split('.') ?? []
    return target(findTable(`${table.schema}.${name}`), key)
  }
  const [said = ''] = description.split(/[;,]/)
  return [...said.matchAll(NAMED)].flatMap(([, schema, name = '', key = '']) =>
    schema === undefined
      ? [...tablesOf('datacamp'), ...tablesOf('skilljar')]
          .filter((source) => source.name === name)
          .flatMap((source) => target(source, key))
      : target(findTable(`${schema}.${name}`), key),
  )
}

/** A mart that merely mentions a column does not name rows by it: only what identifies a row is meant. */
function target(to: Table | undefined, name: string): readonly Target[] {
  const key = to && columnOf(to, name)
  return to && key && (to.schema !== 'mart' || to.key.includes(name)) ? [{ to, key }] : []
}
