/** Lookups in the catalogue: tables and columns by their own name, and by the names under which sources deliver them. */
import { tables } from '@/generated/catalogue/tables'
import type { Column, Table } from './types'

const byName = new Map(tables.map((table) => [qualifiedName(table), table]))

/** "datacamp.course_fact" */
export function qualifiedName(table: Pick<Table, 'schema' | 'name'>): string {
  return `${table.schema}.${table.name}`
}

export function tablesOf(schema: Table['schema']): readonly Table[] {
  return tables.filter((table) => table.schema === schema)
}

export function findTable(name: string): Table | undefined {
  return byName.get(name)
}

export function column(table: Table, name: string): Column | undefined {
  return table.columns.find((candidate) => candidate.name === name)
}

/** The table that a source means by this name: `learning_course_fact` is course_fact. */
export function tableByAlias(schema: Table['schema'], sourceName: string): Table | undefined {
  const wanted = normalised(sourceName)
  const candidates = tablesOf(schema)
  return candidates.find(({ name }) => name === wanted) ?? candidates.find(({ aliases }) => aliases.includes(wanted))
}

/** The column that a source means by this name; a column's own name wins over another column's alias. */
export function byAlias(table: Table, sourceName: string): Column | undefined {
  const wanted = normalised(sourceName)
  return column(table, wanted) ?? table.columns.find(({ aliases }) => aliases.includes(wanted))
}

function normalised(sourceName: string): string {
  return sourceName.trim().toLowerCase()
}

/** By its whole name, "datacamp.course_fact.xp". */
export function findColumn(name: string): Column | undefined {
  const parts = name.split('.')
  const table = findTable(parts.slice(0, 2).join('.'))
  return table && column(table, parts.slice(2).join('.'))
}
