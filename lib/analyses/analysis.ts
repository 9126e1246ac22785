/**
 * Numbers that are a table of their own and not one value per group: curves, grids, funnels, lists (METRICS.md). Each is
 * described once, like a metric, and read under the same filters and scope.
 */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Filters } from '@/lib/filters/filters'
import type { Selection } from '@/lib/metrics/scope-rows'
import type { Described, Format } from '@/lib/metrics/fact'
import { contextOf } from '@/lib/metrics/compile'
import { dayOfData } from '@/lib/metrics/day-of-data'
import { readRows } from '@/lib/metrics/read-rows'
import type { Fact } from '@/lib/metrics/fact'
import { rowConditions } from '@/lib/metrics/scope-rows'

export interface AnalysisColumn {
  readonly name: string
  readonly label: string
  readonly kind: 'text' | 'day' | 'time' | 'number' | 'boolean'
  readonly format?: Format
}

export type AnalysisRow = Readonly<Record<string, string | number | boolean | null>>

export interface AnalysisQuery {
  readonly filters: Filters
  /** What the analysis asks for besides the filters, by the names of its `parameters`. */
  readonly parameters?: Readonly<Record<string, string>>
  readonly today?: string
  /** Of lists every row, however many are asked for: for downloads, which stream them. No address can say so. */
  readonly whole?: true
}

export interface AnalysisParameter {
  readonly description: string
  readonly required?: boolean
  /** Absent: any text. */
  readonly values?: readonly string[]
  /** What it is where nobody says. */
  readonly absent?: string
}

export interface Analysis extends Omit<Described, 'unit' | 'format'> {
  readonly columns: readonly AnalysisColumn[]
  readonly parameters?: Readonly<Record<string, AnalysisParameter>>
  /** Rows about single learners, which some readers must not see: they get a 403. */
  readonly learnerRows?: boolean
  /** What its rows rest on besides data, question and reader: an answer is another one where this is another text. */
  readonly restsOn?: (reader: ScopedReader) => Promise<string>
  /** Of lists that are taken away whole: what `rows` reads, for downloads that stream it. */
  readonly statement?: (reader: ScopedReader, query: AnalysisQuery) => RawBuilder<AnalysisRow>
  /** Rows and, where the reader has a minimum, values hidden that too few people stand behind (`suppressed` is true then). */
  readonly rows: (reader: ScopedReader, query: AnalysisQuery) => Promise<readonly AnalysisRow[]>
}

/** Only here to check the shape; it keeps the definition's own type. */
export function defineAnalysis<const A extends Analysis>(analysis: A): A {
  return analysis
}

type List = Omit<Analysis, 'rows'> & Required<Pick<Analysis, 'statement'>>

/** One whose rows are a statement's, so that a download may stream them. */
export function defineList<const L extends List>(list: L): L & Pick<Analysis, 'rows'> {
  return {
    ...list,
    rows: (reader, query) => readRows<AnalysisRow>(reader, list.statement(reader, query).compile(reader.db)),
  }
}

/** The same selection that metrics are read under. */
export function selectionOf(reader: ScopedReader, { filters, today }: AnalysisQuery): Selection {
  return {
    filters,
    period: filters,
    scope: reader.scope,
    today: today ?? dayOfData(reader),
    asOf: reader.asOf,
  }
}

/** The rows of a fact that the filters and the scope leave, as "fact": `from ${factRows(…)}` with the alias inside. */
export function factRows(reader: ScopedReader, fact: Fact, selection: Selection): RawBuilder<unknown> {
  return sql`(
    select fact.* from (${fact.rows(reader.db, contextOf(selection))}) as fact
    where ${sql.join(rowConditions(fact, selection, false), sql` and `)}) as fact`
}
