import { SearchX } from 'lucide-react'
import { OpenedView } from '@/app/(app)/views/opened-view'
import { SearchField } from '@/components/catalogue/search-field'
import { PageHeader } from '@/components/shell/page-header'
import { DataTable, type TableCell, type TableColumn } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { describeTables } from '@/lib/api/tables'
import { definePage } from '@/lib/authz/page'
import { withReader } from '@/lib/authz/reader'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import { searchDictionary } from '@/lib/dictionary/search'
import { dictionarySources } from '@/lib/dictionary/sources'
import { formatCount } from '@/lib/format/numbers'

export const metadata = { title: 'Explorer' }

const columns: readonly TableColumn[] = [
  { id: 'table', label: 'Table', mono: true },
  { id: 'description', label: 'What it holds', wraps: true },
  { id: 'rows', label: 'Rows, about', numeric: true },
  { id: 'columns', label: 'Columns', numeric: true },
  { id: 'used', label: 'Used on' },
]

export default definePage('/explorer', async (visit) => {
  const text = visit.search.get('search') ?? ''
  const found = new Set(searchDictionary(text).tables.map(qualifiedName))
  const tables = (await withReader(visit.scope, describeTables))
    .filter((table) => found.has(qualifiedName(table)))
    .toSorted((one, other) => one.name.localeCompare(other.name))
  const filled = dictionarySources.filter(({ id }) => tables.some(({ schema }) => schema === id))
  return (
    <>
      <OpenedView visit={visit} path="/explorer" />
      <PageHeader title="Explorer" question="Any table, row by row: filter, sort and take it away." />
      <SearchField action="/explorer" text={text} label="Find a table" />
      {tables.length === 0 && (
        <Card title="Nothing found">
          <EmptyState icon={SearchX} title={`No table is about “${text}”`}>
            Try one word of its name or of what it holds, such as quiz or certificate.
          </EmptyState>
        </Card>
      )}
      {filled.map(({ id: schema, title, about }) => (
        <Card key={schema} title={title} about={about}>
          <DataTable
            label={`${title} tables`}
            columns={schema === 'mart' ? columns.filter(({ id }) => id !== 'used') : columns}
            chooseColumns={false}
            rows={tables
              .filter((table) => table.schema === schema)
              .map((table) => ({
                id: table.name,
                cells: {
                  table: { text: table.name, href: `/explorer/${schema}.${table.name}` },
                  rows: { text: formatCount(table.rows), quiet: table.rows === 0 },
                  columns: { text: formatCount(table.columns.length) },
                  used: usedOn(table.usedOn.map(({ title: page }) => page)),
                  description: { text: table.description },
                },
              }))}
          />
        </Card>
      ))}
    </>
  )
})

/** The page of a table has all of them, with what they show of it. */
function usedOn(pages: readonly string[]): TableCell {
  const text = pages.join(', ') || '–'
  return { text, title: text, quiet: pages.length === 0 }
}
