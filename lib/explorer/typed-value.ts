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
