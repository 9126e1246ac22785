import { Table2 } from 'lucide-react'
import Link from 'next/link'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { labelOf } from '@/lib/reports/describe'
import { useOfTable } from '@/lib/reports/table-use'

/** Which pages show what of a table, each number with its definition behind it. */
export function UsedOn({ table }: { table: string }) {
  return (
    <Card
      id="used-on"
      title="Used on"
      about="Pages with numbers that are read from this table, and what each number means."
    >
      {useOfTable(table).length === 0 ? (
        <EmptyState icon={Table2} title="No page reads this table">
          It is here to be read row by row, through the API and by SQL.
        </EmptyState>
      ) : (
        <UsedOnList table={table} />
      )}
    </Card>
  )
}

export function UsedOnList({ table }: { table: string }) {
  return (
    <dl className="flex flex-col gap-3">
      {useOfTable(table).map(({ page, numbers }) => (
        <div key={page.slug} className="grid gap-x-6 tablet:grid-cols-[minmax(120px,4fr)_minmax(0,9fr)]">
          <dt>
            <Link href={page.path} className="inline-flex min-h-6 items-center text-accent hover:underline">
              {page.title}
            </Link>
          </dt>
          <dd className="flex min-w-0 flex-wrap gap-x-4 text-small">
            {numbers.length === 0 && (
              <span className="inline-flex min-h-6 items-center text-muted">to group and to filter by</span>
            )}
            {numbers.map((id) => (
              <Link
                key={id}
                href={`/catalogue/${id}`}
                className="inline-flex min-h-6 items-center text-accent hover:underline"
              >
                {labelOf(id)}
              </Link>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
