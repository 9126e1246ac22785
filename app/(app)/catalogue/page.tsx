import { BookA, SearchX } from 'lucide-react'
import Link from 'next/link'
import { SearchField } from '@/components/catalogue/search-field'
import { PageHeader } from '@/components/shell/page-header'
import { DataTable, type TableColumn } from '@/components/tables/data-table'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { definePage } from '@/lib/authz/page'
import { formatCounted } from '@/lib/format/numbers'
import { describeAll, familyDescription, type Description } from '@/lib/reports/describe'
import { searchDescriptions } from '@/lib/reports/search-descriptions'
import { usedOn } from '@/lib/reports/used-on'

export const metadata = { title: 'Metrics' }

const columns: readonly TableColumn[] = [
  { id: 'label', label: 'Number' },
  { id: 'description', label: 'What it says', wraps: true },
  { id: 'unit', label: 'Unit' },
  { id: 'used', label: 'Used on' },
  { id: 'id', label: 'Id', mono: true },
]

export default definePage('/catalogue', ({ search }) => {
  const text = search.get('search') ?? ''
  const found = searchDescriptions(describeAll(), text)
  const families = [...new Set(found.map(({ family }) => family))]
  return (
    <>
      <PageHeader
        title="Metrics"
        question="What every number means, what it is read from, and where it is shown."
        actions={
          <Button asChild>
            <Link href="/dictionary">
              <BookA aria-hidden />
              Dictionary
            </Link>
          </Button>
        }
      />
      <SearchField action="/catalogue" text={text} label="Search names, definitions and columns" />
      <p role="status" className="text-small text-muted">
        {formatCounted(found.length, 'number', 'numbers')}
        {text !== '' && ` with “${text}”`}
      </p>
      {found.length === 0 && (
        <Card title="Nothing found">
          <EmptyState icon={SearchX} title="No number has these words">
            Try one word of what you look for, or a column of a source such as course_fact.
          </EmptyState>
        </Card>
      )}
      {families.length > 1 && (
        <nav aria-label="Families of numbers">
          <ul className="flex flex-wrap gap-x-4 gap-y-1 text-small">
            {families.map((family) => (
              <li key={family}>
                <a href={`#${family}`} className="inline-flex min-h-6 items-center text-accent hover:underline">
                  {titleOf(family)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {families.map((family) => (
        <Card key={family} id={family} title={titleOf(family)} about={familyDescription(family)}>
          <DataTable
            label={`Numbers of ${titleOf(family)}`}
            columns={columns}
            chooseColumns={false}
            rows={found.filter((one) => one.family === family).map(rowOf)}
          />
        </Card>
      ))}
    </>
  )
})

function titleOf(family: string): string {
  const words = family.replaceAll('_', ' ').replace(/^(vilt|scorm)\b/, (name) => name.toUpperCase())
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

function rowOf({ id, label, description, unit }: Description) {
  const pages = usedOn(id).map(({ title }) => title)
  return {
    id,
    cells: {
      label: { text: label, href: `/catalogue/${id}` },
      description: { text: description },
      unit: { text: unit ?? 'table', quiet: unit === undefined },
      used: { text: pages.join(', ') || '–', quiet: pages.length === 0 },
      id: { text: id },
    },
  }
}
