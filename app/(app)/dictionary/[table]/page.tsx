import { Network, Table2 } from 'lucide-react'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { PageHeader } from '@/components/shell/page-header'
import { Breakable } from '@/components/ui/breakable'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { may } from '@/lib/authz/permissions'
import { definePage } from '@/lib/authz/page'
import { withReader } from '@/lib/authz/reader'
import { findTable, qualifiedName } from '@/lib/catalogue/catalogue'
import { readShares } from '@/lib/dictionary/column-shares'
import { lineageOf } from '@/lib/dictionary/lineage'
import { quirksOfTable } from '@/lib/dictionary/quirks-of'
import { formatCounted } from '@/lib/format/numbers'
import { UsedOn } from '../../explorer/[table]/used-on'
import { ColumnList } from '../column-list'
import { QuirkList } from '../quirk-list'
import { TableFacts } from '../table-facts'
import { ColumnUseList } from './column-use'
import { CountedColumns, CountedFacts, told } from './counted'
import { NamedBy } from './named-by'

export async function generateMetadata({ params }: { params: Promise<{ table: string }> }) {
  return { title: (await params).table }
}

export default definePage('/dictionary/[table]', ({ actor, params, scope }) => {
  const table = findTable(params['table'] ?? '')
  if (!table) notFound()
  const name = qualifiedName(table)
  const lineage = lineageOf(table)
  const quirks = quirksOfTable(table)
  const columns = formatCounted(table.columns.length, 'column', 'columns')
  const mayRead = may(actor, 'tables.read')
  const counted = mayRead
    ? told(
        withReader(scope, async (reader) => ({ shares: await readShares(reader, table), asOf: reader.asOf })),
        name,
      )
    : null
  const below = (column: { name: string }) => <ColumnUseList use={lineage.get(column.name)} />
  const plain = <ColumnList table={table} below={below} />
  return (
    <>
      <PageHeader
        title={
          <code className="font-mono">
            <Breakable name={name} />
          </code>
        }
        question={table.description}
        actions={
          <>
            <Button asChild>
              <Link href={`/dictionary/diagram/${table.schema}?find=${table.name}`}>
                <Network aria-hidden />
                Show in the diagram
              </Link>
            </Button>
            {mayRead && (
              <Button asChild kind="primary">
                <Link href={`/explorer/${name}`}>
                  <Table2 aria-hidden />
                  Open in Explorer
                </Link>
              </Button>
            )}
          </>
        }
      />
      <Card title="The table">
        <TableFacts table={table}>
          {counted && (
            <Suspense fallback={null}>
              <CountedFacts table={table} counted={counted} />
            </Suspense>
          )}
        </TableFacts>
        {quirks.length > 0 && (
          <div className="pt-4">
            <h3 className="pb-1 text-small text-muted">What to look out for</h3>
            <QuirkList quirks={quirks} />
          </div>
        )}
      </Card>
      <Card
        title="Columns"
        about={`${columns}.${mayRead ? ' Null is a share of the rows, distinct one of the filled cells.' : ''}`}
      >
        {counted ? (
          <Suspense fallback={plain}>
            <CountedColumns table={table} counted={counted} below={below} />
          </Suspense>
        ) : (
          plain
        )}
      </Card>
      <NamedBy table={table} />
      {/* Numbers say which columns of the sources they are read from, not which mart answers them. */}
      {table.schema !== 'mart' && <UsedOn table={name} />}
    </>
  )
})
