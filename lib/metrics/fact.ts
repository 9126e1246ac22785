/** A fact: rows with a declared grain, and the metrics that hang off them. Dimensions work on every fact alike. */
import type { Compilable, Kysely, RawBuilder, SelectQueryBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '@/generated/catalogue/database'
import type { Period } from '@/lib/filters/filters'

export type Db = Kysely<Database>

/** The columns that dimensions and filters read, present in every fact. */
export interface FactRow {
  day: string
  person_id: number
  source: string
  content_type: string
  content_id: string
  technology: string | null
}

export type Unit = 'people' | 'hours' | 'seconds' | 'XP' | 'days' | 'courses' | 'enrolments'
export type Format = 'count' | 'hours' | 'seconds'

export interface MetricDefinition<Row> {
  readonly label: string
  readonly description: string
  readonly unit: Unit
  readonly format: Format
  /** For people: how the number comes about. Ratios name both their parts. */
  readonly formula: string
  readonly numerator?: string
  readonly denominator?: string
  /** Source columns that the number is read from. */
  readonly readFrom: readonly string[]
  /** What the number leaves out, said on its card. */
  readonly leftOut?: readonly string[]
  /** False for distinct people: groups share them, so that rows do not add up to the total. */
  readonly additive: boolean
  /** Which rows count; the people of these rows are the people behind the number. */
  readonly counts: (column: Columns<Row>) => RawBuilder<boolean>
  /**
   * Aggregate over one person's rows that count; the number is the sum over people. Absent: the number is how many
   * people have such a row. (Nothing is ever counted across people, which is what makes distinct counts cheap.)
   */
  readonly ofPerson?: (column: Columns<Row>) => RawBuilder<unknown>
  /** The sum is divided once, at the end. */
  readonly dividedBy?: number
}

export type Columns<Row> = (name: keyof Row & string) => RawBuilder<unknown>

/** Rows of a fact; the period may be used to read less, days outside of it are dropped anyway. */
export type RowsOf<Row> = (db: Db, period: Period) => SelectQueryBuilder<any, any, any> & Compilable<Row>

export interface Fact<Name extends string = string> {
  readonly name: string
  readonly description: string
  readonly rows: RowsOf<any>
  readonly metrics: Readonly<Record<Name, MetricDefinition<any>>>
}

/**
 * The rows come first and settle the row type, so that a misspelt column below them does not compile;
 * the fact itself remembers only its metric names.
 */
export function defineFact<Row extends FactRow, Name extends string>(
  rows: RowsOf<Row>,
  definition: {
    readonly name: string
    readonly description: string
    readonly metrics: Readonly<Record<Name, MetricDefinition<NoInfer<Row>>>>
  },
): Fact<Name> {
  return { ...definition, rows }
}

/** Columns of a fact's rows where the compiler has them under the alias "fact". */
export const factColumn = (name: string): RawBuilder<unknown> => sql.ref(`fact.${name}`)
