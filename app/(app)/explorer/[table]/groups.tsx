import { SearchX } from 'lucide-react'
import Link from 'next/link'
import { tablesParam } from '@/components/charts/twin-choice'
import { FilterBuilder } from '@/components/explorer/filter-builder'
import { GroupForm } from '@/components/explorer/group-form'
import { ModeChoice } from '@/components/explorer/mode-choice'
import { TableFind } from '@/components/explorer/table-find'
import { TablePicker } from '@/components/explorer/table-picker'
import { ExportMenu } from '@/components/export/export-menu'
import { Chips } from '@/components/filters/chips'
import { Pager } from '@/components/tables/pager'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { SaveView } from '@/components/views/save-view'
import { refuseParametersBut } from '@/lib/api/tables'
import { recordView } from '@/lib/audit/saw'
import type { GuardedVisit } from '@/lib/authz/page'
import { withReader } from '@/lib/authz/reader'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import type { Table } from '@/lib/catalogue/types'
import { app } from '@/lib/db/app'
import { readGroupChart } from '@/lib/explorer/group-chart'
import { sharedParams } from '@/lib/explorer/group-links'
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
import { operatorsOf } from '@/lib/explorer/table-filter'
import { isSearchable } from '@/lib/explorer/text-search'
import { viewParam } from '@/lib/filters/view-param'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import { filterChips } from './filter-chips'
import { writtenFilter } from './grid'
import { GroupsDrawn } from './groups-drawn'
import { GroupTable } from './group-table'
import { pickerGroups } from './picker-groups'

interface GroupModeProps {
  visit: GuardedVisit
  table: Table
}

/** The same table and the same filters as in rows, put into groups: a chart, the groups and their totals. */
export async function GroupMode({ visit: { actor, scope, search }, table }: GroupModeProps) {
  refuseParametersBut([...groupParameters, tablesParam, viewParam], search)
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
    const tables = search.get(tablesParam)
    if (tables) next.set(tablesParam, tables)
    return `${here}?${next}`
  }
  const filtered = query.filters.length > 0 || query.any.length > 0 || query.q !== null
  const none = { filters: [], any: [], q: null }
  const count = formatCounted(page.groups, 'group', 'groups')
  return (
    <>
      <header className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <h1 className="flex min-w-0">
            <TablePicker table={name} groups={pickerGroups()} />
          </h1>
          <ModeChoice rowsHref={`${here}?${sharedParams(query)}`} groupsHref={address({})} mode="groups" />
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
            columns={table.columns.map(({ name: column, kind }) => ({
              name: column,
              kind,
              operators: operatorsOf(kind),
            }))}
            groups={[...query.filters.map((filter) => [filter]), ...query.any].map((group) => group.map(writtenFilter))}
          />
        </div>
        <GroupForm
          columns={table.columns.map((column) => ({
            name: column.name,
            units: unitsOf(column),
            calculations: calculationsOf(column),
          }))}
          dimensions={query.dimensions.map(({ key }) => key)}
          measures={query.measures.map(({ key }) => key)}
          most={{ dimensions: MOST_DIMENSIONS, measures: MOST_MEASURES }}
        />
      </header>
      {page.groups === 0 ? (
        <EmptyState
          icon={SearchX}
          title={filtered ? 'No row passes these filters' : 'This table holds no row'}
          action={
            filtered && (
              <Button asChild>
                <Link href={address(none)}>Remove all filters</Link>
              </Button>
            )
          }
        >
          {filtered
            ? 'The table has rows, but none that meets all of them.'
            : 'It is filled by the next refresh, if the source delivers rows for it.'}
        </EmptyState>
      ) : (
        <>
          {chart && <GroupsDrawn query={query} chart={chart} names={names} lineNames={lineNames} />}
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
            <GroupTable query={query} page={page} names={names} sortHref={(sort) => address({ sort: [sort] })} />
          </Card>
        </>
      )}
    </>
  )
}
