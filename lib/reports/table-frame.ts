/** What stands around the rows of a report's table: headings, and the addresses behind them. */
import { filterParams } from '@/lib/filters/url'
import { searchedColumn } from '@/lib/metrics/finished-cells'
import { dimensions } from '@/lib/metrics/dimensions'
import { metrics, isMetric } from '@/lib/metrics/names'
import type { ReportQuestion } from './question'
import { columnsOf, dimensionsOf, namedColumn, startsDescending, tableParamsOf, type TableState } from './table-state'

interface TableHead {
  readonly id: string
  readonly label: string
  readonly numeric: boolean
  /** Parameters of the address that sorts by it; absent: it cannot be sorted by. */
  readonly sort?: URLSearchParams
  readonly sorted?: 'ascending' | 'descending'
}

export interface TableFrame {
  /** Dimensions, then the columns chosen, in order. */
  readonly heads: readonly TableHead[]
  /** Columns that can be chosen. */
  readonly options: readonly { readonly id: string; readonly label: string }[]
  readonly shown: readonly string[]
  /** Rows have names to search in. */
  readonly searchable: boolean
  /** From which to which row the page reaches, of how many. */
  readonly range: { readonly first: number; readonly last: number; readonly of: number }
  readonly previous: URLSearchParams | null
  readonly next: URLSearchParams | null
  readonly firstPage: URLSearchParams
  /** What a search keeps of the address. */
  readonly withoutSearch: URLSearchParams
  /** The whole table, as filtered, searched, sorted and cut. */
  readonly download: URLSearchParams
  readonly sortedBy: string
}

export function frameOf(question: ReportQuestion, page: { rows: number; of: number; size: number }): TableFrame {
  const { report, inside, exported, table: state } = question
  const named = dimensionsOf(report.table, inside)
  const first = (state.page - 1) * page.size
  const last = first + page.rows
  const address = (change: Partial<TableState>) => addressOf(question, change)
  return {
    heads: [...report.table.by, ...state.columns].map((name) => headOf(question, name)),
    options: columnsOf(report.table).map((id) => ({ id, label: labelOf(question, id) })),
    shown: state.columns,
    searchable: searchedColumn(named) !== undefined,
    range: { first: first + 1, last, of: page.of },
    previous: state.page > 1 ? address({ page: state.page - 1 }) : null,
    next: last < page.of && page.rows > 0 ? address({ page: state.page + 1 }) : null,
    firstPage: firstPageOf(question),
    withoutSearch: address({ search: '' }),
    download: merged(filterParams(exported), tableParamsOf(report.table, { ...state, page: 1 })),
    sortedBy: labelOf(question, state.sort.by),
  }
}

function headOf(question: ReportQuestion, name: string): TableHead {
  const { inside, table: state } = question
  const head = { id: namedColumn(name, inside), label: labelOf(question, name), numeric: isMetric(name) }
  if (name === 'trend') return head
  const sorted = state.sort.by === name
  const descending = sorted ? !state.sort.descending : startsDescending(name)
  return {
    ...head,
    sort: addressOf(question, { sort: { by: name as TableState['sort']['by'], descending } }),
    ...(sorted && { sorted: state.sort.descending ? 'descending' : 'ascending' }),
  }
}

function labelOf({ report, inside }: ReportQuestion, name: string): string {
  const { headings = {}, trend } = report.table
  const own = (headings as Readonly<Record<string, string | undefined>>)[name]
  if (own !== undefined) return own
  if (name === 'trend') return `${trend === undefined ? '' : metrics[trend].label} over time`
  const column = namedColumn(name, inside)
  return isMetric(column) ? metrics[column].label : (dimensions[column as keyof typeof dimensions]?.label ?? column)
}

/** Parameters of the table as it stands, from its first row on. */
export const firstPageOf = (question: ReportQuestion): URLSearchParams => addressOf(question, {})

/** Any change starts at the first page. */
function addressOf({ report, filters, besides, table }: ReportQuestion, change: Partial<TableState>): URLSearchParams {
  return merged(filterParams(filters), besides, tableParamsOf(report.table, { ...table, page: 1, ...change }))
}

function merged(...parts: readonly URLSearchParams[]): URLSearchParams {
  return new URLSearchParams(parts.flatMap((part) => [...part]))
}
