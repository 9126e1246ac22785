/** Filters on any table: `column:op:value` in addresses, typed conditions in SQL. Like SQL, a null meets no comparison. */
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { column } from '@/lib/catalogue/catalogue'
import type { Column, Table } from '@/lib/catalogue/types'
import { joinEscaped } from './escaped-list'
import { comparedAs, filterColumn, filterValues, operatorsOf, type Comparison, type Operator } from './filter-value'
import { InvalidTableQuery } from './invalid-table-query'
import { cell, typed } from './typed-value'

const COMPARISONS: Readonly<Record<Comparison, RawBuilder<unknown>>> = {
  eq: sql`=`,
  ne: sql`<>`,
  lt: sql`<`,
  lte: sql`<=`,
  gt: sql`>`,
  gte: sql`>=`,
}
export interface TableFilter {
  readonly column: Column
  readonly operator: Operator
  /** As the column's kind writes them; none for is_null and not_null, several only for in. */
  readonly values: readonly string[]
}

/** `param`: where the filter stands, for the error to name. */
export function parseFilter(table: Table, text: string, param: 'filter' | 'any' = 'filter'): TableFilter {
  const [name = '', operatorName = '', ...rest] = text.split(':')
  const found = column(table, name)
  if (!found) {
    const names = table.columns.map((candidate) => candidate.name)
    throw new InvalidTableQuery(param, `${table.schema}.${table.name} has no column "${name}" to filter by.`, names)
  }
  const operator = operatorsOf(found.kind).find((candidate) => candidate === operatorName)
  if (!operator) {
    const question = `${param}=${found.name}:op:value needs an op that suits a ${found.kind} column, not "${operatorName}".`
    throw new InvalidTableQuery(param, question, operatorsOf(found.kind))
  }
  const written = filterValues(filterColumn(table, found), operator, rest.length > 0 ? rest.join(':') : null)
  if (!written.ok) throw new InvalidTableQuery(param, `${param}=${found.name}:${operator}: ${written.message}`)
  return { column: found, operator, values: written.values }
}

/** The filter as an address writes it; parsing it again gives the same filter. */
export function filterText({ column: of, operator, values }: TableFilter): string {
  if (values.length === 0) return `${of.name}:${operator}`
  const said = of.kind === 'boolean' ? values.map((value) => (value === 't' ? 'true' : 'false')) : values
  return `${of.name}:${operator}:${operator === 'in' ? joinEscaped(said, ',') : said.join('')}`
}

export function condition({ column: of, operator, values }: TableFilter): RawBuilder<SqlBool> {
  const name = cell(of)
  const [first = ''] = values
  switch (operator) {
    case 'is_null':
      return sql`${name} is null`
    case 'not_null':
      return sql`${name} is not null`
    case 'in':
      return sql`${name} in (${sql.join(values.map((value) => typed(comparedAs(of.kind), value)))})`
    case 'contains':
      return sql`${name} ilike ${containing(first)}::text`
    case 'starts':
      return sql`${name} ilike ${`${escapePattern(first)}%`}::text`
    default:
      return sql`${name} ${COMPARISONS[operator]} ${typed(comparedAs(of.kind), first)}`
  }
}

export function allOf(conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> {
  return conditions.length > 0 ? sql`${sql.join(conditions, sql` and `)}` : sql`true`
}

/** A pattern of LIKE for texts with this in them. */
export function containing(value: string): string {
  return `%${escapePattern(value)}%`
}

function escapePattern(value: string): string {
  return value.replace(/[\\%_]/g, '\\$&')
}
