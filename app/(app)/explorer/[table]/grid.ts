/** The rows of a page as the grid draws them. */
import type { Grid, GridCell, GridColumn } from '@/components/explorer/grid-model'
import type { WrittenFilter } from '@/components/explorer/table-address'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import type { Column, Table } from '@/lib/catalogue/types'
import type { JoinedNames } from '@/lib/explorer/joined-names'
import { filterColumn } from '@/lib/explorer/filter-value'
import { filterText, type TableFilter } from '@/lib/explorer/table-filter'
import type { Cell, TablePage } from '@/lib/explorer/table-page'
import type { TableQuery } from '@/lib/explorer/table-query'
import { arranged, usualPin, type TableView } from '@/lib/explorer/table-view'
import { formatDay, formatTime } from '@/lib/format/dates'

export function gridOf(query: TableQuery, view: TableView, page: TablePage, names: JoinedNames): Grid {
  const { pinned, others } = arranged(query.table, query.columns, view)
  const shown = [...pinned, ...others]
  const rows = page.rows.map((row, index) => ({
    key: page.keys[index] ?? '',
    cells: shown.map((column) => cellOf(column, row[column.name] ?? null, names)),
  }))
  return {
    table: qualifiedName(query.table),
    all: query.table.columns.map(({ name }) => name),
    columns: shown.map((column, index) => ({
      ...columnOf(query, column),
      usualWidth: usualWidth(
        column,
        rows.map(({ cells }) => cells[index]),
        { isFirst: index === 0, isSorted: query.sort.some(({ name }) => name === column.name) },
      ),
      chosenWidth: view.widths.get(column.name) ?? null,
      pinned: pinned.includes(column),
    })),
    rows,
    sorted: query.sort.map(({ name, direction }) => ({ name, direction })),
    usualPin: usualPin(query.table, query.columns),
    dense: view.density === 'dense',
  }
}

function columnOf(query: TableQuery, column: Column): Omit<GridColumn, 'usualWidth' | 'chosenWidth' | 'pinned'> {
  return {
    ...filterColumn(query.table, column),
    description: column.description,
    numeric: isMeasure(query.table, column),
    filters: query.filters.filter((filter) => filter.column.name === column.name).map(writtenFilter),
  }
}

export function writtenFilter(filter: TableFilter): WrittenFilter {
  const { column, operator, values } = filter
  const value = values.length === 0 ? null : filterText(filter).slice(column.name.length + operator.length + 2)
  return { column: column.name, operator, value }
}

/** An id is a number in form only. */
export function isMeasure(table: Table, { name, kind, references }: Column): boolean {
  const isNumber = kind === 'integer' || kind === 'bigint' || kind === 'numeric'
  return isNumber && references === null && !table.key.includes(name) && !/(^|_)(id|key)$/.test(name)
}

function cellOf(column: Column, value: Cell, names: JoinedNames): GridCell {
  if (value === null) return { text: null }
  const raw = String(value)
  const name = names.get(column.name)?.get(raw)?.text
  if (name) return { text: raw, name }
  if (column.kind === 'date') return { text: formatDay(raw), raw }
  if (column.kind === 'timestamp') return { text: `${formatDay(raw)}, ${formatTime(raw).slice(0, 5)}`, raw }
  return { text: raw }
}

const MONO_LETTER = 7.2
const BOLD_LETTER = 7.4
const LETTER = 6.8
const AROUND = 26
const HEADER_AROUND = 60
const ARROW = 30
const STEP = 24
const WIDEST_USUAL = 300

/** Wide enough for the name and for what this page holds, in steps, so that another page seldom moves the columns. */
function usualWidth(
  { name, kind }: Column,
  cells: readonly (GridCell | undefined)[],
  { isFirst, isSorted }: { isFirst: boolean; isSorted: boolean },
): number {
  const letters = Math.max(
    0,
    ...cells.map((cell) => [cell?.name, cell?.text ?? 'null'].filter(Boolean).join(' ').length),
  )
  const letter = isFirst ? BOLD_LETTER : kind === 'boolean' ? MONO_LETTER : LETTER
  const content = Math.min(letters * letter + AROUND, WIDEST_USUAL)
  return Math.ceil(Math.max(name.length * MONO_LETTER + HEADER_AROUND + (isSorted ? ARROW : 0), content) / STEP) * STEP
}
