import { Info } from 'lucide-react'
import { CountExactly } from '@/components/explorer/count-exactly'
import { DisplayMenu } from '@/components/explorer/display-menu'
import { FacetsButton } from '@/components/explorer/facets-button'
import { FilterBuilder } from '@/components/explorer/filter-builder'
import { ModeChoice } from '@/components/explorer/mode-choice'
import { ShownColumns } from '@/components/explorer/shown-columns'
import { TableFind } from '@/components/explorer/table-find'
import { TablePicker } from '@/components/explorer/table-picker'
import { ExportMenu } from '@/components/export/export-menu'
import { Chips } from '@/components/filters/chips'
import { Button } from '@/components/ui/button'
import { Popover } from '@/components/ui/popover'
import { SaveView } from '@/components/views/save-view'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import { matchingParams } from '@/lib/explorer/conditions'
import { facetColumns } from '@/lib/explorer/default-facets'
import type { Table } from '@/lib/catalogue/types'
import { defaultGroup } from '@/lib/explorer/default-group'
import { filterColumn } from '@/lib/explorer/filter-value'
import type { TableCount } from '@/lib/explorer/table-page'
import { DEFAULT_LIMIT, tableQueryParams, type TableQuery } from '@/lib/explorer/table-query'
import { isSearchable } from '@/lib/explorer/text-search'
import { arranged, type TableView } from '@/lib/explorer/table-view'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import { AboutTable } from './about-table'
import { filterChips } from './filter-chips'
import { writtenFilter } from './grid'
import { pickerGroups } from './picker-groups'

interface TableHeaderProps {
  query: TableQuery
  view: TableView
  address: (change: Partial<TableQuery>) => string
  count: TableCount
  total: TableCount
  filtered: boolean
  facets: readonly string[]
}

/** Which table, what it holds, what of it is shown, and what can be done with that. */
export function TableHeader({ query, view, address, count, total, filtered, facets }: TableHeaderProps) {
  const { table } = query
  const name = qualifiedName(table)
  const { pinned, others } = arranged(table, query.columns, view)
  return (
    <header className="flex flex-col gap-2 px-5 pt-3.5 pb-2.5 max-tablet:px-4">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-2">
        <h1 className="flex min-w-0">
          <TablePicker table={name} groups={pickerGroups()} />
        </h1>
        <AboutButton table={table} />
        <ModeChoice mode="rows" rowsHref={address({})} groupsHref={`/explorer/${name}?${groupsOf(query)}`} />
        <div
          data-print="hide"
          className="flex min-w-0 grow flex-wrap items-center justify-end gap-2 max-tablet:contents"
        >
          <DisplayMenu
            dense={view.density === 'dense'}
            limit={query.limit}
            usualLimit={DEFAULT_LIMIT}
            facets={facets}
          />
          <ShownColumns
            all={table.columns.map((column) => column.name)}
            shown={[...pinned, ...others].map((column) => column.name)}
          />
          <SaveView path={`/explorer/${name}`} />
          <ExportMenu href={`/export/table/${name}?${tableQueryParams(query)}`} rows={said(count)} />
        </div>
      </div>
      <p className="text-small text-muted">
        {table.description} {said(total)} {total.rows === 1 ? 'row' : 'rows'},{' '}
        {formatCounted(table.columns.length, 'column', 'columns')}.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        {isSearchable(table) && <TableFind table={name} asked={query.q ?? ''} />}
        <Chips chips={filterChips(query, address)} clearHref={address({ filters: [], any: [], q: null })} />
        <FilterBuilder
          columns={table.columns.map((column) => filterColumn(table, column))}
          groups={[...query.filters.map((filter) => [filter]), ...query.any].map((group) => group.map(writtenFilter))}
        />
        <FacetsButton table={name} columns={facetColumns(table)} usual={facets} />
        <RowsCounted {...{ count, total, filtered }} />
      </div>
    </header>
  )
}

function AboutButton({ table }: { table: Table }) {
  const name = qualifiedName(table)
  return (
    <Popover
      label={`About ${name}`}
      className="w-110"
      trigger={
        <Button kind="quiet" size="icon" aria-label={`About ${name}`}>
          <Info aria-hidden />
        </Button>
      }
    >
      <AboutTable table={table} />
    </Popover>
  )
}

function RowsCounted({ count, total, filtered }: Pick<TableHeaderProps, 'count' | 'total' | 'filtered'>) {
  return (
    <p role="status" className="ml-auto text-small text-muted max-tablet:ml-0">
      <strong className="font-semibold text-text">
        {said(count)} {count.rows === 1 ? 'row' : 'rows'}
      </strong>
      {filtered && ` of ${said(total)}`}
      {count.capped && (
        <>
          {' · '}
          <CountExactly />
        </>
      )}
    </p>
  )
}

function said({ rows, capped }: TableCount): string {
  return `${formatCount(rows)}${capped ? '+' : ''}`
}

/** The same filters, with the groups that say most. */
function groupsOf(query: TableQuery): URLSearchParams {
  const params = matchingParams(query)
  params.set('group', defaultGroup(query.table))
  return params
}
