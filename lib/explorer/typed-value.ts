import { sql, type RawBuilder } from 'kysely'
import type { Kind } from '@/lib/catalogue/types'

const TYPES: Record<Kind, RawBuilder<unknown>> = {
  text: sql`text`,
  integer: sql`integer`,
  bigint: sql`bigint`,
  numeric: sql`numeric`,
  boolean: sql`boolean`,
  date: sql`date`,
  timestamp: sql`timestamp`,
}

/** A value as a parameter of the column's own type, so that the comparison stays the column's and its index serves. */
export function typed(kind: Kind, value: string): RawBuilder<unknown> {
  return sql`cast(${value} as ${TYPES[kind]})`
}

/** A column as its kind: some columns of the marts hold sets of bits, which are text to everybody else. Plain text stays as it is. */
export function cell({ name, kind }: { readonly name: string; readonly kind: Kind }): RawBuilder<unknown> {
  return kind === 'text' ? sql`${sql.id(name)}::text` : sql.id(name)
}

/** Values as one parameter: an array of the column's type, for `= any`. */
export function typedList(kind: Kind, values: readonly string[]): RawBuilder<unknown> {
  return sql`cast(${values} as ${TYPES[kind]}[])`
}
