import { List } from 'lucide-react'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { EntityDiagram } from '@/components/dictionary/entity-diagram'
import { PageHeader } from '@/components/shell/page-header'
import { Button } from '@/components/ui/button'
import { LinkChoice } from '@/components/ui/link-choice'
import { definePage } from '@/lib/authz/page'
import { diagramOf } from '@/lib/dictionary/diagram'
import { dictionarySources, findSource } from '@/lib/dictionary/sources'
import { formatCounted } from '@/lib/format/numbers'

export const metadata = { title: 'Diagram' }

export default definePage('/dictionary/diagram/[connector]', ({ params, search }) => {
  const source = findSource(params['connector'])
  if (!source) notFound()
  const diagram = diagramOf(source.id)
  return (
    <>
      <PageHeader
        title={`Diagram of ${source.id === 'mart' ? 'the condensed tables' : source.title}`}
        question={`${formatCounted(diagram.boxes.length, 'table', 'tables')} with their keys, and ${formatCounted(diagram.lines.length, 'column that names', 'columns that name')} a row of another.`}
        actions={
          <>
            <LinkChoice
              label="Source"
              choices={dictionarySources.map(({ id, title }) => ({
                label: id === 'mart' ? 'Condensed' : title,
                href: `/dictionary/diagram/${id}`,
                current: id === source.id,
              }))}
            />
            <Button asChild>
              <Link href={`/dictionary#${source.id}`}>
                <List aria-hidden />
                List
              </Link>
            </Button>
          </>
        }
      />
      <EntityDiagram
        key={source.id}
        diagram={diagram}
        label={`Tables of ${source.title}`}
        find={search.get('find') ?? ''}
      />
    </>
  )
})
