import { notFound } from 'next/navigation'
import { PrintButton } from '@/components/dictionary/print-button'
import { PageHeader } from '@/components/shell/page-header'
import { Breakable } from '@/components/ui/breakable'
import { Card } from '@/components/ui/card'
import { LinkChoice } from '@/components/ui/link-choice'
import { definePage } from '@/lib/authz/page'
import { qualifiedName, tablesOf } from '@/lib/catalogue/catalogue'
import type { Column, Table } from '@/lib/catalogue/types'
import { lineageOf } from '@/lib/dictionary/lineage'
import { quirksOfTable } from '@/lib/dictionary/quirks-of'
import { dictionarySources, findSource } from '@/lib/dictionary/sources'
import { ColumnList } from '../../column-list'
import { QuirkList } from '../../quirk-list'
import { TableFacts } from '../../table-facts'

export const metadata = { title: 'Dictionary to print' }

export default definePage('/dictionary/print/[connector]', ({ params }) => {
  const source = findSource(params['connector'])
  if (!source) notFound()
  const tables = tablesOf(source.id)
  return (
    <>
      <PageHeader
        title={`Dictionary: ${source.title}`}
        question={source.about}
        actions={
          <>
            <LinkChoice
              label="Source"
              choices={dictionarySources.map(({ id, title }) => ({
                label: id === 'mart' ? 'Condensed' : title,
                href: `/dictionary/print/${id}`,
                current: id === source.id,
              }))}
            />
            <PrintButton />
          </>
        }
      />
      <nav aria-label="Tables">
        <ol className="gap-x-6 text-small columns-2 tablet:columns-3 sidebar:columns-4">
          {tables.map(({ name }) => (
            <li key={name} className="min-w-0">
              <a href={`#${name}`} className="inline-flex min-h-6 items-center font-mono text-accent hover:underline">
                <Breakable name={name} />
              </a>
            </li>
          ))}
        </ol>
      </nav>
      {tables.map((table) => (
        <TableChapter key={table.name} table={table} />
      ))}
    </>
  )
})

function TableChapter({ table }: { table: Table }) {
  const lineage = lineageOf(table)
  const quirks = quirksOfTable(table)
  const below = ({ name }: Column) => {
    const labels = lineage.get(name)?.numbers.map(({ label }) => label) ?? []
    return labels.length > 0 && <p className="text-small text-muted">Read for: {labels.join(', ')}</p>
  }
  return (
    <Card
      id={table.name}
      title={qualifiedName(table)}
      about={table.description}
      className="scroll-mt-16 print:border-0"
    >
      <div className="flex flex-col gap-3 pb-3">
        <TableFacts table={table} />
        <QuirkList quirks={quirks} />
      </div>
      <ColumnList table={table} anchorOf={({ name }) => `${table.name}.${name}`} below={below} />
    </Card>
  )
}
