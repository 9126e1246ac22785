import { OpenedView } from '@/app/(app)/views/opened-view'
import { PageHeader } from '@/components/shell/page-header'
import { DataTable, type TableCell, type TableColumn } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { describeTables } from '@/lib/api/tables'
import { definePage } from '@/lib/authz/page'
import { withReader } from '@/lib/authz/reader'
import { formatCount } from '@/lib/format/numbers'

export const metadata = { title: 'Explorer' }

const columns: readonly TableColumn[] = [
  { id: 'table', label: 'Table', mono: true },
  { id: 'rows', label: 'Rows, about', numeric: true },
  { id: 'columns', label: 'Columns', numeric: true },
  { id: 'used', label: 'Used on' },
  { id: 'description', label: 'What it holds' },
]

const groups = [
  { schema: 'datacamp', title: 'DataCamp', about: 'Exactly as DataCamp’s Data Connector delivers them.' },
  { schema: 'skilljar', title: 'Skilljar', about: 'Exactly as Skilljar’s Data Connector delivers them.' },
  {
    schema: 'mart',
    title: 'Condensed by Skillscope',
    about: 'People over both platforms, teams with dates, and learning time by day.',
  },
] as const

export default definePage('/explorer', async (visit) => {
  const tables = await withReader(visit.scope, describeTables)
  return (
    <>
      <OpenedView visit={visit} path="/explorer" />
      <PageHeader title="Explorer" question="Any table, row by row: filter, sort and take it away." />
      {groups.map(({ schema, title, about }) => (
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
                  description: { text: table.description, title: table.description },
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
