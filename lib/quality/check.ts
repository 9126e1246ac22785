/** What a check of the data is: rows of one mirror that a number has to do something about, and what it does. */
import { sql, type RawBuilder } from 'kysely'
import { findTable, tablesOf } from '@/lib/catalogue/catalogue'
import type { Column, ConnectorId, Table } from '@/lib/catalogue/types'

export type Condition = RawBuilder<unknown>

export type Family =
  | 'references'
  | 'time'
  | 'numbers'
  | 'ranges'
  | 'completions'
  | 'people'
  | 'live-training'
  | 'deleted-content'
  | 'repeats'

export interface Check {
  /** "family.table" or "family.table.column"; stands in addresses. */
  readonly id: string
  readonly family: Family
  readonly label: string
  /** What the rows are, and why they are odd. */
  readonly meaning: string
  readonly source: ConnectorId
  readonly table: Table
  /** Ids of METRICS.md whose numbers these rows touch. */
  readonly metrics: readonly string[]
  /** What those numbers do with the rows. */
  readonly effect: string
  /** info: legal, and dealt with by a rule; warning: somebody should put it right in the source. */
  readonly severity: 'info' | 'warning'
  /** Conditions over `t`, the table: of which rows this speaks, and which of them it finds. */
  readonly of: Condition
  readonly finds: Condition
  /** A quicker way to count than by `finds`: selects total_0 and found_0. */
  readonly counted?: Condition
  /** Columns that show what is wrong; the table's others follow them. */
  readonly columns: readonly string[]
}

type Given = Omit<Check, 'id' | 'source' | 'table' | 'of' | 'columns'> & Partial<Pick<Check, 'of' | 'columns'>>

/** `part`: tells several checks of one family and table apart. */
export function check(name: string, given: Given, part?: string): Check {
  const table = tableNamed(name)
  const id = [given.family, table.name, ...(part ? [part] : [])].join('.')
  return { of: sql`true`, columns: [], ...given, id, source: table.schema as ConnectorId, table }
}

export function tableNamed(name: string): Table {
  const table = findTable(name)
  if (!table) throw new Error(`The catalogue has no table ${name}.`)
  return table
}

/** Tables of both sources, without those that Skillscope makes itself. */
export const sourceTables: readonly Table[] = [...tablesOf('datacamp'), ...tablesOf('skilljar')].filter(
  ({ derived }) => !derived,
)

export function qualified({ schema, name }: Table): string {
  return `${schema}.${name}`
}

export function has(table: Table, name: string): boolean {
  return table.columns.some((column) => column.name === name)
}

/** "course_fact" as people say it: "course facts". */
export function rowsOf({ name }: Table): string {
  const plain = name.replace(/_dim$/, '').replaceAll('_', ' ')
  return name.endsWith('_fact') ? `${plain}s` : `${plain} rows`
}

/** The column that says which course, project, … a fact is about, where -1 stands for deleted content. */
export function contentColumn(table: Table): Column | undefined {
  const content = /^(course|project|practice|assessment|chapter|exercise)_fact$/.exec(table.name)?.[1]
  return table.schema === 'datacamp' ? table.columns.find(({ name }) => name === `${content}_id`) : undefined
}

/** A column of the rows that a check is about. */
export function t(name: string): Condition {
  return sql.ref(`t.${name}`)
}

export function from(table: Table): Condition {
  return sql.table(qualified(table))
}

/** The moment the source's data speaks of; unknown before its first refresh. */
export function asOf(source: ConnectorId): Condition {
  return sql`(select as_of at time zone 'UTC' from app.publication where connector_id = ${source} order by version desc limit 1)`
}

/** A text as a number; null where it is none. */
export function parsed(name: string): Condition {
  return sql`mart.parse_number(${t(name)})`
}

export function anyOf(conditions: readonly Condition[]): Condition {
  return sql.join(conditions, sql` or `)
}
