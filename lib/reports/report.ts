/** What a report says about itself; page, API, export and catalogue all read it from here. */
import type { AnalysisName } from '@/lib/analyses/analyses'
import type { Permission } from '@/lib/authz/permissions'
import type { Around } from '@/lib/filters/around'
import type { Filters, Narrowing, Period } from '@/lib/filters/filters'
import type { DimensionName } from '@/lib/metrics/dimensions'
import type { MetricName } from '@/lib/metrics/names'

/** "grain" is the grain chosen in the filters. */
export type TableDimension = DimensionName | 'grain'

export interface ReportTable {
  /** Grouping; the first one names the row, and rows are searched by its name. */
  readonly by: readonly [TableDimension, ...TableDimension[]]
  /** Columns in their usual order; people may hide them and order them otherwise. */
  readonly metrics: readonly [MetricName, ...MetricName[]]
  /** Default: the first dimension, ascending. */
  readonly defaultSort?: { readonly by: TableDimension | MetricName; readonly descending: boolean }
  /** Short headings with the unit, by metric or dimension; without one the label of the metric stands there. */
  readonly headings?: Readonly<Partial<Record<TableDimension | MetricName | 'trend', string>>>
  /** A line per row over the buckets of the period, of the rows on the page. */
  readonly trend?: MetricName
  /** Rows in which this count is below ten are grey as a whole. */
  readonly small?: MetricName
  /** Counts that values rest on, for medians and the like: a value that rests on fewer than ten is grey and says n. */
  readonly samples?: Readonly<Partial<Record<MetricName, MetricName>>>
}

/** To what a page is fixed, whatever the filters say. */
export interface Only {
  readonly source?: Filters['source']
  readonly contentType?: Filters['contentType']
  readonly where?: Filters['where']
  readonly team?: Filters['team']
  /** Days of the thing itself, whatever period the address says; nothing is compared. */
  readonly period?: Period
}

/** Filters that every page has, unless it says that they make no sense there. */
export type CommonFilter =
  'compare' | 'grain' | 'team' | 'technology' | 'contentType' | 'source' | 'membership' | 'period'

export interface Report {
  readonly slug: string
  /** Address of the page; a part in brackets stands for a key. */
  readonly path: string
  readonly title: string
  /** The question that the page answers, in one sentence. */
  readonly question: string
  /** The row of key figures. */
  readonly metrics: readonly [MetricName, ...MetricName[]]
  readonly table: ReportTable
  /** What else its charts show, for the catalogue. */
  readonly shows?: readonly (MetricName | AnalysisName)[]
  readonly only?: Only
  /** It is about days around the data, whatever period is chosen elsewhere; nothing is compared. */
  readonly around?: Around
  /** Filters of its own beside the common ones. */
  readonly filters?: readonly Narrowing[]
  readonly without?: readonly CommonFilter[]
  /** Its filters offer to let archived assignments in. */
  readonly archived?: true
  /** Said under the figures. */
  readonly note?: string
  readonly permission: Permission
}
