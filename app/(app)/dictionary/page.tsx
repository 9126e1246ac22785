import { Network, Printer, SearchX, Sigma } from 'lucide-react'
import Link from 'next/link'
import { SearchField } from '@/components/catalogue/search-field'
import { PageHeader } from '@/components/shell/page-header'
import { DataTable, type TableColumn } from '@/components/tables/data-table'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { definePage } from '@/lib/authz/page'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import type { Table } from '@/lib/catalogue/types'
import { pagesOf } from '@/lib/dictionary/lineage'
import { searchDictionary, type FoundColumn } from '@/lib/dictionary/search'
import { dictionarySources } from '@/lib/dictionary/sources'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import { SampleQueryCard } from './sample-query-card'

export const metadata = { title: 'Dictionary' }

const tableColumns: readonly TableColumn[] = [
  { id: 'table', label: 'Table', mono: true },
  { id: 'description', label: 'What it holds', wraps: true },
  { id: 'columns', label: 'Columns', numeric: true },
  { id: 'key', label: 'Key', mono: true },
  { id: 'used', label: 'Pages', numeric: true },
]

const columnColumns: readonly TableColumn[] = [
  { id: 'column', label: 'Column', mono: true },
  { id: 'table', label: 'Table', mono: true },
  { id: 'type', label: 'Type', mono: true },
  { id: 'description', label: 'Meaning', wraps: true },
]

/** More than anybody reads; one more word finds fewer. */
const MOST_COLUMNS = 200

export default definePage('/dictionary', ({ actor, search }) => {
  const text = search.get('search') ?? ''
  const found = searchDictionary(text)
  const isSearch = text.trim() !== ''
  const isEmpty = found.tables.length === 0 && found.columns.length === 0
  return (
    <>
      <PageHeader
        title="Dictionary"
        question="What every table and column means, how they belong together, and what is read from them."
        actions={
          <Button asChild>
            <Link href="/catalogue">
              <Sigma aria-hidden />
              Metrics
            </Link>
          </Button>
        }
      />
      <SearchField action="/dictionary" text={text} label="Search tables, columns and meanings" />
      <p role="status" className="text-small text-muted">
        {formatCounted(found.tables.length, 'table', 'tables')}
        {' · '}
        {formatCounted(found.columns.length, 'column', 'columns')}
        {isSearch && ` with “${text}”`}
      </p>
      {isSearch && isEmpty && (
        <Card title="Nothing found">
          <EmptyState icon={SearchX} title="No table or column has these words">
            Try one word of what you look for, such as completed, e-mail or quiz.
          </EmptyState>
        </Card>
      )}
      {dictionarySources.map(({ id, title, about }) => {
        const tables = found.tables.filter(({ schema }) => schema === id)
        return (
          tables.length > 0 && (
            <Card key={id} id={id} title={title} about={about} tools={<SourceTools source={id} title={title} />}>
              <DataTable
                label={`${title} tables`}
                columns={id === 'mart' ? tableColumns.filter((column) => column.id !== 'used') : tableColumns}
                chooseColumns={false}
                rows={tables.map(tableRow)}
              />
            </Card>
          )
        )
      })}
      {isSearch && found.columns.length > 0 && (
        <Card
          title="Columns"
          about={
            found.columns.length > MOST_COLUMNS
              ? `The nearest ${MOST_COLUMNS} of ${formatCount(found.columns.length)}; another word finds fewer.`
              : 'By name first, then by what is said about them.'
          }
        >
          <DataTable
            label="Columns found"
            columns={columnColumns}
            chooseColumns={false}
            rows={found.columns.slice(0, MOST_COLUMNS).map(columnRow)}
          />
        </Card>
      )}
      {!isSearch && <SampleQueryCard actor={actor} />}
    </>
  )
})

function SourceTools({ source, title }: { source: string; title: string }) {
  return (
    <>
      <Button asChild size="small">
        <Link href={`/dictionary/diagram/${source}`} aria-label={`Diagram of ${title}`}>
          <Network aria-hidden />
          Diagram
        </Link>
      </Button>
      <Button asChild size="small">
        <Link href={`/dictionary/print/${source}`} aria-label={`All tables of ${title} to print`}>
          <Printer aria-hidden />
          Print
        </Link>
      </Button>
    </>
  )
}

function tableRow(table: Table) {
  const pages = pagesOf(table).length
  const key = table.key.join(', ')
  return {
    id: qualifiedName(table),
    cells: {
      table: { text: table.name, title: table.name, href: `/dictionary/${qualifiedName(table)}` },
      description: { text: meaningOf(table) },
      columns: { text: formatCount(table.columns.length) },
      key: { text: key || 'none', title: key, quiet: key === '' },
      used: { text: formatCount(pages), quiet: pages === 0 },
    },
  }
}

function columnRow({ table, column }: FoundColumn) {
  const name = qualifiedName(table)
  return {
    id: `${name}.${column.name}`,
    cells: {
      column: { text: column.name, href: `/dictionary/${name}#${column.name}`, title: column.name },
      table: { text: name, title: name },
      type: { text: column.kind },
      description: { text: meaningOf(column) },
    },
  }
}

/** What else sources call it can be what somebody looked for. */
const meaningOf = ({ description, aliases }: Pick<Table, 'description' | 'aliases'>) =>
  [description, ...(aliases.length > 0 ? [`Also delivered as ${aliases.join(', ')}.`] : [])].join(' ')
