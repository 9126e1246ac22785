import { notFound } from 'next/navigation'
import { OpenedView, openPreferred } from '@/app/(app)/views/opened-view'
import { Workspace } from '@/components/explorer/workspace'
import { explained } from '@/components/shell/invalid-address'
import { Pager } from '@/components/tables/pager'
import { KeepParams } from '@/components/ui/state-link'
import { refuseUnknownParameters } from '@/lib/api/tables'
import { recordView } from '@/lib/audit/saw'
import { definePage, type GuardedVisit } from '@/lib/authz/page'
import { withReader } from '@/lib/authz/reader'
import { findTable, qualifiedName } from '@/lib/catalogue/catalogue'
import type { Table } from '@/lib/catalogue/types'
import { app } from '@/lib/db/app'
import { isFiltered } from '@/lib/explorer/conditions'
import { defaultFacets, facetColumns } from '@/lib/explorer/default-facets'
import { isGrouped } from '@/lib/explorer/group-query'
import { namesOf } from '@/lib/explorer/joined-names'
import { countTableRows, readTablePage } from '@/lib/explorer/table-page'
import { readTableQuery, tableQueryParams, type TableQuery } from '@/lib/explorer/table-query'
import { layoutParameters, readTableView, withoutView } from '@/lib/explorer/table-view'
import { withoutRefused } from '@/lib/explorer/understood'
import { viewParam } from '@/lib/filters/view-param'
import { RowsShown } from './footer'
import { gridOf } from './grid'
import { GroupMode } from './groups'
import { TableHeader } from './header'
import { NoRows } from './no-rows'

export async function generateMetadata({ params }: { params: Promise<{ table: string }> }) {
  return { title: (await params).table }
}

export default definePage('/explorer/[table]', async (visit) => {
  const path = `/explorer/${visit.params['table']}`
  await openPreferred(visit, path)
  const table = findTable(visit.params['table'] ?? '')
  if (!table) notFound()
  return explained(
    path,
    () => draw(visit, table),
    (param) => `${path}?${withoutRefused(table, visit.search, param)}`,
  )
})

async function draw(visit: GuardedVisit, table: Table) {
  const { actor, params, search, scope } = visit
  // Called, not drawn: an address that cannot be understood is explained around it.
  if (isGrouped(search)) {
    return (
      <>
        <OpenedView visit={visit} path={`/explorer/${params['table']}`} />
        {await GroupMode({ visit, table })}
      </>
    )
  }
  const asked = withoutView(search)
  asked.delete(viewParam)
  refuseUnknownParameters(asked)
  const query = readTableQuery(table, asked)
  const view = readTableView(table, search)
  const filtered = isFiltered(query)

  const { page, names, count, total } = await withReader(scope, async (reader) => {
    const page = await readTablePage(reader, query)
    const count = await countTableRows(reader, query)
    const everything: TableQuery = { ...query, filters: [], any: [], q: null, count: 'capped' }
    return {
      page,
      names: await namesOf(reader, table, page.rows),
      count,
      total: filtered ? await countTableRows(reader, everything) : count,
    }
  })
  await recordView(app(), { actor, action: 'table.view', subject: qualifiedName(table), filters: asked.toString() })

  const here = `/explorer/${qualifiedName(table)}`
  const address = (change: Partial<TableQuery>, cursor: string | null = null) => {
    const params = tableQueryParams({ ...query, ...change })
    if (cursor !== null) params.set('cursor', cursor)
    return params.size > 0 ? `${here}?${params}` : here
  }
  const facets = defaultFacets(
    table,
    query.filters.map(({ column }) => column.name),
  )
  return (
    <div
      data-whole-window
      className="-mx-7 -mb-6 flex min-w-0 flex-col first:-mt-6 max-tablet:-mx-4 max-tablet:-mb-4 max-tablet:first:-mt-4 sidebar:h-[calc(100dvh-52px)] sidebar:min-h-140 print:h-auto!"
    >
      <div className="flex flex-col gap-4 px-5 pt-3 empty:hidden max-tablet:px-4">
        <OpenedView visit={visit} path={here} />
      </div>
      <KeepParams names={[...layoutParameters, viewParam]}>
        <TableHeader {...{ query, view, address, count, total, filtered, facets }} />
        <Workspace
          grid={gridOf(query, view, page, names)}
          facets={{ columns: facetColumns(table), usual: facets }}
          nothing={<NoRows query={query} address={address} />}
          footer={
            <>
              <RowsShown query={query} rows={page.rows.length} count={count} />
              <Pager
                previous={page.previous && address({}, page.previous)}
                next={page.next && address({}, page.next)}
              />
            </>
          }
        />
      </KeepParams>
    </div>
  )
}
