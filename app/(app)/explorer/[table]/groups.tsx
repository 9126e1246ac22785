import { tablesParam } from '@/components/charts/twin-choice'
import { FilterBuilder } from '@/components/explorer/filter-builder'
import { GroupForm } from '@/components/explorer/group-form'
import { ModeChoice } from '@/components/explorer/mode-choice'
import { TableFind } from '@/components/explorer/table-find'
import { TablePicker } from '@/components/explorer/table-picker'
import { ExportMenu } from '@/components/export/export-menu'
import { Chips } from '@/components/filters/chips'
import { Pager } from '@/components/tables/pager'
import { Card } from '@/components/ui/card'
import { keeping } from '@/components/ui/kept-params'
import { KeepParams } from '@/components/ui/state-link'
import { SaveView } from '@/components/views/save-view'
import { refuseParametersBut } from '@/lib/api/tables'
import { recordView } from '@/lib/audit/saw'
import type { GuardedVisit } from '@/lib/authz/page'
import { withReader } from '@/lib/authz/reader'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import type { Table } from '@/lib/catalogue/types'
import { app } from '@/lib/db/app'
import { matchingParams } from '@/lib/explorer/conditions'
import { filterColumn } from '@/lib/explorer/filter-value'
import { readGroupChart } from '@/lib/explorer/group-chart'
import { groupHref } from '@/lib/explorer/group-links'
import { calculationsOf, unitsOf } from '@/lib/explorer/group-parts'
import {
  groupParameters,
  groupQueryParams,
  MOST_DIMENSIONS,
  MOST_MEASURES,
  readGroupQuery,
  type GroupQuery,
} from '@/lib/explorer/group-query'
import { MOST_GROUPS, readGroups } from '@/lib/explorer/group-rows'
import { namesOf, namesOfColumn } from '@/lib/explorer/joined-names'
import type { TableRow } from '@/lib/explorer/table-page'
import { layoutParameters, refuseMalformedLayout } from '@/lib/explorer/table-view'
import { isSearchable } from '@/lib/explorer/text-search'
import { viewParam } from '@/lib/filters/view-param'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import { filterChips } from './filter-chips'
import { isMeasure, writtenFilter } from './grid'
import { GroupsDrawn } from './groups-drawn'
import { GroupTable } from './group-table'
import { NoRows } from './no-rows'
import { pickerGroups } from './picker-groups'

interface GroupModeProps {
  visit: GuardedVisit
  table: Table
}

/** The same table and the same filters as in rows, put into groups: a chart, the groups and their totals. */
export async function GroupMode({ visit: { actor, scope, search }, table }: GroupModeProps) {
  refuseParametersBut([...groupParameters, ...layoutParameters, tablesParam, viewParam], search)
  refuseMalformedLayout(table, search)
  const query = readGroupQuery(table, search)
  const { page, names, chart, lineNames } = await withReader(scope, async (reader) => {
    const page = await readGroups(reader, query)
    const chart = await readGroupChart(reader, query, page)
    const drawn = chart?.shape === 'bars' ? chart.rows : []
    const lines = chart?.shape === 'lines' && chart.by ? chart.lines.flatMap(({ value }) => value ?? []) : []
    return {
      page,
      chart,
      names: await namesOf(reader, table, [...page.rows, ...drawn]),
      lineNames: await namesOfColumn(reader, table, (chart?.shape === 'lines' && chart.by?.column.name) || '', lines),
    }
  })
  const name = qualifiedName(table)
  const params = groupQueryParams(query)
  await recordView(app(), { actor, action: 'table.view', subject: name, filters: params.toString() })

  const here = `/explorer/${name}`
  const address = (change: Partial<GroupQuery>, cursor: string | null = null) => {
    const next = groupQueryParams({ ...query, ...change })
    if (cursor !== null) next.set('cursor', cursor)
    return `${here}?${next}`
  }
  const rowsHref = (row: TableRow) => {
    const href = groupHref(query, row)
    return href && keeping(href, search, layoutParameters)
  }
  const none = { filters: [], any: [], q: null }
  const count = formatCounted(page.groups, 'group', 'groups')
  return (
    <KeepParams names={[...layoutParameters, tablesParam, viewParam]}>
      <header className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <h1 className="flex min-w-0">
            <TablePicker table={name} groups={pickerGroups()} />
          </h1>
          <KeepParams names={[...layoutParameters, viewParam]}>
            <ModeChoice rowsHref={`${here}?${matchingParams(query)}`} groupsHref={address({})} mode="groups" />
          </KeepParams>
          <div
            data-print="hide"
            className="flex min-w-0 grow flex-wrap items-center justify-end gap-2 max-tablet:justify-start"
          >
            <SaveView path={here} />
            <ExportMenu href={`/export/groups/${name}?${params}`} rows={formatCount(page.groups)} />
          </div>
        </div>
        <p className="text-small text-muted">{table.description}</p>
        <div className="flex flex-wrap items-center gap-2">
          {isSearchable(table) && <TableFind table={name} asked={query.q ?? ''} />}
          <Chips chips={filterChips(query, (change) => address(change))} clearHref={address(none)} />
          <FilterBuilder
            columns={table.columns.map((column) => filterColumn(table, column))}
            groups={[...query.filters.map((filter) => [filter]), ...query.any].map((group) => group.map(writtenFilter))}
          />
        </div>
        <GroupForm
          columns={table.columns.map((column) => ({
            name: column.name,
            units: unitsOf(column),
            calculations: calculationsOf(column),
            isMeasure: isMeasure(table, column),
          }))}
          dimensions={query.dimensions.map(({ key }) => key)}
          measures={query.measures.map(({ key }) => key)}
          most={{ dimensions: MOST_DIMENSIONS, measures: MOST_MEASURES }}
        />
      </header>
      {page.groups === 0 ? (
        <NoRows query={{ ...query, cursor: null }} address={(change) => address(change)} />
      ) : (
        <>
          {chart && <GroupsDrawn {...{ query, chart, names, lineNames, rowsHref }} />}
          <Card
            title="Groups"
            about={
              <span role="status">
                {count}
                {page.groups > MOST_GROUPS &&
                  `, of which ${formatCount(MOST_GROUPS)} can be paged through; the export has all`}
              </span>
            }
            footer={
              <>
                <span>Totals are computed over all rows, not added up. Times are UTC, weeks begin on Monday.</span>
                <Pager
                  previous={page.previous && address({}, page.previous)}
                  next={page.next && address({}, page.next)}
                />
              </>
            }
          >
            <GroupTable {...{ query, page, names, rowsHref }} sortHref={(sort) => address({ sort: [sort] })} />
          </Card>
        </>
      )}
    </KeepParams>
  )
}
