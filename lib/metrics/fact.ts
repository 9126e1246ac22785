/** A fact: rows with a declared grain, and the metrics that hang off them. Dimensions work on every fact alike. */
import type { Compilable, Kysely, RawBuilder, SelectQueryBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '@/generated/catalogue/database'
import type { Period, Source } from '@/lib/filters/filters'
import type { ValueFormat } from '@/lib/format/numbers'
import type { FactDimension } from './fact-dimensions'

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

/** Under what a fact's rows are read. */
export interface Context extends Period {
  /** How many days a cohort is given (METRICS.md, window_days). */
  readonly windowDays: number
  /** Whether archived assignments count. */
  readonly archived: boolean
  /** First days, within the period, of the buckets that are asked about; the period's own where there are none. */
  readonly starts: () => readonly string[]
  /** What moment each source speaks of; null: never refreshed. */
  readonly asOf: Readonly<Record<Source, string | null>>
  /** The day whose members are the "current" ones. */
  readonly today: string
  /** Only this person's rows are wanted: whoever reads a mirror may leave the others unread. */
  readonly person?: number | undefined
  /** Only people who ever were in one of these teams are wanted: whoever reads people may leave the others unread. */
  readonly teams?: readonly number[] | undefined
}

export type Unit =
  | 'people'
  | 'hours'
  | 'seconds'
  | 'XP'
  | 'days'
  | 'courses'
  | 'enrolments'
  | 'ratio'
  | 'score'
  | 'items'
  | 'megabytes'
  | 'currency'
export type Format = ValueFormat

/** What people read about a number, whatever way it is computed. */
export interface Described {
  readonly label: string
  readonly description: string
  readonly unit: Unit
  readonly format: Format
  /** For people: how the number comes about. */
  readonly formula: string
  /** Source columns that the number is read from. */
  readonly readFrom: readonly string[]
  /** What the number leaves out, said on its card. */
  readonly leftOut?: readonly string[]
}

export interface MetricDefinition<Row> extends Described {
  /** False where groups share what is counted, so that rows do not add up to the total. */
  readonly additive: boolean
  /** Which rows count; the people of these rows are the people behind the number. */
  readonly counts: (column: Columns<Row>) => RawBuilder<boolean>
  /**
   * Aggregate over one person's rows that count; the number is the sum over people. Absent: the number is how many
   * people have such a row. (Nothing is ever counted across people, which is what makes distinct counts cheap.)
   */
  readonly ofPerson?: (column: Columns<Row>) => RawBuilder<unknown>
  /**
   * Instead of ofPerson, where the number is of rows and not of people (medians, means): one aggregate call over the rows
   * that count, with `counted` (its filter clause) behind it. Null where no row counts.
   */
  readonly ofRows?: (column: Columns<Row>, counted: RawBuilder<unknown>) => RawBuilder<unknown>
  /** Of rows and yet a sum: where no row counts it is 0 and not unknown. */
  readonly isSum?: true
  /** Other metrics of the fact that add up to it, for each row one. */
  readonly sumOf?: readonly string[]
  /** The sum is divided once, at the end. */
  readonly dividedBy?: number
  /** Seats, sessions, codes: nobody stands behind the number, so that no minimum of people hides it. */
  readonly ofThings?: true
}

export type Columns<Row> = (name: keyof Row & string) => RawBuilder<unknown>

/** Rows of a fact; the period may be used to read less, days outside of it are dropped anyway (unless `ofPeriod`). */
export type RowsOf<Row> = (db: Db, context: Context) => SelectQueryBuilder<any, any, any> & Compilable<Row>

export interface Fact<Name extends string = string> {
  readonly name: string
  readonly description: string
  readonly rows: RowsOf<any>
  /** Its rows are people and no learning: filters of source, technology and content leave it alone. */
  readonly ofPeople?: true
  /** Its rows are those of the period: asking for the day once more would only mislead the planner about how many there are. */
  readonly ofPeriod?: true
  /** Dimensions of this fact that others lack; its rows have a column of that name. */
  readonly dimensions?: readonly FactDimension[]
  /** Its rows have a column of that name, which says where in Skilljar they belong: "course/<published course>", "path/…" (./published). */
  readonly published?: 'published'
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
    readonly ofPeople?: true
    readonly ofPeriod?: true
    readonly dimensions?: readonly (FactDimension & keyof NoInfer<Row>)[]
    readonly published?: 'published' & keyof NoInfer<Row>
    readonly metrics: Readonly<Record<Name, MetricDefinition<NoInfer<Row>>>>
  },
): Fact<Name> {
  return { ...definition, rows }
}

/** Continuous quantile of a column, as PostgreSQL's percentile_cont interpolates it. */
export function quantile<Row>(name: keyof Row & string, share: number): NonNullable<MetricDefinition<Row>['ofRows']> {
  return (column, counted) => sql`percentile_cont(${share}::float8) within group (order by ${column(name)}) ${counted}`
}

/** Columns of a fact's rows where the compiler has them under the alias "fact". */
export const factColumn = (name: string): RawBuilder<unknown> => sql.ref(`fact.${name}`)
