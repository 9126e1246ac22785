/** What an address says about a report's table beside the filters: order, place, words searched for, and columns. */
import type { Filters } from '@/lib/filters/filters'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readList, readOne, type Search } from '@/lib/filters/url'
import { isDimension, type MetricName } from '@/lib/metrics/names'
import type { DimensionName } from '@/lib/metrics/dimensions'
import type { ReportTable, TableDimension } from './report'

/** What a download understands: it holds every row, so it has no pages. */
export const orderParams = ['sort', 'search', 'columns'] as const
export const tableParams = [...orderParams, 'page'] as const

export interface TableState {
  readonly sort: { readonly by: TableDimension | MetricName; readonly descending: boolean }
  readonly page: number
  /** Part of the name of a row; empty: all rows. */
  readonly search: string
  /** Metrics and "trend" in the order shown; dimensions always stand before them. */
  readonly columns: readonly TableColumnName[]
}

export type TableColumnName = MetricName | 'trend'

/** Columns that can be chosen, in their usual order. */
export function columnsOf({ metrics, trend }: ReportTable): readonly TableColumnName[] {
  return trend === undefined ? metrics : [...metrics, 'trend']
}

export function readTableState(search: Search, table: ReportTable): TableState {
  const columns = readColumns(search, table)
  return { columns, sort: readSort(search, table, columns), page: readPage(search), search: readWords(search) }
}

/** Parameters that say this state; what is as usual stays out. */
export function tableParamsOf(table: ReportTable, state: TableState): URLSearchParams {
  const params = new URLSearchParams()
  const { sort, page, search, columns } = state
  const usual = usualSort(table, columns)
  if (sort.by !== usual.by || sort.descending !== usual.descending) {
    params.set('sort', sort.descending ? `${sort.by}:desc` : sort.by)
  }
  if (search !== '') params.set('search', search)
  if (columns.join() !== columnsOf(table).join()) params.set('columns', columns.join(','))
  if (page > 1) params.set('page', String(page))
  return params
}

/** "grain" stands for the grain that the filters say. */
export function namedColumn<T extends string>(name: T | 'grain', { grain }: Pick<Filters, 'grain'>) {
  return (name === 'grain' ? grain : name) as Exclude<T, 'grain'> | Filters['grain']
}

export function dimensionsOf({ by }: ReportTable, filters: Pick<Filters, 'grain'>): DimensionName[] {
  return by.map((name) => namedColumn(name, filters))
}

/** Of the columns shown, those that a query answers. */
export function metricsAmong(columns: readonly TableColumnName[]): MetricName[] {
  return columns.filter((name) => name !== 'trend')
}

/** As the report says; by the first dimension where that column is hidden. */
function usualSort(table: ReportTable, columns: readonly string[]): TableState['sort'] {
  const [first] = table.by
  const usual = table.defaultSort
  if (usual && (columns.includes(usual.by) || table.by.some((name) => name === usual.by))) return usual
  return { by: first, descending: first === 'grain' }
}

function readColumns(search: Search, table: ReportTable): readonly TableColumnName[] {
  const known = columnsOf(table)
  if (readOne(search, 'columns') === null) return known
  return readList(search, 'columns').map((text) => {
    const found = known.find((name) => name === text)
    if (found !== undefined) return found
    throw new InvalidFilter(
      'columns',
      `columns: there is no column "${text}". Use some of: ${known.join(', ')}, in the order wanted.`,
    )
  })
}

function readSort(search: Search, table: ReportTable, columns: readonly TableColumnName[]): TableState['sort'] {
  const text = readOne(search, 'sort')
  if (text === null) return usualSort(table, columns)
  const [name, direction = 'asc', ...rest] = text.split(':')
  const sortable = [...table.by, ...metricsAmong(columns)]
  const by = sortable.find((known) => known === name)
  if (by !== undefined && rest.length === 0 && ['asc', 'desc'].includes(direction)) {
    return { by, descending: direction === 'desc' }
  }
  const hidden = by === undefined && table.metrics.some((known) => known === name)
  throw new InvalidFilter(
    'sort',
    hidden
      ? `sort: ${name} is not among the columns chosen; add it to columns, or sort by one of: ${sortable.join(', ')}.`
      : `sort: "${text}" is not known. Use one of: ${sortable.join(', ')}, with :desc behind it for the largest first.`,
  )
}

export function readPage(search: Search): number {
  const text = readOne(search, 'page')
  if (text === null) return 1
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidFilter('page', `page: "${text}" is no page; pages count from 1.`)
  return Number(text)
}

const MOST_LETTERS = 200

function readWords(search: Search): string {
  const text = (readOne(search, 'search') ?? '').trim()
  if (text.length > MOST_LETTERS) {
    throw new InvalidFilter('search', `search: has more than ${MOST_LETTERS} letters; search for part of the name.`)
  }
  if (text.includes('\0')) throw new InvalidFilter('search', 'search: holds a NUL character, which no name has.')
  return text
}

/** Text columns and names; numbers start with the largest. */
export const startsDescending = (name: string): boolean => name === 'grain' || !isDimension(name)
