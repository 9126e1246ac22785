/** What rows are grouped by (`column`, `column:month`) and what is counted of each group (`count`, `sum:column`). */
import { sql, type RawBuilder } from 'kysely'
import { column } from '@/lib/catalogue/catalogue'
import type { Column, Kind, Table } from '@/lib/catalogue/types'
import { InvalidTableQuery } from './invalid-table-query'
import { cell } from './typed-value'

/** Calendar units in UTC; weeks are ISO weeks, from Monday. */
export const units = ['day', 'week', 'month', 'quarter', 'year'] as const
export type Unit = (typeof units)[number]

export interface Dimension {
  /** As the address writes it, and the name of the result's column: "started_at:month". */
  readonly key: string
  readonly column: Column
  readonly unit: Unit | null
  /** Of the result. */
  readonly kind: Kind
  /** No group has null here. */
  readonly required: boolean
}

export const calculations = ['distinct', 'sum', 'min', 'max', 'avg'] as const
export type Calculation = (typeof calculations)[number]

export interface Measure {
  /** As the address writes it, and the name of the result's column: "count", "sum:xp". */
  readonly key: string
  readonly calculation: 'count' | Calculation
  /** null: count, which counts rows. */
  readonly column: Column | null
  readonly kind: Kind
  readonly required: boolean
}

/** Steps of time that the column's values can be put into; none where they are no times. */
export function unitsOf(of: Column): readonly Unit[] {
  return of.kind === 'date' || of.kind === 'timestamp' || isDateId(of) ? units : []
}

/** DataCamp writes the day of a fact as the number 20261122. */
export function isDateId({ references }: Column): boolean {
  return references === 'date_dim.date_id'
}

const isNumber = (kind: Kind) => kind === 'integer' || kind === 'bigint' || kind === 'numeric'

export function calculationsOf({ kind }: Column): readonly Calculation[] {
  if (isNumber(kind)) return calculations
  return kind === 'boolean' ? ['distinct'] : ['distinct', 'min', 'max']
}

export function parseDimension(table: Table, text: string): Dimension {
  const [name = '', unitName, ...rest] = text.split(':')
  const found = column(table, name)
  if (!found) throw noColumn(table, 'group', name)
  const required = table.key.includes(name)
  if (unitName === undefined) return { key: name, column: found, unit: null, kind: found.kind, required }
  const unit = unitsOf(found).find((candidate) => candidate === unitName)
  if (!unit || rest.length > 0) {
    const written = [unitName, ...rest].join(':')
    const message = `group=${name} is a ${found.kind} column, which cannot be put into steps of "${written}".`
    throw new InvalidTableQuery('group', message, unitsOf(found))
  }
  // A number that is no day has no month either.
  return { key: `${name}:${unit}`, column: found, unit, kind: 'date', required: required && !isDateId(found) }
}

export function parseMeasure(table: Table, text: string): Measure {
  if (text === 'count') return { key: text, calculation: 'count', column: null, kind: 'bigint', required: true }
  const [word = '', name, ...rest] = text.split(':')
  const calculation = calculations.find((candidate) => candidate === word)
  if (!calculation || name === undefined || rest.length > 0) {
    const forms = ['count', ...calculations.map((each) => `${each}:column`)]
    throw new InvalidTableQuery('measures', `measures cannot be "${text}".`, forms)
  }
  const found = column(table, name)
  if (!found) throw noColumn(table, 'measures', name)
  if (!calculationsOf(found).includes(calculation)) {
    const message = `measures=${text} does not suit a ${found.kind} column.`
    throw new InvalidTableQuery('measures', message, calculationsOf(found))
  }
  const required = calculation === 'distinct'
  return { key: text, calculation, column: found, kind: kindOf(calculation, found), required }
}

function kindOf(calculation: Calculation, { kind }: Column): Kind {
  if (calculation === 'distinct') return 'bigint'
  if (calculation === 'avg') return 'numeric'
  if (calculation === 'sum') return kind === 'integer' ? 'bigint' : 'numeric'
  return kind
}

const UNIT_WORDS: Record<Unit, RawBuilder<unknown>> = {
  day: sql`'day'`,
  week: sql`'week'`,
  month: sql`'month'`,
  quarter: sql`'quarter'`,
  year: sql`'year'`,
}

export function dimensionSql({ column: of, unit }: Dimension): RawBuilder<unknown> {
  if (unit === null) return cell(of)
  const name = sql.id(of.name)
  const moment = isDateId(of)
    ? // Stored numbers are not checked to be days, and one that is none must not end the statement.
      sql`case when ${name} between 10000101 and 99991231 and pg_input_is_valid(${name}::text, 'date') then ${name}::text::timestamp end`
    : sql`${name}::timestamp`
  return sql`date_trunc(${UNIT_WORDS[unit]}, ${moment})::date`
}

export function measureSql({ calculation, column: of }: Measure): RawBuilder<unknown> {
  if (of === null) return sql`count(*)`
  const name = sql.id(of.name)
  switch (calculation) {
    case 'distinct':
      return sql`count(distinct ${name})`
    case 'sum':
      return sql`sum(${name})`
    case 'min':
      return sql`min(${name})`
    case 'max':
      return sql`max(${name})`
    case 'avg':
      return sql`avg(${name})`
    case 'count':
      return sql`count(*)`
  }
}

function noColumn(table: Table, param: 'group' | 'measures', name: string): InvalidTableQuery {
  const names = table.columns.map((candidate) => candidate.name)
  return new InvalidTableQuery(param, `${table.schema}.${table.name} has no column "${name}".`, names)
}
