import { Download, SearchX, Table2 } from 'lucide-react'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { FilterForm } from '@/components/explorer/filter-form'
import { Chips } from '@/components/filters/chips'
import { explained } from '@/components/shell/invalid-address'
import { PageHeader } from '@/components/shell/page-header'
import { DataTable, type TableCell, type TableColumn } from '@/components/tables/data-table'
import { Pager } from '@/components/tables/pager'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { refuseUnknownParameters } from '@/lib/api/tables'
import { recordView } from '@/lib/audit/saw'
import { definePage, type GuardedVisit } from '@/lib/authz/page'
import { withReader } from '@/lib/authz/reader'
import { findTable, qualifiedName } from '@/lib/catalogue/catalogue'
import { app } from '@/lib/db/app'
import { operatorsOf } from '@/lib/explorer/table-filter'
import { countTableRows, readTablePage, type Cell } from '@/lib/explorer/table-page'
import { readTableQuery, tableQueryParams, type TableQuery } from '@/lib/explorer/table-query'
import { formatCount } from '@/lib/format/numbers'
import { UsedOn } from './used-on'

export async function generateMetadata({ params }: { params: Promise<{ table: string }> }) {
  return { title: (await params).table }
}

export default definePage('/explorer/[table]', (visit) =>
  explained(`/explorer/${visit.params['table']}`, () => draw(visit)),
)

async function draw({ actor, params, search, scope }: GuardedVisit) {
  const table = findTable(params['table'] ?? '')
  if (!table) notFound()
  refuseUnknownParameters(search)
  const query = readTableQuery(table, search)
  const { page, count } = await withReader(scope, async (reader) => ({
    page: await readTablePage(reader, query),
    count: await countTableRows(reader, query),
  }))
  await recordView(app(), { actor, action: 'table.view', subject: qualifiedName(table), filters: search.toString() })
  const here = `/explorer/${qualifiedName(table)}`
  const address = (change: Partial<TableQuery>, cursor: string | null = null) => {
    const params = tableQueryParams({ ...query, ...change })
    if (cursor !== null) params.set('cursor', cursor)
    return `${here}?${params}`
  }
  const rows = `${formatCount(count.rows)}${count.capped ? '+' : ''}`
  const addFilter = (
    <FilterForm
      address={here}
      keep={tableQueryParams(query).toString()}
      columns={table.columns.map(({ name, kind }) => ({ name, kind, operators: operatorsOf(kind) }))}
      words={operatorWords}
    />
  )
  const chips = query.filters.map((filter) => ({
    name: filter.column.name,
    value: [operatorWords[filter.operator], ...filter.values].join(' '),
    removeHref: address({ filters: query.filters.filter((other) => other !== filter) }),
  }))
  return (
    <>
      <PageHeader
        title={<code className="font-mono">{qualifiedName(table)}</code>}
        question={table.description}
        actions={
          <Button asChild kind="primary">
            <a href={`/export/table/${qualifiedName(table)}?${tableQueryParams(query)}`} download>
              <Download aria-hidden />
              Export CSV ({rows} rows)
            </a>
          </Button>
        }
      />
      <Chips chips={chips} clearHref={address({ filters: [] })} />
      <Card
        title="Rows"
        about={
          <span role="status">
            {rows} {count.rows === 1 ? 'row' : 'rows'}
            {count.capped && (
              <>
                {' · '}
                <Link href={address({ count: 'exact' })} className="underline" scroll={false}>
                  count exactly
                </Link>
              </>
            )}
          </span>
        }
        footer={
          <>
            <span>
              Sorted by{' '}
              {query.sort.length === 0
                ? 'the table’s own key'
                : query.sort
                    .map(({ name, direction }) => `${name} ${direction === 'asc' ? 'ascending' : 'descending'}`)
                    .join(', then ')}
              . Times are UTC.
            </span>
            <Pager previous={page.previous && address({}, page.previous)} next={page.next && address({}, page.next)} />
          </>
        }
      >
        {page.rows.length === 0 ? (
          <>
            {addFilter}
            <NoRows filtered={query.filters.length > 0} clearHref={address({ filters: [] })} />
          </>
        ) : (
          <DataTable
            tools={addFilter}
            label={`Rows of ${qualifiedName(table)}`}
            columns={query.columns.map((column): TableColumn => {
              const sorted = query.sort.find(({ name }) => name === column.name)?.direction
              const direction = sorted === 'asc' ? 'desc' : 'asc'
              return {
                id: column.name,
                label: column.name,
                mono: true,
                numeric: ['integer', 'bigint', 'numeric'].includes(column.kind),
                sortHref: address({
                  sort: [
                    { name: column.name, kind: column.kind, direction, required: table.key.includes(column.name) },
                  ],
                }),
                ...(sorted && { sorted: sorted === 'asc' ? 'ascending' : 'descending' }),
              }
            })}
            rows={page.rows.map((row, index) => ({
              id: String(index),
              cells: Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cellOf(value)])),
            }))}
          />
        )}
      </Card>
      <UsedOn table={qualifiedName(table)} />
    </>
  )
}

const operatorWords: Readonly<Record<TableQuery['filters'][number]['operator'], string>> = {
  eq: 'is',
  ne: 'is not',
  lt: 'less than',
  lte: 'at most',
  gt: 'greater than',
  gte: 'at least',
  in: 'is one of',
  contains: 'contains',
  starts: 'starts with',
  is_null: 'is null',
  not_null: 'is not null',
}

function cellOf(value: Cell): TableCell {
  if (value === null) return { text: 'null', quiet: true, isNull: true }
  return { text: String(value), ...(String(value).length > 40 && { title: String(value) }) }
}

function NoRows({ filtered, clearHref }: { filtered: boolean; clearHref: string }) {
  if (!filtered) {
    return (
      <EmptyState icon={Table2} title="This table holds no row">
        It is filled by the next refresh, if the source delivers rows for it.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={SearchX}
      title="No row passes these filters"
      action={
        <Button asChild>
          <Link href={clearHref}>Remove all filters</Link>
        </Button>
      }
    >
      The table has rows, but none that meets all of them.
    </EmptyState>
  )
}
