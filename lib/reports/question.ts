/** An address turned into what a page, an export or the API asks about a report. */
import { periodAround } from '@/lib/filters/around'
import { narrowings, type Filters } from '@/lib/filters/filters'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readFilters, readOne, refuseUnknown, type AsOf, type Search } from '@/lib/filters/url'
import type { Only, Report } from './report'
import { readTableState, tableParams, type TableState } from './table-state'

export interface ReportQuestion<R extends Report = Report> {
  readonly report: R
  /** What the address says: for the filter bar and for links to this page. */
  readonly filters: Filters
  /** With what the page is fixed to: what is asked, and what links to other pages carry. */
  readonly inside: Filters
  /** What a download of this report is asked for: the address, and what a page about one thing is fixed to. */
  readonly exported: Filters
  readonly table: TableState
  /** What else the address says; links to this page keep it. */
  readonly besides: URLSearchParams
}

interface Reading {
  /** Parameters beside the filters that this address may have. */
  readonly alsoKnown: readonly string[]
  readonly asOf: AsOf
  /** What a page about one thing is fixed to beside what its report is. */
  readonly fixed?: Only | undefined
}

export function readQuestion<R extends Report>(
  report: R,
  search: Search,
  { alsoKnown, asOf, fixed }: Reading,
): ReportQuestion<R> {
  refuseUnknown(search, alsoKnown)
  const filters = readFilters(search, new Date(), asOf)
  const exported = within(filters, fixed)
  return {
    report,
    filters,
    inside: { ...within(exported, report.only), ...aroundOf(report, asOf) },
    exported,
    table: readTableState(search, report.table),
    besides: besidesOf(search, alsoKnown),
  }
}

function aroundOf({ around }: Report, asOf: AsOf): Partial<Filters> {
  return around === undefined ? {} : { ...periodAround(asOf, around), compare: 'none', grain: 'week' }
}

/** What a page asks when nobody has chosen anything. */
export function usualQuestion<R extends Report>(report: R, asOf: AsOf): ReportQuestion<R> {
  return readQuestion(report, new URLSearchParams(), { alsoKnown: [], asOf })
}

function besidesOf(search: Search, alsoKnown: readonly string[]): URLSearchParams {
  const own = alsoKnown.filter((name) => !tableParams.some((param) => param === name))
  return new URLSearchParams(
    own.flatMap((name) => {
      const value = readOne(search, name)
      return value === null ? [] : [[name, value]]
    }),
  )
}

/** Both hold. Where nothing is left, saying so is better than a page of zeros under a title that promises something else. */
export function within(filters: Filters, only: Only = {}): Filters {
  const { source = [], contentType = [], where = {}, team = [], period } = only
  return {
    ...filters,
    ...(period && { ...period, compare: 'none' }),
    team: both('team', filters.team, team),
    source: both('source', filters.source, source),
    contentType: both('content_type', filters.contentType, contentType),
    where: {
      ...filters.where,
      ...Object.fromEntries(
        narrowings.flatMap((name) => {
          const fixed = where[name]
          return fixed === undefined ? [] : [[name, both(name, filters.where[name] ?? [], fixed)]]
        }),
      ),
    },
  }
}

function both<T extends string | number>(param: string, asked: readonly T[], fixed: readonly T[]): readonly T[] {
  if (fixed.length === 0) return asked
  if (asked.length === 0) return fixed
  const left = asked.filter((value) => fixed.includes(value))
  if (left.length > 0) return left
  throw new InvalidFilter(param, `${param}: this is about ${fixed.join(', ')} alone; leave the parameter out.`)
}
