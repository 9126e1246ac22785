/** The table of a report: rows that lead to details, sorted, searched, cut and paged by the address, and taken away as CSV. */
import type { ReactNode } from 'react'
import { ExportMenu } from '@/components/export/export-menu'
import { DataTable, type TableCell, type TableRow } from '@/components/tables/data-table'
import { Pager } from '@/components/tables/pager'
import { TableSearch } from '@/components/tables/table-search'
import { Card } from '@/components/ui/card'
import type { Assignment } from '@/lib/design/palette'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import type { TableView } from '@/lib/reports/read-table'
import { NothingFound } from './nothing-found'
import { dimensionCell, isSmall, metricCell, noteCell, type Cells } from './report-cells'

interface ReportTableProps {
  view: {
    readonly page: string
    readonly data: { readonly table: TableView; readonly colours: Assignment }
  }
  title: string
  /** What a row is: "course", "courses". */
  one: string
  many: string
  about?: ReactNode
  /** Names the region that scrolls; default: the title. */
  label?: string
  /** What is searched for, where it is not the row: "team". */
  find?: string
  /** The page about a row's thing; undefined: the row is of no one thing. */
  hrefOf?: (row: Cells) => string | undefined
  /** Other words for a dimension than the answer's own. */
  nameOf?: Readonly<Partial<Record<string, (row: Cells) => string | undefined>>>
  /** What the answer says about a row beside its numbers, by column and in order: a person's teams. */
  notes?: readonly string[]
  /** On hover over the name of a row. */
  titleOf?: (row: Cells) => string | undefined
  /** Left of the search field. */
  tools?: ReactNode
}

export function ReportTable(props: ReportTableProps) {
  const { view, title, one, many, about, label = title, find = one, notes = [], tools } = props
  const { table } = view.data
  const { question, answer, heads, options, shown, searchable, withoutSearch } = table
  const { report, filters, table: state } = question
  const isSearched = state.search !== ''
  const dimensions = heads.filter(({ id }) => !options.some((option) => option.id === id))
  const [first] = dimensions
  const noted = notes.flatMap((name) => answer.columns.filter((column) => column.name === name))
  const beside = noted.map(({ name, label: text }) => ({ id: name, label: text }))
  const search = searchable && (
    <TableSearch
      label={`Find ${/^[aeiou]/.test(find) ? 'an' : 'a'} ${find}`}
      text={state.search}
      page={view.page}
      keep={withoutSearch}
    />
  )
  const download = (
    <ExportMenu
      className="ml-auto"
      href={`/export/${report.slug}?${table.download}`}
      title={`${formatCounted(table.range.of, 'row', 'rows')}, ${heads.filter(({ id }) => id !== 'trend').length} columns`}
    />
  )
  return (
    <Card title={title} about={about} footer={<Footer table={table} page={view.page} many={many} />}>
      {answer.rows.length === 0 && state.page === 1 ? (
        <>
          {isSearched && <div className="pb-3">{search}</div>}
          <NothingFound
            one={find}
            page={view.page}
            filters={filters}
            withoutSearch={isSearched ? withoutSearch : null}
          />
        </>
      ) : (
        <DataTable
          label={label}
          tools={
            <>
              {tools}
              {search}
              {download}
            </>
          }
          addressed={{ param: 'columns', fixed: [...dimensions, ...beside], options, shown }}
          columns={heads
            .map(({ id, label: text, numeric, sort, sorted }) => ({
              id,
              label: text,
              numeric,
              ...(sort && { sortHref: `${view.page}?${sort}` }),
              ...(sorted && { sorted }),
            }))
            .toSpliced(dimensions.length, 0, ...beside.map((column) => ({ ...column, numeric: false })))}
          totals={{
            ...cellsOf(answer.totals, props),
            ...Object.fromEntries(notes.map((name) => [name, { text: '' }])),
            ...(first && {
              [first.id]: { text: isSearched ? `All ${many}` : `All ${formatCount(answer.rowCount)} ${many}` },
            }),
          }}
          rows={answer.rows.map((row) => rowOf(row, props))}
        />
      )}
    </Card>
  )
}

function rowOf(row: Cells, props: ReportTableProps): TableRow {
  const { view, hrefOf, nameOf = {}, notes = [], titleOf } = props
  const { answer, question, lines } = view.data.table
  const keys = answer.columns.filter(({ role }) => role === 'dimension')
  const href = hrefOf?.(row)
  const named = keys.map((column, index): [string, TableCell] => {
    const cell = dimensionCell(column, row, view.data.colours)
    const text = nameOf[column.name]?.(row) ?? cell.text
    const title = index === 0 ? (titleOf?.(row) ?? cell.title) : cell.title
    return [
      column.name,
      { ...cell, text, ...(title !== undefined && { title }), ...(index === 0 && href !== undefined && { href }) },
    ]
  })
  const noted = answer.columns
    .filter(({ name }) => notes.includes(name))
    .map((column): [string, TableCell] => [column.name, noteCell(column, row)])
  const line = lines.get(String(row[keys[0]?.name ?? '']))
  return {
    id: keys.map(({ name }) => String(row[name])).join(' '),
    small: isSmall(row, question.report.table.small),
    cells: {
      ...Object.fromEntries([...named, ...noted]),
      ...cellsOf(row, props),
      ...(line && { trend: { text: '', line } }),
    },
  }
}

/** Numbers of a row, or of the totals. */
function cellsOf(values: Cells, { view }: ReportTableProps): Readonly<Record<string, TableCell>> {
  const { answer, question, shown } = view.data.table
  const samples: Readonly<Partial<Record<string, string>>> = question.report.table.samples ?? {}
  const metrics = answer.columns.filter(({ role, name }) => role === 'metric' && shown.includes(name))
  return Object.fromEntries(metrics.map((column) => [column.name, metricCell(column, values, samples[column.name])]))
}

function Footer({ table, page, many }: { table: TableView; page: string; many: string }) {
  const { answer, question, range, sortedBy, previous, next, firstPage } = table
  const address = (params: URLSearchParams | null) => (params === null ? null : `${page}?${params}`)
  return (
    <>
      <span role="status">
        {answer.rows.length > 0
          ? `${formatCount(range.first)} to ${formatCount(range.last)} of ${formatCount(range.of)} ${many}, sorted by ${sortedBy}. `
          : `${formatCount(range.of)} ${many}. `}
        Totals are computed, not added up.
        {question.table.search !== '' && ' The search does not change them.'}
        {answer.overlaps && ' Rows overlap; the total counts each once.'}
      </span>
      {/* A page behind the last one has no row that could lead back. */}
      <Pager
        previous={answer.rows.length === 0 && previous ? address(firstPage) : address(previous)}
        next={address(next)}
      />
    </>
  )
}
