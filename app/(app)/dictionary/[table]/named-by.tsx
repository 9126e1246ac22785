import Link from 'next/link'
import { Breakable } from '@/components/ui/breakable'
import { Card } from '@/components/ui/card'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import type { Table } from '@/lib/catalogue/types'
import { relationsTo } from '@/lib/dictionary/relations'

/** The way back along the relations: which columns elsewhere name rows of this table. */
export function NamedBy({ table }: { table: Table }) {
  const relations = relationsTo(table)
  if (relations.length === 0) return null
  return (
    <Card title="Named by" about="Columns of other tables that name rows of this one.">
      <ul className="grid gap-x-6 tablet:grid-cols-2 sidebar:grid-cols-3">
        {relations.map(({ from, column }) => (
          <li key={`${qualifiedName(from)}.${column.name}`} className="min-w-0">
            <Link
              href={`/dictionary/${qualifiedName(from)}#${column.name}`}
              prefetch={false}
              className="inline-flex min-h-6 items-center font-mono text-small text-accent hover:underline"
            >
              <Breakable name={`${from.schema === table.schema ? from.name : qualifiedName(from)}.${column.name}`} />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
