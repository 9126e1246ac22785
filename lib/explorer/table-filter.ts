/** Filters on any table: `column:op:value` in addresses, typed conditions in SQL. Like SQL, a null meets no comparison. */
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { column } from '@/lib/catalogue/catalogue'
import { coercer } from '@/lib/catalogue/coerce'
import type { Column, Kind, Table } from '@/lib/catalogue/types'
import { joinEscaped, splitEscaped } from './escaped-list'
import { InvalidTableQuery } from './invalid-table-query'
import { cell, typed } from './typed-value'

const COMPARISONS = {
  eq: sql`=`,
  ne: sql`<>`,
  lt: sql`<`,
  lte: sql`<=`,
  gt: sql`>`,
  gte: sql`>=`,
}
type Comparison = keyof typeof COMPARISONS
export type Operator = Comparison | 'in' | 'contains' | 'starts' | 'is_null' | 'not_null'

export interface TableFilter {
  readonly column: Column
  readonly operator: Operator
  /** As the column's kind writes them; none for is_null and not_null, several only for in. */
  readonly values: readonly string[]
}

const MOST_VALUES = 1_000

/** Deliveries end some years ahead, and a stretch of time ends after them. */
const FAR_AHEAD = new Date('9989-01-01')

/** A stretch of whole numbers may end beyond those of 32 bits; an index of them serves both. */
const comparedAs = (kind: Kind): Kind => (kind === 'integer' ? 'bigint' : kind)

/** What can be asked of a column of this kind; the explorer's filter menu shows the same list. */
export function operatorsOf(kind: Kind): readonly Operator[] {
  const always: Operator[] = ['eq', 'ne', 'in', 'is_null', 'not_null']
  if (kind === 'boolean') return always
  const ordered: Operator[] = [...always, 'lt', 'lte', 'gt', 'gte']
  return kind === 'text' ? [...ordered, 'contains', 'starts'] : ordered
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
  const value = rest.length > 0 ? rest.join(':') : null
  return { column: found, operator, values: valuesFrom(table, found, operator, value, param) }
}

function valuesFrom(
  { schema }: Table,
  of: Column,
  operator: Operator,
  text: string | null,
  param: string,
): readonly string[] {
  if (operator === 'is_null' || operator === 'not_null') {
    if (text) throw new InvalidTableQuery(param, `${param}=${of.name}:${operator} takes no value.`)
    return []
  }
  const written = operator === 'in' ? splitEscaped(text ?? '', ',') : [text ?? '']
  if (written.length > MOST_VALUES) {
    throw new InvalidTableQuery(param, `${param}=${of.name}:in takes at most ${MOST_VALUES} values.`)
  }
  // A delivery's empty cell is null; the marts have empty texts of their own.
  const mayBeEmpty = schema === 'mart' && of.kind === 'text' && ['eq', 'ne', 'in'].includes(operator)
  const accept = coercer(comparedAs(of.kind), FAR_AHEAD)
  return written.map((value) => {
    if (value === '' && text !== null && mayBeEmpty) return value
    const result = accept(value)
    if (!result.ok) throw new InvalidTableQuery(param, `${param}=${of.name}:${operator}: ${result.message}`)
    if (result.text === null) {
      throw new InvalidTableQuery(
        param,
        `${param}=${of.name}:${operator} needs a value; use is_null to find rows without one.`,
      )
    }
    return result.text
  })
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
      return sql`${name} ilike ${`%${escapePattern(first)}%`}::text`
    case 'starts':
      return sql`${name} ilike ${`${escapePattern(first)}%`}::text`
    default:
      return sql`${name} ${COMPARISONS[operator]} ${typed(comparedAs(of.kind), first)}`
  }
}

export function allOf(conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> {
  return conditions.length > 0 ? sql`${sql.join(conditions, sql` and `)}` : sql`true`
}

function escapePattern(value: string): string {
  return value.replace(/[\\%_]/g, '\\$&')
}
